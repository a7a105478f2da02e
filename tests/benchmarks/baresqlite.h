// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tierwatch::bench {

/// An entry as the contract's table has it, the same for ours and for the baseline.
struct BareEntry
{
    QByteArray key;
    qint64 company = 0;
    QByteArray value;
    double createdAt = 0;
    double expiresAt = 0;
    qint64 digest = 0;
};

/// SQLite alone, as little as it takes: its statements are prepared once, and it stops the program
/// at any error. One thread.
class BareSqlite final
{
public:
    explicit BareSqlite(const QString& path);
    ~BareSqlite();
    Q_DISABLE_COPY_MOVE(BareSqlite)

    void run(const QByteArray& sql);
    [[nodiscard]] qint64 number(std::string_view sql);
    void createContractTables();
    /// Gives the contract's table each index more that a cache file of ours has on its entries.
    void addListingIndexes();

    /// Bytes of the value.
    qint64 select(const QByteArray& key);
    void insert(const BareEntry& entry);
    void insertListed(const BareEntry& entry);
    /// Counts a hit of the key, and the request in the log.
    void countHit(const QByteArray& key);
    void log(qint64 company);

private:
    [[noreturn]] void fail(const char* what) const;
    [[nodiscard]] sqlite3_stmt* prepared(std::string_view sql);
    void step(sqlite3_stmt* statement);

    sqlite3* m_db = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> m_statements; ///< by their SQL
};

} // namespace tierwatch::bench
