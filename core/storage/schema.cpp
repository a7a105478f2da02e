// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/schema.h"

#include "storage/metatable.h"
#include "storage/ownschema.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tierwatch::schema {

namespace {

// The contract's, to the letter: other programs rely on them.
constexpr std::array contractTables = {
    Table{"cache_entries",
          "(cache_key TEXT PRIMARY KEY, cache_type TEXT NOT NULL, company_id INTEGER, "
          "data_json TEXT NOT NULL, created_at REAL NOT NULL, expires_at REAL NOT NULL, "
          "hit_count INTEGER DEFAULT 0, last_accessed REAL)"},
    Table{"schema_mappings", "(id_firma INTEGER PRIMARY KEY, schema TEXT NOT NULL, "
                             "created_at REAL NOT NULL, last_verified REAL)"},
    Table{"query_benchmarks", "(cache_type TEXT PRIMARY KEY, avg_time_ms REAL NOT NULL, "
                              "sample_count INTEGER DEFAULT 0, last_updated REAL)"},
    Table{"performance_log",
          "(id INTEGER PRIMARY KEY AUTOINCREMENT, cache_type TEXT NOT NULL, company_id INTEGER, "
          "cache_hit BOOLEAN NOT NULL, response_time_ms REAL NOT NULL, "
          "estimated_oracle_time_ms REAL, time_saved_ms REAL, username TEXT, "
          "timestamp REAL NOT NULL)"},
    Table{"user_cache_settings", "(username TEXT PRIMARY KEY, cache_enabled BOOLEAN DEFAULT TRUE, "
                                 "created_at REAL, updated_at REAL)"},
    Table{"cache_config", "(key TEXT PRIMARY KEY, value TEXT NOT NULL, updated_at REAL)"},
    Table{"cache_watermarks", "(company_id INTEGER PRIMARY KEY, schema TEXT NOT NULL, "
                              "max_id_act INTEGER NOT NULL, checked_at REAL NOT NULL)"},
};

constexpr std::array contractIndexes = {
    Table{"idx_cache_type", "cache_entries(cache_type)"},
    Table{"idx_company_id", "cache_entries(company_id)"},
    Table{"idx_expires_at", "cache_entries(expires_at)"},
    Table{"idx_perf_timestamp", "performance_log(timestamp)"},
    Table{"idx_perf_cache_type", "performance_log(cache_type)"},
};

Result<void> createContract(Connection& connection)
{
    if (auto created = createAll(connection, contractTables); !created)
        return created;
    for (const Table& index : contractIndexes) {
        if (auto created = createIndex(connection, index); !created)
            return created;
    }
    return {};
}

} // namespace

bool isCache(const QStringList& tables)
{
    return tables.contains(QLatin1StringView(metaTable.name)) ||
           std::ranges::any_of(contractTables, [&](const Table& table) {
               return tables.contains(QLatin1StringView(table.name));
           });
}

Result<void> bringUpToDate(Connection& connection, qint64 nowMs)
{
    if (auto created = createContract(connection); !created)
        return created;
    if (auto created = create(connection, "TABLE", metaTable); !created)
        return created;
    MetaTable meta(connection);
    const auto version = meta.find(u"schema_version"_s);
    if (!version)
        return version.error();
    const int from = version->value_or(u"0"_s).toInt();
    if (from >= currentVersion())
        return {};
    if (from == 0) {
        if (auto noted = meta.set(u"created_ms"_s, QString::number(nowMs)); !noted)
            return noted;
    }
    return migrate(connection, from);
}

Result<void> completeContract(Connection& connection)
{
    for (const Table& table : contractTables) {
        const Result<bool> there = hasTable(connection, table);
        if (!there)
            return there.error();
        if (*there)
            continue;
        if (auto created = create(connection, "TABLE", table); !created)
            return created;
        for (const Table& index : contractIndexes) {
            if (!std::string_view(index.definition).starts_with(std::string(table.name) + "("))
                continue;
            if (auto created = createIndex(connection, index); !created)
                return created;
        }
    }
    return {};
}

Result<bool> lacksContract(Connection& connection)
{
    for (const Table& table : contractTables) {
        const Result<bool> there = hasTable(connection, table);
        if (!there || !*there)
            return there ? Result<bool>(true) : there.error();
    }
    return false;
}

Result<void> completeForViewing(Connection& connection)
{
    const auto done = completeAllForReading(connection, contractTables);
    return done ? completeOwnForReading(connection) : done;
}

} // namespace tierwatch::schema
