// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/settingreader.h"
#include "settings/sourcesettings.h"

#include <vector>

namespace tierwatch {

class IniFile;

/// The values in force, each typed and checked: command line, then environment, then workspace
/// file, then default. Immutable once read, so any thread may read it.
class Settings final
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
public:
    using Source = SettingSource;
    using Overrides = SettingReader::Overrides; ///< from the command line

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
    /// The source databases, "main" first, then the others by name.
    [[nodiscard]] const std::vector<SourceSettings>& sources() const { return m_sources; }
    /// Keys of the workspace file that this program does not know; they are kept, not used.
    [[nodiscard]] const QStringList& unknownKeys() const { return m_unknownKeys; }

private:
    Settings() = default;
    [[nodiscard]] static Result<void> checkNames(const Overrides& overrides);
    void noteUnknownKeys(const IniFile& file);

    std::vector<SettingValue> m_entries; ///< by Setting
    std::vector<SourceSettings> m_sources;
    QStringList m_unknownKeys;
};

} // namespace tierwatch
