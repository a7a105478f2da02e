// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "support/tempworkspace.h"

#include <sqlite3.h>

#include <algorithm>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 rowCount = 100'000;
constexpr qint64 readsARound = 50'000;
constexpr int rounds = 5;
constexpr qint64 rowsATransaction = 1000;

QByteArray valueOf(qint64 i)
{
    return QByteArray(1024, static_cast<char>('a' + i % 26));
}

Result<QByteArray> mustNotLoad()
{
    return Error{ErrorCode::Internal, u"not a hit"_s};
}

/// Stored on disk alone: a life of zero keeps it out of memory.
Request requestFor(qint64 i)
{
    Request request;
    request.type = u"invoices_by_month"_s;
    request.companyId = 100 + i % 6;
    request.perUser = false;
    request.params = {{u"number"_s, 100'000 + i}};
    request.policy = Policy{.l1TtlMs = 0};
    return request;
}

/// SQLite alone, as little as it takes.
class BareSqlite final
{
public:
    explicit BareSqlite(const QString& path)
    {
        if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
            qFatal("the bare database could not be opened");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=NORMAL");
    }
    ~BareSqlite()
    {
        sqlite3_finalize(m_select);
        sqlite3_finalize(m_insert);
        sqlite3_close(m_db);
    }
    Q_DISABLE_COPY_MOVE(BareSqlite)

    void run(const char* sql)
    {
        if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            fail(sql);
    }
    [[nodiscard]] qint64 count()
    {
        sqlite3_stmt* const statement = prepare("SELECT count(*) FROM cache_entries");
        const bool row = sqlite3_step(statement) == SQLITE_ROW;
        const qint64 count = row ? sqlite3_column_int64(statement, 0) : 0;
        sqlite3_finalize(statement);
        return count;
    }
    void createContractTable()
    {
        run("CREATE TABLE cache_entries(cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL, "
            "company_id INTEGER, data_json TEXT NOT NULL, created_at REAL NOT NULL, expires_at "
            "REAL "
            "NOT NULL, hit_count INTEGER DEFAULT 0, last_accessed REAL)");
        run("CREATE INDEX idx_cache_type ON cache_entries(cache_type)");
        run("CREATE INDEX idx_company_id ON cache_entries(company_id)");
        run("CREATE INDEX idx_expires_at ON cache_entries(expires_at)");
    }
    qint64 select(const QByteArray& key)
    {
        if (!m_select)
            m_select = prepare("SELECT data_json, created_at, expires_at FROM cache_entries WHERE "
                               "cache_key = ?");
        sqlite3_bind_text(m_select, 1, key.constData(), static_cast<int>(key.size()),
                          SQLITE_STATIC);
        qint64 size = 0;
        if (sqlite3_step(m_select) == SQLITE_ROW) {
            const void* bytes = sqlite3_column_blob(m_select, 0);
            size = QByteArray(static_cast<const char*>(bytes), sqlite3_column_bytes(m_select, 0))
                       .size();
        }
        sqlite3_reset(m_select);
        return size;
    }
    void insert(const QByteArray& key, qint64 company, const QByteArray& value)
    {
        if (!m_insert)
            m_insert = prepare("INSERT OR REPLACE INTO cache_entries VALUES (?, "
                               "'invoices_by_month', ?, ?, 1790000000, 1790003600, 0, NULL)");
        sqlite3_bind_text(m_insert, 1, key.constData(), static_cast<int>(key.size()),
                          SQLITE_STATIC);
        sqlite3_bind_int64(m_insert, 2, company);
        sqlite3_bind_text(m_insert, 3, value.constData(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
        if (sqlite3_step(m_insert) != SQLITE_DONE)
            fail("the bare INSERT");
        sqlite3_reset(m_insert);
    }

private:
    [[noreturn]] void fail(const char* what) const { qFatal("%s: %s", what, sqlite3_errmsg(m_db)); }
    [[nodiscard]] sqlite3_stmt* prepare(const char* sql)
    {
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr) != SQLITE_OK)
            fail(sql);
        return statement;
    }

    sqlite3* m_db = nullptr;
    sqlite3_stmt* m_select = nullptr;
    sqlite3_stmt* m_insert = nullptr;
};

class DiskTier final
{
public:
    DiskTier() : m_workspace(m_clock, "[cache]\ncleanup_interval=86400\n")
    {
        if (const Result<void> opened = m_workspace.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        for (qint64 i = 0; i < rowCount; ++i)
            m_prepared.push_back(*m_workspace.engine().prepare(requestFor(i)));
        m_order.resize(rowCount);
        std::iota(m_order.begin(), m_order.end(), 0);
        std::shuffle(m_order.begin(), m_order.end(), std::mt19937(7));
    }

    /// Nanoseconds an entry from the call until the last is committed.
    double writeThroughEngine(qint64 first, qint64 count)
    {
        return nsPerCall(1,
                         [&](qint64) {
                             for (qint64 i = first; i < first + count; ++i)
                                 write(i);
                             m_workspace.engine().settle();
                         }) /
               static_cast<double>(count);
    }
    double writeBare(BareSqlite& bare, qint64 first, qint64 count)
    {
        return nsPerCall(1,
                         [&](qint64) {
                             for (qint64 i = first; i < first + count; ++i) {
                                 if (i % rowsATransaction == 0)
                                     bare.run("BEGIN IMMEDIATE");
                                 bare.insert(keyOf(i), 100 + i % 6, valueOf(i));
                                 if (i % rowsATransaction == rowsATransaction - 1)
                                     bare.run("COMMIT");
                             }
                         }) /
               static_cast<double>(count);
    }
    double readThroughEngine()
    {
        return nsPerCall(readsARound, [&](qint64 i) { read(m_order[static_cast<size_t>(i)]); });
    }
    double readBare(BareSqlite& bare)
    {
        return nsPerCall(readsARound, [&](qint64 i) {
            if (bare.select(keyOf(m_order[static_cast<size_t>(i)])) != 1024)
                qFatal("the bare SELECT did not find its row");
        });
    }
    [[nodiscard]] QString cachePath() const { return m_workspace.cachePath(); }
    [[nodiscard]] QString barePath() const { return m_workspace.folder() + u"/bare.db"_s; }

private:
    void write(qint64 i)
    {
        const auto answer = m_workspace.engine().fetch(
            m_prepared[static_cast<size_t>(i)], [i]() -> Result<QByteArray> { return valueOf(i); });
        if (!answer || answer->origin != Origin::Database)
            qFatal("the value was there before it was written");
    }
    void read(qint64 i)
    {
        const auto answer =
            m_workspace.engine().fetch(m_prepared[static_cast<size_t>(i)], mustNotLoad);
        if (!answer || answer->origin != Origin::Disk || answer->value.size() != 1024)
            qFatal("the fetch was no hit on disk");
    }
    [[nodiscard]] const QByteArray& keyOf(qint64 i) const
    {
        return m_prepared[static_cast<size_t>(i)].key.text();
    }

    SystemClock m_clock;
    test::TempWorkspace m_workspace;
    std::vector<PreparedRequest> m_prepared;
    std::vector<qint64> m_order;
};

void run(const Report& report)
{
    DiskTier tier;
    {
        BareSqlite bare(tier.barePath());
        bare.createContractTable();
        constexpr qint64 share = rowCount / rounds;
        qint64 engineNext = 0;
        qint64 bareNext = 0;
        const Pair writes = inTurn(
            rounds,
            [&] {
                return tier.writeThroughEngine(std::exchange(engineNext, engineNext + share),
                                               share) /
                       1000;
            },
            [&] {
                return tier.writeBare(bare, std::exchange(bareNext, bareNext + share), share) /
                       1000;
            });
        report({u"entry write, queue to commit"_s, writes.subject, u"us"_s, writes.baseline,
                u"bare inserts, 1,000 a transaction"_s, 1.5});
        if (bare.count() != rowCount)
            qFatal("the bare inserts left %lld rows", qlonglong(bare.count()));
    }
    BareSqlite bare(tier.cachePath());
    if (bare.count() != rowCount)
        qFatal("the engine left %lld rows", qlonglong(bare.count()));
    const Pair reads = inTurn(
        rounds, [&] { return tier.readThroughEngine() / 1000; },
        [&] { return tier.readBare(bare) / 1000; });
    report({u"disk hit through fetch"_s, reads.subject, u"us"_s, reads.baseline,
            u"bare prepared SELECT"_s, 2.0});
}

} // namespace

Group diskTier()
{
    return {u"disk"_s, run};
}

} // namespace tierwatch::bench
