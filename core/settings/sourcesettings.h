// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>

#include <vector>

namespace tierwatch {

class IniFile;
class SettingReader;

/// A company the source holds: its number, the schema of its data and its name for people.
struct CompanySetting
{
    qint64 id = 0;
    QString schema;
    QString name;
    friend bool operator==(const CompanySetting&, const CompanySetting&) = default;
};

/// How one source database is reached: [source] and [companies] tell it of "main", [source.NAME]
/// and [companies.NAME] of NAME. A password has no place here. A plain value.
struct SourceSettings
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
public:
    static constexpr auto mainName = "main";
    static constexpr auto keychain = "keychain";

    QString name;
    QString driver;
    QString database;
    QString folder;
    QString host;
    qint64 port = 0;
    QString user;
    QString passwordFrom; ///< `keychain`, or the environment alone
    QString options;
    qint64 timeoutS = 0; ///< 0 = none
    QString companiesSql;
    QString watermarkSql;
    QString notifyChannel;
    std::vector<CompanySetting> companies; ///< `number = schema, name`; by number

    /// "main" first, then the others by name. Errors: InvalidArgument, naming the key: a value that
    /// can't be read, a name that can't be, a password (which is not repeated).
    [[nodiscard]] static Result<std::vector<SourceSettings>> readAll(const IniFile& file,
                                                                     const SettingReader& reader);
    /// Whether a key of the file belongs to a source, other than those in the table of settings.
    [[nodiscard]] static bool knows(const QString& key);
};

} // namespace tierwatch
