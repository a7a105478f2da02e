// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include "settings/inifile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

bool isKnown(const QString& key)
{
    return std::ranges::any_of(allSettings(), [&key](const SettingInfo& info) {
        return key == QLatin1StringView(info.key);
    });
}

} // namespace

Result<Settings> Settings::read(const IniFile& workspaceFile,
                                const QProcessEnvironment& environment, const Overrides& overrides)
{
    Settings settings;
    if (auto checked = checkNames(overrides); !checked)
        return checked.error();
    const SettingReader reader(workspaceFile, environment, overrides);
    for (const SettingInfo& info : allSettings()) {
        auto entry = reader.read(info);
        if (!entry)
            return entry.error();
        settings.m_entries.push_back(std::move(*entry));
    }
    auto sources = SourceSettings::readAll(workspaceFile, reader);
    if (!sources)
        return sources.error();
    settings.m_sources = *std::move(sources);
    settings.noteUnknownKeys(workspaceFile);
    return settings;
}

Result<void> Settings::checkNames(const Overrides& overrides)
{
    for (auto it = overrides.cbegin(); it != overrides.cend(); ++it) {
        if (!isKnown(it.key()))
            return Error{ErrorCode::InvalidArgument,
                         tr("There is no setting %1, so nothing was started. Check its name.")
                             .arg(it.key())};
    }
    return {};
}

void Settings::noteUnknownKeys(const IniFile& file)
{
    for (const QString& key : file.keys()) {
        if (!isKnown(key) && !SourceSettings::knows(key))
            m_unknownKeys.append(key);
    }
}

bool Settings::boolean(Setting setting) const
{
    Q_ASSERT(settingInfo(setting).type == SettingType::Boolean);
    return value(setting).toBool();
}

qint64 Settings::integer(Setting setting) const
{
    Q_ASSERT(settingInfo(setting).type == SettingType::Integer);
    return value(setting).toLongLong();
}

QString Settings::text(Setting setting) const
{
    return value(setting).toString();
}

QVariant Settings::value(Setting setting) const
{
    return m_entries[static_cast<size_t>(setting)].value;
}

Settings::Source Settings::source(Setting setting) const
{
    return m_entries[static_cast<size_t>(setting)].source;
}

} // namespace tierwatch
