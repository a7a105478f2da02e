// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/settings.h"

#include "settings/inifile.h"

#include <algorithm>
#include <variant>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto companiesSection = QLatin1StringView("companies/");

/// What was expected of a text that could not be read, for people.
struct Unreadable
{
    QString expected;
};
using Parsed = std::variant<QVariant, Unreadable>;

Parsed parseBoolean(const QString& text)
{
    static const QStringList yes = {u"true"_s, u"1"_s, u"yes"_s, u"on"_s};
    static const QStringList no = {u"false"_s, u"0"_s, u"no"_s, u"off"_s};
    if (yes.contains(text.toLower()))
        return QVariant(true);
    if (no.contains(text.toLower()))
        return QVariant(false);
    return Unreadable{Settings::tr("true or false")};
}

Parsed parseInteger(const SettingInfo& info, const QString& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number >= info.least && number <= info.most)
        return QVariant(number);
    return Unreadable{Settings::tr("a whole number from %1 to %2").arg(info.least).arg(info.most)};
}

Parsed parseChoice(const SettingInfo& info, const QString& text)
{
    const QStringList choices = QString::fromLatin1(info.choices).split(u' ');
    if (choices.contains(text))
        return QVariant(text);
    return Unreadable{Settings::tr("one of %1").arg(choices.join(u", "_s))};
}

Parsed parse(const SettingInfo& info, const QString& text)
{
    switch (info.type) {
    case SettingType::Boolean:
        return parseBoolean(text);
    case SettingType::Integer:
        return parseInteger(info, text);
    case SettingType::Choice:
        return parseChoice(info, text);
    case SettingType::Text:
    case SettingType::Path:
        break;
    }
    return QVariant(text);
}

/// A text, where it came from, and how to name that place to a person.
struct Found
{
    QString text;
    Settings::Source source;
    QString place;
};

Found findText(const SettingInfo& info, const IniFile& file, const QProcessEnvironment& environment,
               const Settings::Overrides& overrides)
{
    const QString key = QLatin1StringView(info.key);
    const QString variable = QLatin1StringView(info.environment);
    if (overrides.contains(key))
        return {overrides.value(key), Settings::Source::CommandLine,
                Settings::tr("the option %1").arg(key)};
    if (!variable.isEmpty() && environment.contains(variable))
        return {environment.value(variable), Settings::Source::Environment,
                Settings::tr("the environment variable %1").arg(variable)};
    if (const auto text = file.find(key))
        return {*text, Settings::Source::WorkspaceFile,
                Settings::tr("the setting %1 of the workspace").arg(key)};
    return {QLatin1StringView(info.defaultText), Settings::Source::Default, key};
}

Error unreadable(const Found& found, const QString& expected)
{
    return {ErrorCode::InvalidArgument,
            Settings::tr("The value \"%1\" of %2 can't be read, so nothing was started. Give %3.")
                .arg(found.text, found.place, expected)};
}

Result<CompanySetting> parseCompany(const QString& key, const QString& text)
{
    bool isNumber = false;
    CompanySetting company;
    company.id = key.mid(companiesSection.size()).toLongLong(&isNumber);
    company.schema = text.section(u',', 0, 0).trimmed();
    company.name = text.section(u',', 1).trimmed();
    if (isNumber && !company.schema.isEmpty())
        return company;
    return unreadable({text, Settings::Source::WorkspaceFile,
                       Settings::tr("the setting %1 of the workspace").arg(key)},
                      Settings::tr("a company as: number = schema, name"));
}

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
    for (const SettingInfo& info : allSettings()) {
        auto entry = readOne(info, workspaceFile, environment, overrides);
        if (!entry)
            return entry.error();
        settings.m_entries.push_back(std::move(*entry));
    }
    if (auto done = settings.readCompanies(workspaceFile); !done)
        return done.error();
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

Result<Settings::Entry> Settings::readOne(const SettingInfo& info, const IniFile& file,
                                          const QProcessEnvironment& environment,
                                          const Overrides& overrides)
{
    const Found found = findText(info, file, environment, overrides);
    Parsed parsed = parse(info, found.text.trimmed());
    if (const auto* failed = std::get_if<Unreadable>(&parsed))
        return unreadable(found, failed->expected);
    return Entry{std::get<QVariant>(std::move(parsed)), found.source};
}

Result<void> Settings::readCompanies(const IniFile& file)
{
    for (const QString& key : file.keys()) {
        if (!key.startsWith(companiesSection))
            continue;
        auto company = parseCompany(key, file.find(key).value_or(QString()));
        if (!company)
            return company.error();
        m_companies.push_back(std::move(*company));
    }
    std::ranges::sort(m_companies, {}, &CompanySetting::id);
    return {};
}

void Settings::noteUnknownKeys(const IniFile& file)
{
    for (const QString& key : file.keys()) {
        if (!key.startsWith(companiesSection) && !isKnown(key))
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
