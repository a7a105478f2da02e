// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/setting.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcessEnvironment>

#include <vector>

namespace tierwatch {

class IniFile;

/// A company the source holds: its number, the schema of its data and its name for people.
struct CompanySetting
{
    qint64 id = 0;
    QString schema;
    QString name;
    friend bool operator==(const CompanySetting&, const CompanySetting&) = default;
};

/// The values in force, each typed and checked: command line, then environment, then workspace
/// file, then default. Immutable once read, so any thread may read it.
class Settings final
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
public:
    enum class Source { Default, WorkspaceFile, Environment, CommandLine };
    using Overrides = QHash<QString, QString>; ///< "section/name" to text, from the command line

    /// Errors: InvalidArgument, naming the key or the variable whose value can't be read.
    [[nodiscard]] static Result<Settings> read(const IniFile& workspaceFile,
                                               const QProcessEnvironment& environment,
                                               const Overrides& overrides = {});

    /// Each is for settings of that type only.
    [[nodiscard]] bool boolean(Setting setting) const;
    [[nodiscard]] qint64 integer(Setting setting) const;
    [[nodiscard]] QString text(Setting setting) const; ///< Text, Path and Choice

    [[nodiscard]] QVariant value(Setting setting) const;
    [[nodiscard]] Source source(Setting setting) const;
    /// Section [companies]: `number = schema, name`; by number.
    [[nodiscard]] const std::vector<CompanySetting>& companies() const { return m_companies; }
    /// Keys of the workspace file that this program does not know; they are kept, not used.
    [[nodiscard]] const QStringList& unknownKeys() const { return m_unknownKeys; }

private:
    struct Entry
    {
        QVariant value;
        Source source = Source::Default;
    };
    Settings() = default;
    [[nodiscard]] static Result<Entry> readOne(const SettingInfo& info, const IniFile& file,
                                               const QProcessEnvironment& environment,
                                               const Overrides& overrides);
    [[nodiscard]] static Result<void> checkNames(const Overrides& overrides);
    Result<void> readCompanies(const IniFile& file);
    void noteUnknownKeys(const IniFile& file);

    std::vector<Entry> m_entries; ///< by Setting
    std::vector<CompanySetting> m_companies;
    QStringList m_unknownKeys;
};

} // namespace tierwatch
