// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/shownconfig.h"

#include "settings/setting.h"

#include <QRegularExpression>

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

/// A driver may take a whole connection string for the name of a database.
QString withoutSecrets(QString text)
{
    static const QRegularExpression named(
        u"\\b(pwd|pass|passwd|password|passphrase|secret|token)\\s*=\\s*[^;\\s]*"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression inAddress(u"//([^/@:\\s]*):[^/@\\s]*@"_s);
    return text.replace(named, u"\\1=***"_s).replace(inAddress, u"//\\1:***@"_s);
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
