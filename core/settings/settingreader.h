// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/setting.h"

#include <QCoreApplication>
#include <QHash>
#include <QProcessEnvironment>

namespace tierwatch {

class IniFile;

enum class SettingSource { Default, WorkspaceFile, Environment, CommandLine };

/// A value that was found and checked, and where it came from.
struct SettingValue
{
    QVariant value;
    SettingSource source = SettingSource::Default;
};

/// Finds one setting after the other: command line, then environment, then workspace file, then
/// default. Made for one reading; what it reads from outlives it.
class SettingReader final
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
public:
    using Overrides = QHash<QString, QString>; ///< "section/name" to text

    SettingReader(const IniFile& file, const QProcessEnvironment& environment,
                  const Overrides& overrides)
        : m_file(file), m_environment(environment), m_overrides(overrides)
    {
    }

    /// Errors: InvalidArgument, naming the key or the variable whose value can't be read.
    [[nodiscard]] Result<SettingValue> read(const SettingInfo& info) const;
    /// The same setting under another key, which has no variable of the environment.
    [[nodiscard]] Result<SettingValue> readAs(const QString& key, const SettingInfo& info) const;

    /// "The value ... of ... can't be read": for settings of a kind of their own in the file.
    [[nodiscard]] static Error unreadable(const QString& key, const QString& text,
                                          const QString& expected);

private:
    const IniFile& m_file;
    const QProcessEnvironment& m_environment;
    const Overrides& m_overrides;
};

} // namespace tierwatch
