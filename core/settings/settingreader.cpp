// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/settingreader.h"

#include "settings/inifile.h"

#include <variant>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

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
    return Unreadable{SettingReader::tr("true or false")};
}

Parsed parseInteger(const SettingInfo& info, const QString& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber && number >= info.least && number <= info.most)
        return QVariant(number);
    return Unreadable{
        SettingReader::tr("a whole number from %1 to %2").arg(info.least).arg(info.most)};
}

Parsed parseChoice(const SettingInfo& info, const QString& text)
{
    const QStringList choices = QString::fromLatin1(info.choices).split(u' ');
    if (choices.contains(text))
        return QVariant(text);
    return Unreadable{SettingReader::tr("one of %1").arg(choices.join(u", "_s))};
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
    SettingSource source;
    QString place;
};

QString placeInFile(const QString& key)
{
    return SettingReader::tr("the setting %1 of the workspace").arg(key);
}

Error refused(const Found& found, const QString& expected)
{
    return {ErrorCode::InvalidArgument,
            SettingReader::tr("The value \"%1\" of %2 can't be read, so nothing was started. "
                              "Give %3.")
                .arg(found.text, found.place, expected)};
}

Result<SettingValue> checked(const SettingInfo& info, const Found& found)
{
    Parsed parsed = parse(info, found.text.trimmed());
    if (const auto* failed = std::get_if<Unreadable>(&parsed))
        return refused(found, failed->expected);
    return SettingValue{std::get<QVariant>(std::move(parsed)), found.source};
}

} // namespace

Result<SettingValue> SettingReader::read(const SettingInfo& info) const
{
    const QString key = QLatin1StringView(info.key);
    const QString variable = QLatin1StringView(info.environment);
    if (m_overrides.contains(key))
        return checked(info, {m_overrides.value(key), SettingSource::CommandLine,
                              tr("the option %1").arg(key)});
    if (!variable.isEmpty() && m_environment.contains(variable))
        return checked(info, {m_environment.value(variable), SettingSource::Environment,
                              tr("the environment variable %1").arg(variable)});
    return readAs(key, info);
}

Result<SettingValue> SettingReader::readAs(const QString& key, const SettingInfo& info) const
{
    if (const auto text = m_file.find(key))
        return checked(info, {*text, SettingSource::WorkspaceFile, placeInFile(key)});
    return checked(info, {QLatin1StringView(info.defaultText), SettingSource::Default, key});
}

Error SettingReader::unreadable(const QString& key, const QString& text, const QString& expected)
{
    return refused({text, SettingSource::WorkspaceFile, placeInFile(key)}, expected);
}

} // namespace tierwatch
