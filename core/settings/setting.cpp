// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/setting.h"

#include <QtGlobal>

#include <array>

namespace tierwatch {

namespace {

using enum Setting;
using enum SettingType;
using enum SettingUnit;

constexpr qint64 longestS = 10LL * 365 * 86'400;
constexpr qint64 mostBytes = 1LL << 50;
constexpr qint64 mostRows = 1'000'000'000;

#define TR(text) QT_TRANSLATE_NOOP("Setting", text)

constexpr std::array table = {
    SettingInfo{WorkspaceTitle, "workspace/title", Text, None, "", "", "title",
                TR("The name of the workspace, as people see it")},
    SettingInfo{WorkspaceSample, "workspace/sample", Boolean, None, "false", "", "sample",
                TR("The workspace holds made-up data and may simulate its users")},
    SettingInfo{CacheEnabled, "cache/enabled", Boolean, None, "true", "CACHE_ENABLED", "enabled",
                TR("Off forces the cache off, whatever its switch says")},
    SettingInfo{CacheType, "cache/type", Choice, None, "hybrid", "CACHE_TYPE", "cache_type",
                TR("The tiers in use: both, memory only or disk only"), 0, 0,
                "hybrid memory sqlite"},
    SettingInfo{L1Ttl, "cache/l1_ttl", Integer, Seconds, "300", "CACHE_L1_TTL", "l1_ttl",
                TR("How long a value lives in memory; 0 = it is not kept there"), 0, longestS},
    SettingInfo{L2Ttl, "cache/l2_ttl", Integer, Seconds, "3600", "CACHE_L2_TTL", "l2_ttl",
                TR("How long a value lives on disk; 0 = it is not kept there"), 0, longestS},
    SettingInfo{L1MaxEntries, "cache/l1_max_size", Integer, Entries, "0", "CACHE_L1_MAX_SIZE",
                "l1_max_size", TR("Most values in memory; 0 = limited by bytes alone"), 0,
                mostRows},
    SettingInfo{L1MaxBytes, "cache/l1_max_bytes", Integer, Bytes, "67108864", "CACHE_L1_MAX_BYTES",
                "l1_max_bytes", TR("Most memory for values"), 1, mostBytes},
    SettingInfo{L2MaxBytes, "cache/l2_max_bytes", Integer, Bytes, "1073741824",
                "CACHE_L2_MAX_BYTES", "l2_max_bytes", TR("Most disk space for values"), 1,
                mostBytes},
    SettingInfo{TtlJitter, "cache/ttl_jitter", Integer, Percent, "10", "CACHE_TTL_JITTER",
                "ttl_jitter",
                TR("By how much a life is shortened at random, so that values do not all end at "
                   "once"),
                0, 50},
    SettingInfo{NullTtl, "cache/null_ttl", Integer, Seconds, "60", "CACHE_NULL_TTL", "null_ttl",
                TR("How long an empty result lives, where that is shorter; 0 = it is not kept"), 0,
                longestS},
    SettingInfo{Grace, "cache/grace", Integer, Seconds, "0", "CACHE_GRACE", "grace",
                TR("How long past its life a value may still be served, marked as stale, while the "
                   "database fails"),
                0, longestS},
    SettingInfo{Throttle, "cache/throttle", Integer, Seconds, "30", "CACHE_THROTTLE", "throttle",
                TR("How long the database is not asked again for a value after it failed to give "
                   "it and a stale one was served"),
                0, 86'400},
    SettingInfo{SoftTimeout, "cache/soft_timeout", Integer, Milliseconds, "0", "CACHE_SOFT_TIMEOUT",
                "soft_timeout",
                TR("How long a request waits for the database before it takes a stale value within "
                   "its grace; 0 = for ever"),
                0, 86'400'000},
    SettingInfo{HardTimeout, "cache/hard_timeout", Integer, Milliseconds, "0", "CACHE_HARD_TIMEOUT",
                "hard_timeout",
                TR("How long a request waits for the database at all; 0 = for ever. The query runs "
                   "on and its result is still kept"),
                0, 86'400'000},
    SettingInfo{EagerRefresh, "cache/eager_refresh", Integer, Percent, "0", "CACHE_EAGER_REFRESH",
                "eager_refresh",
                TR("The share of its life after which the first hit renews a value in the "
                   "background; 0 = never"),
                0, 99},
    SettingInfo{StaleAfterChange, "cache/stale_after_change", Boolean, None, "false",
                "CACHE_STALE_AFTER_CHANGE", "stale_after_change",
                TR("Whether an invalidated value may be served as stale too; a purged one never "
                   "is")},
    SettingInfo{BackgroundLoads, "cache/background_loads", Integer, None, "8",
                "CACHE_BACKGROUND_LOADS", "background_loads",
                TR("Most queries at once that run in the background or under a time-out"), 1,
                1'000},
    SettingInfo{SqlitePath, "cache/sqlite_path", Path, None, "", "CACHE_SQLITE_PATH", "sqlite_path",
                TR("The cache file, where it is not the workspace's cache.db")},
    SettingInfo{AutoInvalidate, "cache/auto_invalidate", Boolean, None, "true",
                "CACHE_AUTO_INVALIDATE", "auto_invalidate",
                TR("Whether changes in the database invalidate, until the switch is used")},
    SettingInfo{CheckInterval, "cache/check_interval", Integer, Seconds, "60",
                "CACHE_CHECK_INTERVAL", "check_interval",
                TR("Time between two checks for changes in the database, until another one is "
                   "chosen"),
                1, 86'400},
    SettingInfo{LagAlarm, "cache/lag_alarm", Integer, Seconds, "300", "CACHE_LAG_ALARM",
                "lag_alarm",
                TR("How long a company's cached data may be behind the database before that is too "
                   "long, as charts show; 0 = there is no limit"),
                0, longestS},
    SettingInfo{CleanupInterval, "cache/cleanup_interval", Integer, Seconds, "300",
                "CACHE_CLEANUP_INTERVAL", "cleanup_interval",
                TR("Time between two removals of what has expired"), 1, 86'400},
    SettingInfo{UndoWindow, "cache/undo_window", Integer, Seconds, "1800", "CACHE_UNDO_WINDOW",
                "undo_window", TR("How long an invalidation can be undone; 0 = never"), 0,
                7 * 86'400},
    SettingInfo{LogMaxRows, "log/max_rows", Integer, Rows, "500000", "CACHE_LOG_MAX_ROWS",
                "log_max_rows", TR("Most requests kept in the performance log"), 0, mostRows},
    SettingInfo{LogMaxDays, "log/max_days", Integer, Days, "30", "CACHE_LOG_MAX_DAYS",
                "log_max_days", TR("How long a request is kept in the performance log"), 1, 3'650},
    SettingInfo{SourceDriver, "source/driver", Text, None, "QSQLITE", "", "source_driver",
                TR("The Qt driver of the source database")},
    SettingInfo{SourceDatabase, "source/database", Text, None, "", "", "source_database",
                TR("The source database: its name, or its file")},
    SettingInfo{SourceFolder, "source/folder", Path, None, "", "", "source_folder",
                TR("The folder of the companies' files, where each has one")},
    SettingInfo{SourceCompanies, "source/companies", Text, None, "", "", "source_companies",
                TR("The query that gives each company's number, schema and name")},
    SettingInfo{SourceHost, "source/host", Text, None, "", "", "source_host",
                TR("The machine of the source database; empty = the driver's own choice")},
    SettingInfo{SourcePort, "source/port", Integer, None, "0", "", "source_port",
                TR("The port of the source database; 0 = the driver's own"), 0, 65'535},
    SettingInfo{SourceUser, "source/user", Text, None, "", "", "source_user",
                TR("The user of the source database; the password is never in this file")},
    SettingInfo{SourcePasswordFrom, "source/password_from", Choice, None, "environment", "",
                "source_password_from",
                TR("Where its password is: in the environment alone, or behind that in the "
                   "system's key store"),
                0, 0, "environment keychain"},
    SettingInfo{SourceOptions, "source/options", Text, None, "", "", "source_options",
                TR("More connection options, as the driver takes them")},
    SettingInfo{SourceTimeout, "source/timeout", Integer, Seconds, "300", "", "source_timeout",
                TR("How long the source database may work on one query; 0 = for ever"), 0, 86'400},
    SettingInfo{SourceWatermark, "source/watermark", Text, None, "", "", "source_watermark",
                TR("The query whose row changes whenever a company's data does; its first column "
                   "is the highest posting number")},
    SettingInfo{
        SourceNotifyChannel, "source/notify_channel", Text, None, "", "", "source_notify_channel",
        TR("The PostgreSQL channel whose notifications start a check at once, besides those "
           "that are due")},
};

#undef TR

constexpr bool inOrder()
{
    for (size_t i = 0; i < table.size(); ++i) {
        if (table[i].id != static_cast<Setting>(i))
            return false;
    }
    return true;
}
static_assert(inOrder());

} // namespace

std::span<const SettingInfo> allSettings()
{
    return table;
}

const SettingInfo& settingInfo(Setting setting)
{
    return table[static_cast<size_t>(setting)];
}

} // namespace tierwatch
