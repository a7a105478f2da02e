// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"

#include <sqlite3.h>

namespace tierwatch::bench {

namespace {

void bindText(sqlite3_stmt* statement, int place, const QByteArray& text)
{
    sqlite3_bind_text(statement, place, text.constData(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
}

} // namespace

BareSqlite::BareSqlite(const QString& path)
{
    if (sqlite3_open(path.toUtf8().constData(), &m_db) != SQLITE_OK)
        qFatal("the bare database could not be opened");
    run("PRAGMA busy_timeout=5000");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=NORMAL");
}

BareSqlite::~BareSqlite()
{
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

void BareSqlite::run(const QByteArray& sql)
{
    if (sqlite3_exec(m_db, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sql.constData());
}

qint64 BareSqlite::number(std::string_view sql)
{
    sqlite3_stmt* const statement = prepared(sql);
    if (sqlite3_step(statement) != SQLITE_ROW)
        fail("a number");
    const qint64 number = sqlite3_column_int64(statement, 0);
    sqlite3_reset(statement);
    return number;
}

void BareSqlite::createContractTables()
{
    run("CREATE TABLE cache_entries(cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL, "
        "company_id INTEGER, data_json TEXT NOT NULL, created_at REAL NOT NULL, "
        "expires_at REAL NOT NULL, hit_count INTEGER DEFAULT 0, last_accessed REAL)");
    run("CREATE INDEX idx_cache_type ON cache_entries(cache_type)");
    run("CREATE INDEX idx_company_id ON cache_entries(company_id)");
    run("CREATE INDEX idx_expires_at ON cache_entries(expires_at)");
    run("CREATE TABLE performance_log(id INTEGER PRIMARY KEY AUTOINCREMENT, "
        "cache_type TEXT NOT NULL, company_id INTEGER, cache_hit BOOLEAN NOT NULL, "
        "response_time_ms REAL NOT NULL, estimated_oracle_time_ms REAL, time_saved_ms REAL, "
        "username TEXT, timestamp REAL NOT NULL)");
    run("CREATE INDEX idx_perf_timestamp ON performance_log(timestamp)");
    run("CREATE INDEX idx_perf_cache_type ON performance_log(cache_type)");
}

void BareSqlite::addListingIndexes()
{
    for (const char* column : {"size INTEGER", "kept_until REAL", "digest INTEGER"})
        run(QByteArray("ALTER TABLE cache_entries ADD COLUMN ") + column);
    for (const char* column :
         {"last_accessed", "created_at", "size", "hit_count", "kept_until", "digest"})
        run(QByteArray("CREATE INDEX idx_") + column + " ON cache_entries(" + column + ")");
}

qint64 BareSqlite::select(const QByteArray& key)
{
    sqlite3_stmt* const statement =
        prepared("SELECT data_json, created_at, expires_at FROM cache_entries WHERE cache_key = ?");
    bindText(statement, 1, key);
    qint64 size = 0;
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const void* bytes = sqlite3_column_blob(statement, 0);
        size =
            QByteArray(static_cast<const char*>(bytes), sqlite3_column_bytes(statement, 0)).size();
    }
    sqlite3_reset(statement);
    return size;
}

void BareSqlite::insert(const BareEntry& entry)
{
    sqlite3_stmt* const statement =
        prepared("INSERT OR REPLACE INTO cache_entries VALUES (?, 'invoices_by_month', ?, ?, ?, ?, "
                 "0, NULL)");
    bindText(statement, 1, entry.key);
    sqlite3_bind_int64(statement, 2, entry.company);
    bindText(statement, 3, entry.value);
    sqlite3_bind_double(statement, 4, entry.createdAt);
    sqlite3_bind_double(statement, 5, entry.expiresAt);
    step(statement);
}

void BareSqlite::insertListed(const BareEntry& entry)
{
    sqlite3_stmt* const statement = prepared(
        "INSERT OR REPLACE INTO cache_entries VALUES (?1, 'invoices_by_month', ?2, ?3, ?4, "
        "?5, 0, ?4, ?6, ?5, ?7)");
    bindText(statement, 1, entry.key);
    sqlite3_bind_int64(statement, 2, entry.company);
    bindText(statement, 3, entry.value);
    sqlite3_bind_double(statement, 4, entry.createdAt);
    sqlite3_bind_double(statement, 5, entry.expiresAt);
    sqlite3_bind_int64(statement, 6, entry.value.size());
    sqlite3_bind_int64(statement, 7, entry.digest);
    step(statement);
}

void BareSqlite::countHit(const QByteArray& key)
{
    sqlite3_stmt* const statement =
        prepared("UPDATE cache_entries SET hit_count = hit_count + 1, last_accessed = 1790000000.5 "
                 "WHERE cache_key = ?");
    bindText(statement, 1, key);
    step(statement);
}

void BareSqlite::log(qint64 company)
{
    sqlite3_stmt* const statement =
        prepared("INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
                 "estimated_oracle_time_ms, time_saved_ms, username, timestamp) VALUES "
                 "('invoices_by_month', ?, 1, 0.5, 200.5, 200, 'ioana.pop', 1790000000.5)");
    sqlite3_bind_int64(statement, 1, company);
    step(statement);
}

void BareSqlite::step(sqlite3_stmt* statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE)
        fail("a bare statement");
    sqlite3_reset(statement);
}

void BareSqlite::fail(const char* what) const
{
    qFatal("%s: %s", what, sqlite3_errmsg(m_db));
}

sqlite3_stmt* BareSqlite::prepared(std::string_view sql)
{
    if (const auto found = m_statements.find(sql); found != m_statements.end())
        return found->second;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_db, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
        SQLITE_OK)
        fail("a statement could not be prepared");
    m_statements.emplace(sql, statement);
    return statement;
}

} // namespace tierwatch::bench
