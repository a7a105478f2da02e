// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QVariant>

#include <span>

namespace tierwatch {

/// Every setting there is; what each is like stands in one table, allSettings().
enum class Setting {
    WorkspaceTitle,
    WorkspaceSample,
    CacheEnabled,
    CacheType,
    L1Ttl,
    L2Ttl,
    L1MaxEntries,
    L1MaxBytes,
    L2MaxBytes,
    TtlJitter,
    NullTtl,
    Grace,
    Throttle,
    SoftTimeout,
    HardTimeout,
    EagerRefresh,
    StaleAfterChange,
    BackgroundLoads,
    SqlitePath,
    AutoInvalidate,
    CheckInterval,
    LagAlarm,
    CleanupInterval,
    UndoWindow,
    LogMaxRows,
    LogMaxDays,
    SourceDriver,
    SourceDatabase,
    SourceFolder,
    SourceCompanies,
    SourceHost,
    SourcePort,
    SourceUser,
    SourcePasswordFrom,
    SourceOptions,
    SourceTimeout,
    SourceWatermark,
    SourceNotifyChannel,
};

enum class SettingType { Text, Path, Boolean, Integer, Choice };
enum class SettingUnit { None, Milliseconds, Seconds, Days, Bytes, Entries, Rows, Percent };

/// One row of the table of settings.
struct SettingInfo
{
    Setting id;
    const char* key; ///< as in tierwatch.ini and on the command line: "section/name"
    SettingType type;
    SettingUnit unit;
    const char* defaultText;
    const char* environment; ///< the variable's name; empty = none
    const char* wireName;    ///< in JSON
    const char* help;        ///< for people; to be translated in the context "Setting"
    qint64 least = 0;        ///< of an integer
    qint64 most = 0;
    const char* choices = ""; ///< of a choice, separated by spaces
};

/// In the order of the enumeration. Any thread.
[[nodiscard]] std::span<const SettingInfo> allSettings();
[[nodiscard]] const SettingInfo& settingInfo(Setting setting);

} // namespace tierwatch
