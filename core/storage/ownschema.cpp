// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/ownschema.h"

#include "storage/entriessql.h"
#include "storage/entriestable.h"
#include "storage/metatable.h"
#include "storage/schema.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch::schema {

namespace {

constexpr std::array ownTables = {
    metaTable,
    Table{"tw_entries", "(cache_key TEXT PRIMARY KEY, created_at REAL NOT NULL, stamp INTEGER, "
                        "username TEXT, tags TEXT, load_ms REAL, size INTEGER NOT NULL, "
                        "accessed_at REAL NOT NULL)"},
    Table{"tw_sizes", "(id INTEGER PRIMARY KEY CHECK (id = 1), entries INTEGER NOT NULL, "
                      "bytes INTEGER NOT NULL)"},
    Table{"tw_barriers", "(scope_kind TEXT NOT NULL, scope_key TEXT NOT NULL, "
                         "stamp INTEGER NOT NULL, wall_ms INTEGER NOT NULL, who TEXT NOT NULL, "
                         "PRIMARY KEY(scope_kind, scope_key)) WITHOUT ROWID"},
    Table{"tw_rollups", "(resolution_ms INTEGER NOT NULL, start_ms INTEGER NOT NULL, "
                        "cache_type TEXT NOT NULL, payload BLOB NOT NULL, "
                        "PRIMARY KEY(resolution_ms, start_ms, cache_type)) WITHOUT ROWID"},
    Table{"tw_totals", "(cache_type TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID"},
    Table{"tw_events", "(id INTEGER PRIMARY KEY AUTOINCREMENT, time_ms INTEGER NOT NULL, "
                       "kind TEXT NOT NULL, payload TEXT NOT NULL)"},
};

// The sizes are kept by triggers on our own table: exact whatever is killed when, and no scan at
// the next opening.
constexpr std::array ownExtras = {
    "CREATE INDEX tw_idx_entries_accessed ON tw_entries(accessed_at)",
    "CREATE INDEX tw_idx_entries_username ON tw_entries(username) WHERE username IS NOT NULL",
    "CREATE INDEX tw_idx_entries_tags ON tw_entries(tags) WHERE tags IS NOT NULL",
    "CREATE INDEX tw_idx_events_time ON tw_events(time_ms)",
    "INSERT INTO tw_sizes(id, entries, bytes) VALUES (1, 0, 0)",
    "CREATE TRIGGER tw_entries_added AFTER INSERT ON tw_entries BEGIN "
    "UPDATE tw_sizes SET entries = entries + 1, bytes = bytes + new.size; END",
    "CREATE TRIGGER tw_entries_resized AFTER UPDATE OF size ON tw_entries "
    "WHEN new.size <> old.size BEGIN "
    "UPDATE tw_sizes SET bytes = bytes + new.size - old.size; END",
    "CREATE TRIGGER tw_entries_removed AFTER DELETE ON tw_entries BEGIN "
    "UPDATE tw_sizes SET entries = entries - 1, bytes = bytes - old.size; END",
};

constexpr std::array undoTables = {
    Table{"tw_invalidations",
          "(id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, scope_kind TEXT NOT NULL, "
          "scope_key TEXT NOT NULL, wall_ms INTEGER NOT NULL, who TEXT NOT NULL, "
          "purge INTEGER NOT NULL, undo_until_ms INTEGER NOT NULL, undone_ms INTEGER, "
          "done INTEGER NOT NULL DEFAULT 0)"},
    Table{"tw_trash", "(id INTEGER PRIMARY KEY, moved_stamp INTEGER NOT NULL, "
                      "cache_key TEXT NOT NULL, cache_type TEXT NOT NULL, company_id INTEGER, "
                      "stamp INTEGER, username TEXT, tags TEXT, created_at REAL NOT NULL, "
                      "expires_at REAL NOT NULL, size INTEGER NOT NULL, load_ms REAL, "
                      "hit_count INTEGER, last_accessed REAL, data_json TEXT NOT NULL)"},
    Table{"tw_changes", "(company_id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, "
                        "wall_ms INTEGER NOT NULL)"},
};

// What was invalidated before there was an undo stands for good.
constexpr std::array undoExtras = {
    "CREATE INDEX tw_idx_invalidations_scope ON tw_invalidations(scope_kind, scope_key, stamp)",
    "CREATE INDEX tw_idx_invalidations_stamp ON tw_invalidations(stamp)",
    "CREATE INDEX tw_idx_trash_key ON tw_trash(cache_key)",
    "CREATE INDEX tw_idx_trash_moved ON tw_trash(moved_stamp, size)",
    "INSERT INTO tw_invalidations(stamp, scope_kind, scope_key, wall_ms, who, purge, "
    "undo_until_ms) SELECT stamp, scope_kind, scope_key, wall_ms, who, 0, 0 FROM tw_barriers",
};

constexpr std::array graceExtras = {
    "ALTER TABLE tw_entries ADD COLUMN kept_until REAL",
    "UPDATE tw_entries SET kept_until = (SELECT e.expires_at FROM cache_entries e "
    "WHERE e.cache_key = tw_entries.cache_key)",
    "CREATE INDEX tw_idx_entries_kept ON tw_entries(kept_until)",
    "ALTER TABLE tw_trash ADD COLUMN kept_until REAL",
};

// By the number of the contract's row: an entry is found beside it without a second look for its
// key, and a new one goes at the end. Rows that are not the contract's any more are left behind.
#define TIERWATCH_COLUMNS                                                                          \
    "entry INTEGER PRIMARY KEY, cache_key TEXT NOT NULL, created_at REAL NOT NULL, "               \
    "stamp INTEGER, username TEXT, tags TEXT, load_ms REAL, size INTEGER NOT NULL, "               \
    "accessed_at REAL NOT NULL, kept_until REAL"

constexpr Table numberedTable = {"tw_entries", "(" TIERWATCH_COLUMNS ")"};

#define TIERWATCH_NUMBERED                                                                         \
    "SELECT e.rowid AS entry, t.cache_key, t.created_at, t.stamp, t.username, t.tags, t.load_ms, " \
    "t.size, t.accessed_at"

constexpr std::array asideStatements = {
    "DROP INDEX IF EXISTS tw_idx_entries_accessed", "DROP INDEX IF EXISTS tw_idx_entries_username",
    "DROP INDEX IF EXISTS tw_idx_entries_tags",     "DROP INDEX IF EXISTS tw_idx_entries_kept",
    "DROP TRIGGER IF EXISTS tw_entries_added",      "DROP TRIGGER IF EXISTS tw_entries_resized",
    "DROP TRIGGER IF EXISTS tw_entries_removed",    "ALTER TABLE tw_entries RENAME TO tw_by_key",
};

constexpr std::array numberedStatements = {
    "INSERT INTO tw_entries " TIERWATCH_NUMBERED ", t.kept_until FROM tw_by_key t "
    "CROSS JOIN cache_entries e ON e.cache_key = t.cache_key AND e.created_at = t.created_at",
    "DROP TABLE tw_by_key",
    "CREATE INDEX tw_idx_entries_accessed ON tw_entries(accessed_at)",
    "CREATE INDEX tw_idx_entries_username ON tw_entries(username) WHERE username IS NOT NULL",
    "CREATE INDEX tw_idx_entries_tags ON tw_entries(tags) WHERE tags IS NOT NULL",
    "CREATE INDEX tw_idx_entries_kept ON tw_entries(" TIERWATCH_MINUTE("kept_until") ")",
    "UPDATE tw_sizes SET entries = (SELECT count(*) FROM tw_entries), "
    "bytes = (SELECT coalesce(sum(size), 0) FROM tw_entries)",
    "CREATE TRIGGER tw_entries_added AFTER INSERT ON tw_entries BEGIN "
    "UPDATE tw_sizes SET entries = entries + 1, bytes = bytes + new.size; END",
    "CREATE TRIGGER tw_entries_resized AFTER UPDATE OF size ON tw_entries "
    "WHEN new.size <> old.size BEGIN "
    "UPDATE tw_sizes SET bytes = bytes + new.size - old.size; END",
    "CREATE TRIGGER tw_entries_removed AFTER DELETE ON tw_entries BEGIN "
    "UPDATE tw_sizes SET entries = entries - 1, bytes = bytes - old.size; END",
};

constexpr std::array savingsTables = {
    Table{"tw_savings", "(resolution_ms INTEGER NOT NULL, start_ms INTEGER NOT NULL, "
                        "cache_type TEXT NOT NULL, company TEXT NOT NULL, hits INTEGER NOT NULL, "
                        "misses INTEGER NOT NULL, unpriced INTEGER NOT NULL, "
                        "saved_ms REAL NOT NULL, PRIMARY KEY(resolution_ms, start_ms, cache_type, "
                        "company)) WITHOUT ROWID"},
};

constexpr std::array benchmarkTables = {
    Table{"tw_benchmarks", "(id INTEGER PRIMARY KEY AUTOINCREMENT, started_ms INTEGER NOT NULL, "
                           "payload TEXT NOT NULL)"},
};

// Entries are listed in each of these orders; the number of the contract's row tells those apart
// that are equal. Hits are in a column of ours, since the contract's table gets no index.
constexpr std::array listingStatements = {
    "ALTER TABLE tw_entries ADD COLUMN digest INTEGER",
    "ALTER TABLE tw_entries ADD COLUMN hits INTEGER NOT NULL DEFAULT 0",
    "UPDATE tw_entries SET hits = coalesce((SELECT e.hit_count FROM cache_entries e "
    "WHERE e.rowid = tw_entries.entry), 0)",
    "CREATE INDEX tw_idx_entries_created ON tw_entries(created_at)",
    "CREATE INDEX tw_idx_entries_size ON tw_entries(size)",
    "CREATE INDEX tw_idx_entries_hits ON tw_entries(hits)",
    "CREATE INDEX tw_idx_entries_digest ON tw_entries(digest)",
};

constexpr Table listedTable = {"tw_entries",
                               "(" TIERWATCH_COLUMNS ", digest INTEGER, hits INTEGER NOT NULL)"};

template <class Statements>
Result<void> execAll(Connection& connection, const Statements& statements)
{
    for (const char* sql : statements) {
        if (auto done = connection.exec(QLatin1StringView(sql)); !done)
            return done;
    }
    return {};
}

Result<void> createOwnTables(Connection& connection)
{
    if (auto created = createAll(connection, ownTables); !created)
        return created;
    return execAll(connection, ownExtras);
}

Result<void> createUndoTables(Connection& connection)
{
    if (auto created = createAll(connection, undoTables); !created)
        return created;
    return execAll(connection, undoExtras);
}

/// Until when an entry is kept although it has expired, in the trash too.
Result<void> keepWhatIsInItsGrace(Connection& connection)
{
    return execAll(connection, graceExtras);
}

Result<void> numberEntries(Connection& connection)
{
    auto done = execAll(connection, asideStatements);
    if (done)
        done = create(connection, "TABLE", numberedTable);
    return done ? execAll(connection, numberedStatements) : done;
}

Result<void> createSavingsTables(Connection& connection)
{
    return createAll(connection, savingsTables);
}

Result<void> createBenchmarkTables(Connection& connection)
{
    return createAll(connection, benchmarkTables);
}

Result<void> listEntries(Connection& connection)
{
    constexpr int atOnce = 10'000;
    if (auto done = execAll(connection, listingStatements); !done)
        return done;
    Result<qint64> named = qint64(0);
    do {
        named = EntriesTable(connection).nameEntries(atOnce);
        if (!named)
            return named.error();
    } while (*named > 0);
    return {};
}

// Each brings a file from the version of its place to the next. Never change one: add one.
using Migration = Result<void> (*)(Connection&);
constexpr std::array<Migration, 7> migrations = {
    createOwnTables,     createUndoTables,      keepWhatIsInItsGrace, numberEntries,
    createSavingsTables, createBenchmarkTables, listEntries};

/// A file of an older version may be one that can only be viewed.
Result<void> bringEntriesUpToDateForViewing(Connection& connection)
{
    const auto newest =
        connection.value(u"SELECT max(CASE name WHEN 'digest' THEN 2 WHEN 'entry' THEN 1 ELSE 0 "
                         "END) FROM pragma_table_info('tw_entries')"_s);
    if (!newest)
        return newest.error();
    switch (newest->toInt()) {
    case 0:
        return connection.exec(u"CREATE TEMP VIEW tw_entries AS " TIERWATCH_NUMBERED
                               ", NULL AS digest, coalesce(e.hit_count, 0) AS hits "
                               "FROM main.tw_entries t JOIN main.cache_entries e "
                               "ON e.cache_key = t.cache_key AND e.created_at = t.created_at"_s);
    case 1:
        return connection.exec(
            u"CREATE TEMP VIEW tw_entries AS SELECT t.*, NULL AS digest, coalesce("
            "(SELECT e.hit_count FROM main.cache_entries e WHERE e.rowid = t.entry), 0) AS hits "
            "FROM main.tw_entries t"_s);
    default:
        return {};
    }
}

} // namespace

int currentVersion()
{
    return static_cast<int>(migrations.size());
}

Result<void> migrate(Connection& connection, int from)
{
    for (auto version = static_cast<size_t>(from); version < migrations.size(); ++version) {
        if (auto done = migrations[version](connection); !done)
            return done;
    }
    return MetaTable(connection).set(u"schema_version"_s, QString::number(currentVersion()));
}

Result<void> completeOwnForReading(Connection& connection)
{
    auto done = completeForReading(connection, listedTable);
    if (done)
        done = bringEntriesUpToDateForViewing(connection);
    if (done)
        done = completeAllForReading(connection, ownTables);
    if (done)
        done = completeAllForReading(connection, undoTables);
    if (done)
        done = completeAllForReading(connection, savingsTables);
    return done ? completeAllForReading(connection, benchmarkTables) : done;
}

} // namespace tierwatch::schema
