// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/workspacesource.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <QDir>

namespace tierwatch::test {

/// A workspace of one company, 1, and of four named queries: `dear`, which takes some milliseconds
/// and needs no company; `years`, which needs one; `broken`, which fails but in the database
/// "spare"; and `asked`, one of whose parameters has no default.
class BenchmarkFixture final
{
public:
    explicit BenchmarkFixture(const QByteArray& cacheSettings = {})
        : m_workspace(m_clock, "[source.spare]\ndatabase=spare.db\n"
                               "[source]\ndatabase=main.db\nfolder=.\n"
                               "companies=SELECT id, schema, name FROM companies\n"
                               "[cache]\n" +
                                   cacheSettings)
    {
        m_ready = makeSource() && open();
    }

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] bool open(const WorkspaceCache::Decorate& decorate = {})
    {
        m_source.reset();
        m_workspace.close();
        if (!m_workspace.open({}, decorate))
            return false;
        auto source = WorkspaceSource::open(m_workspace.workspace(), m_workspace.cache());
        if (!source)
            return false;
        m_source = *std::move(source);
        return true;
    }
    void close()
    {
        m_source.reset();
        m_workspace.close();
    }

    [[nodiscard]] Benchmarker& benchmarker() { return m_source->benchmarker(); }
    [[nodiscard]] Gateway& gateway() { return m_source->gateway(); }
    [[nodiscard]] WorkspaceCache& cache() { return m_workspace.cache(); }
    [[nodiscard]] CacheEngine& engine() { return m_workspace.engine(); }
    [[nodiscard]] QString cachePath() const { return m_workspace.cachePath(); }
    /// The first column of the first row of the cache file.
    [[nodiscard]] QString first(const QString& sql) { return OtherProgram(cachePath()).first(sql); }
    void settle()
    {
        engine().settle();
        (void)cache().accounting().flush();
    }

private:
    [[nodiscard]] bool makeSource() const
    {
        const QDir folder(m_workspace.folder());
        return folder.mkpath(QStringLiteral("queries")) &&
               write(QStringLiteral("dear"),
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                     "WHERE i < 20000) SELECT count(*) AS n FROM n") &&
               write(QStringLiteral("years"), "SELECT year FROM {schema}.t") &&
               write(QStringLiteral("broken"), "SELECT things FROM nowhere") &&
               write(QStringLiteral("asked"), "SELECT :year AS year", "-- param: year integer\n") &&
               OtherProgram(folder.filePath(QStringLiteral("main.db")))
                   .exec({QStringLiteral("CREATE TABLE companies (id, schema, name)"),
                          QStringLiteral("INSERT INTO companies VALUES (1, 'alfa', 'Alfa')")}) &&
               OtherProgram(folder.filePath(QStringLiteral("spare.db")))
                   .exec({QStringLiteral("CREATE TABLE nowhere (things)")}) &&
               OtherProgram(folder.filePath(QStringLiteral("alfa.db")))
                   .exec({QStringLiteral("CREATE TABLE t (year)"),
                          QStringLiteral("INSERT INTO t VALUES (2026)")});
    }
    [[nodiscard]] bool write(const QString& name, const QByteArray& sql,
                             const QByteArray& header = {}) const
    {
        QFile file(m_workspace.folder() + QStringLiteral("/queries/%1.sql").arg(name));
        return file.open(QIODevice::WriteOnly) &&
               file.write("-- name: " + name.toUtf8() + '\n' + header + sql + '\n') > 0;
    }

    SystemClock m_clock;
    TempWorkspace m_workspace;
    std::unique_ptr<WorkspaceSource> m_source;
    bool m_ready = false;
};

} // namespace tierwatch::test
