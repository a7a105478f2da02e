// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/workspacecache.h"
#include "settings/workspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tierwatch::test {

/// A workspace in a folder of its own that goes with the object; open() and close() as often as a
/// test restarts it.
class TempWorkspace final
{
public:
    explicit TempWorkspace(Clock& clock, const QByteArray& settings = {}) : m_clock(clock)
    {
        QFile file(m_folder.filePath(QStringLiteral("tierwatch.ini")));
        if (file.open(QIODevice::WriteOnly))
            file.write("[workspace]\ntitle=Test\n" + settings);
    }

    Result<void> open(const QProcessEnvironment& environment = {},
                      const WorkspaceCache::Decorate& decorate = {})
    {
        auto workspace = Workspace::open(folder(), environment);
        if (!workspace)
            return workspace.error();
        m_workspace.emplace(*std::move(workspace));
        auto cache = WorkspaceCache::open(*m_workspace, m_clock, decorate);
        if (!cache)
            return cache.error();
        m_cache = *std::move(cache);
        return {};
    }
    void close()
    {
        m_cache.reset();
        m_workspace.reset();
    }
    /// Closes and opens; false if that fails.
    [[nodiscard]] bool restart()
    {
        close();
        return open().ok();
    }

    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QString cachePath() const
    {
        return m_folder.filePath(QStringLiteral("cache.db"));
    }
    [[nodiscard]] const Workspace& workspace() const { return *m_workspace; }
    [[nodiscard]] WorkspaceCache& cache() { return *m_cache; }
    [[nodiscard]] CacheEngine& engine() { return m_cache->engine(); }

private:
    Clock& m_clock;
    QTemporaryDir m_folder;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<WorkspaceCache> m_cache;
};

/// A request of one user for one number.
[[nodiscard]] inline Request requestOf(const QString& type, const QVariant& value = 1,
                                       std::optional<QString> username = {})
{
    Request request;
    request.type = type;
    request.username = std::move(username);
    request.params = {{QStringLiteral("p"), value}};
    return request;
}

/// Gives the value.
[[nodiscard]] inline Loader giving(QByteArray value)
{
    return [value = std::move(value)]() -> Result<QByteArray> { return value; };
}

/// Gives the value and counts how often it was asked.
[[nodiscard]] inline Loader countingLoader(QByteArray value, std::atomic<int>& calls)
{
    return [value = std::move(value), &calls]() -> Result<QByteArray> {
        ++calls;
        return value;
    };
}

} // namespace tierwatch::test
