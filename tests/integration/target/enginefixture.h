// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/shownconfig.h"
#include "source/workspacesource.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/targetcontract.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

#include <QDir>

namespace tierwatch::test {

/// The engine of a workspace as a target. Every load gives another value, so that a value seen
/// twice came from the cache.
class EngineFixture final : public TargetFixture
{
public:
    /// With these settings in the environment; null if the workspace does not open.
    [[nodiscard]] static std::unique_ptr<EngineFixture>
    make(const QHash<QString, QString>& environment)
    {
        auto fixture = std::make_unique<EngineFixture>();
        return fixture->makeSource() && fixture->reopen(environment) ? std::move(fixture) : nullptr;
    }

    void close()
    {
        m_target.reset();
        m_source.reset();
        m_workspace.close();
    }
    /// Closes it and opens it with other settings.
    [[nodiscard]] bool reopen(const QHash<QString, QString>& environment)
    {
        close();
        QProcessEnvironment variables;
        for (const auto& [name, value] : environment.asKeyValueRange())
            variables.insert(name, value);
        if (!m_workspace.open(variables))
            return false;
        auto source = WorkspaceSource::open(m_workspace.workspace(), m_workspace.cache());
        if (!source)
            return false;
        m_source = *std::move(source);
        EngineTargetParts parts;
        parts.name = QStringLiteral("Test reports");
        parts.location = m_workspace.folder();
        parts.username = QStringLiteral("admin");
        parts.catalog = [] {
            return Catalog{{{1, QStringLiteral("Alfa")}, {2, QStringLiteral("Beta")}},
                           {{QStringLiteral("invoices"), QStringLiteral("Invoices")}}};
        };
        parts.config = [this] { return shownConfig(m_workspace.workspace().settings()); };
        parts.gateway = &m_source->gateway();
        parts.benchmarker = &m_source->benchmarker();
        m_target = std::make_unique<EngineTarget>(m_workspace.cache(), parts);
        return true;
    }

    CacheTarget& target() override { return *m_target; }
    QByteArray ask(const QString& type, qint64 companyId, const QString& username) override
    {
        const Request request = requestFor(type, companyId, username);
        m_clock.advanceMs(1);
        const auto answer = m_workspace.engine().fetch(
            request, [this]() -> Result<QByteArray> { return QByteArray::number(++m_loads); });
        return answer ? answer->value : QByteArray();
    }
    QString keyOf(const QString& type, qint64 companyId, const QString& username) override
    {
        const auto key = CacheKey::of(requestFor(type, companyId, username));
        return key ? QString::fromUtf8(key->text()) : QString();
    }
    void settle() override
    {
        m_workspace.engine().settle();
        (void)m_workspace.cache().accounting().flush();
    }

    [[nodiscard]] FakeClock& clock() { return m_clock; }
    [[nodiscard]] TempWorkspace& workspace() { return m_workspace; }

private:
    /// One named query, "one", that needs no company.
    [[nodiscard]] bool makeSource() const
    {
        const QDir folder(m_workspace.folder());
        QFile query(folder.filePath(QStringLiteral("queries/one.sql")));
        return folder.mkpath(QStringLiteral("queries")) && query.open(QIODevice::WriteOnly) &&
               query.write("-- name: one\n-- param: year integer 2026\nSELECT :year AS n\n") > 0 &&
               OtherProgram(folder.filePath(QStringLiteral("main.db")))
                   .exec({QStringLiteral("CREATE TABLE t (n)")});
    }
    static Request requestFor(const QString& type, qint64 companyId, const QString& username)
    {
        Request request = requestOf(type, 1, username);
        request.companyId = companyId;
        return request;
    }

    FakeClock m_clock;
    TempWorkspace m_workspace{m_clock, "[source]\ndatabase=main.db\n"};
    std::unique_ptr<WorkspaceSource> m_source;
    std::unique_ptr<EngineTarget> m_target;
    std::atomic<int> m_loads = 0;
};

} // namespace tierwatch::test
