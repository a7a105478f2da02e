// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/shownconfig.h"

#include "base/words.h"
#include "settings/setting.h"

#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto optionsKey = "options";

QString unitName(SettingUnit unit)
{
    static const QStringList names = {u""_s,      u"ms"_s,      u"s"_s,    u"days"_s,
                                      u"bytes"_s, u"entries"_s, u"rows"_s, u"percent"_s};
    return names.at(static_cast<int>(unit));
}

bool endsValue(QChar c)
{
    return c == u';' || c.isSpace();
}

/// Whether the word at the end of a text, white space after it left out, names a secret.
bool namesSecret(QStringView text)
{
    static const QStringList names{u"pwd"_s,        u"pass"_s,   u"passwd"_s, u"password"_s,
                                   u"passphrase"_s, u"secret"_s, u"token"_s};
    text = text.trimmed();
    qsizetype begin = text.size();
    while (begin > 0 && words::isLetter(text[begin - 1]))
        --begin;
    return names.contains(text.sliced(begin), Qt::CaseInsensitive);
}

QString withoutNamedSecrets(QStringView text)
{
    QString shown;
    for (qsizetype equals = text.indexOf(u'='); equals >= 0; equals = text.indexOf(u'=')) {
        const bool secret = namesSecret(text.first(equals));
        shown += text.first(equals + 1);
        text = text.sliced(equals + 1);
        if (!secret)
            continue;
        while (text.startsWith(u' '))
            text = text.sliced(1);
        shown += "***"_L1;
        text = text.sliced(std::ranges::find_if(text, endsValue) - text.begin());
    }
    shown += text;
    return shown;
}

/// scheme://user:secret@host
QString withoutSecretInAddress(const QString& text)
{
    const qsizetype begin = text.indexOf("//"_L1) + 2;
    const qsizetype colon = text.indexOf(u':', begin);
    const qsizetype at = text.indexOf(u'@', colon);
    if (begin < 2 || colon < 0 || at < 0)
        return text;
    const QStringView account = QStringView(text).sliced(begin, at - begin);
    if (account.contains(u'/') || std::ranges::any_of(account, [](QChar c) { return c.isSpace(); }))
        return text;
    return text.left(colon + 1) + "***"_L1 + text.mid(at);
}

/// A driver may take a whole connection string for the name of a database.
QString withoutSecrets(const QString& text)
{
    return withoutSecretInAddress(withoutNamedSecrets(text));
}

ConfigRow rowOf(const QString& key, const QString& value, bool withheld)
{
    ConfigRow row;
    row.key = key;
    row.withheld = withheld && !value.isEmpty();
    row.value = row.withheld ? QString() : withoutSecrets(value);
    return row;
}

ConfigRow rowOf(const SettingInfo& info, const Settings& settings)
{
    ConfigRow row = rowOf(QString::fromLatin1(info.key), settings.value(info.id).toString(),
                          info.id == Setting::SourceOptions);
    row.unit = unitName(info.unit);
    row.source = static_cast<ConfigSource>(settings.source(info.id));
    row.environment = QString::fromLatin1(info.environment);
    row.help = QCoreApplication::translate("Setting", info.help);
    return row;
}

/// Of another source than the main one, whose settings are in the table.
void add(std::vector<ConfigRow>& rows, const SourceSettings& source)
{
    const std::array texts = {std::pair("driver", source.driver),
                              std::pair("database", source.database),
                              std::pair("folder", source.folder),
                              std::pair("companies", source.companiesSql),
                              std::pair("host", source.host),
                              std::pair("port", QString::number(source.port)),
                              std::pair("user", source.user),
                              std::pair("password_from", source.passwordFrom),
                              std::pair(optionsKey, source.options),
                              std::pair("timeout", QString::number(source.timeoutS)),
                              std::pair("watermark", source.watermarkSql),
                              std::pair("notify_channel", source.notifyChannel)};
    for (const auto& [name, value] : texts) {
        ConfigRow row = rowOf(u"source."_s + source.name + u'/' + QLatin1StringView(name), value,
                              QLatin1StringView(name) == QLatin1StringView(optionsKey));
        row.source = ConfigSource::File;
        rows.push_back(std::move(row));
    }
}

} // namespace

Config shownConfig(const Settings& settings)
{
    Config config;
    config.settings.reserve(allSettings().size());
    for (const SettingInfo& info : allSettings())
        config.settings.push_back(rowOf(info, settings));
    for (const SourceSettings& source : settings.sources()) {
        if (source.name != QLatin1StringView(SourceSettings::mainName))
            add(config.settings, source);
    }
    return config;
}

} // namespace tierwatch
