// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/settings.h"
#include "settings/inifile.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theContractsVariablesAreThere_data();
    void theContractsVariablesAreThere();
    void namesAreUnique();
    void everySettingHasAReadableDefault();
    void commandLineBeatsEnvironmentBeatsFileBeatsDefault_data();
    void commandLineBeatsEnvironmentBeatsFileBeatsDefault();
    void whatCannotBeReadIsAnErrorThatNamesIt_data();
    void whatCannotBeReadIsAnErrorThatNamesIt();
    void booleansAreReadAsPeopleWriteThem_data();
    void booleansAreReadAsPeopleWriteThem();
    void integersHaveBounds();
    void anUnknownOptionIsAnError();
    void unknownKeysOfTheFileAreNoted();
    void companiesComeByNumber();
    void aCompanyThatCannotBeReadIsAnError();
    void eachSourceHasAGroup();
    void aSourceThatCannotBeIsAnError_data();
    void aSourceThatCannotBeIsAnError();
    void aPasswordInTheFileIsRefusedAndNotRepeated_data();
    void aPasswordInTheFileIsRefusedAndNotRepeated();
};

namespace {

/// A value of this setting that is not its default, and one that can't be read.
struct Example
{
    QString good;
    QString other;
    QString third;
    QString bad;
};

Example exampleOf(const SettingInfo& info)
{
    switch (info.type) {
    case SettingType::Boolean:
        return {u"true"_s, u"false"_s, u"true"_s, u"maybe"_s};
    case SettingType::Integer:
        return {u"41"_s, u"42"_s, u"43"_s, u"12x"_s};
    case SettingType::Choice:
        if (info.id == Setting::SourcePasswordFrom)
            return {u"keychain"_s, u"environment"_s, u"keychain"_s, u"moon"_s};
        return {u"memory"_s, u"sqlite"_s, u"hybrid"_s, u"redis"_s};
    case SettingType::Text:
    case SettingType::Path:
        break;
    }
    return {u"one"_s, u"two"_s, u"three"_s, {}};
}

IniFile fileWith(const QString& key, const QString& value)
{
    IniFile file;
    file.set(key, value);
    return file;
}

QProcessEnvironment environmentWith(const QString& name, const QString& value)
{
    QProcessEnvironment environment;
    if (!name.isEmpty())
        environment.insert(name, value);
    return environment;
}

void addAllSettings()
{
    QTest::addColumn<int>("index");
    for (size_t i = 0; i < allSettings().size(); ++i)
        QTest::newRow(allSettings()[i].key) << static_cast<int>(i);
}

} // namespace

void SettingsTest::theContractsVariablesAreThere_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QVariant>("defaultValue");
    QTest::newRow("enabled") << u"CACHE_ENABLED"_s << QVariant(true);
    QTest::newRow("type") << u"CACHE_TYPE"_s << QVariant(u"hybrid"_s);
    QTest::newRow("l1 ttl") << u"CACHE_L1_TTL"_s << QVariant(300);
    QTest::newRow("l2 ttl") << u"CACHE_L2_TTL"_s << QVariant(3600);
    QTest::newRow("l1 entries") << u"CACHE_L1_MAX_SIZE"_s << QVariant(0);
    QTest::newRow("l1 bytes") << u"CACHE_L1_MAX_BYTES"_s << QVariant(64 * 1024 * 1024);
    QTest::newRow("path") << u"CACHE_SQLITE_PATH"_s << QVariant(u""_s);
    QTest::newRow("auto") << u"CACHE_AUTO_INVALIDATE"_s << QVariant(true);
    QTest::newRow("interval") << u"CACHE_CHECK_INTERVAL"_s << QVariant(60);
    QTest::newRow("l2 bytes") << u"CACHE_L2_MAX_BYTES"_s << QVariant(1024 * 1024 * 1024);
}

void SettingsTest::theContractsVariablesAreThere()
{
    QFETCH(QString, variable);
    QFETCH(QVariant, defaultValue);
    const auto all = allSettings();
    const auto found = std::ranges::find_if(all, [&](const SettingInfo& info) {
        return variable == QLatin1StringView(info.environment);
    });
    QVERIFY(found != all.end());
    const auto settings = Settings::read({}, {});
    QVERIFY(settings.ok());
    QCOMPARE(settings->value(found->id).toString(), defaultValue.toString());
}

void SettingsTest::namesAreUnique()
{
    QSet<QByteArray> names;
    for (const SettingInfo& info : allSettings()) {
        for (const QByteArray name : {info.key, info.environment, info.wireName}) {
            QVERIFY2(name.isEmpty() || !names.contains(name), name.constData());
            names.insert(name);
        }
        QVERIFY(qstrlen(info.help) > 0);
    }
}

void SettingsTest::everySettingHasAReadableDefault()
{
    const auto settings = Settings::read({}, {});
    QVERIFY2(settings.ok(), settings ? "" : qPrintable(settings.error().message));
    for (const SettingInfo& info : allSettings())
        QCOMPARE(settings->source(info.id), Settings::Source::Default);
    QVERIFY(settings->sources().front().companies.empty());
}

void SettingsTest::commandLineBeatsEnvironmentBeatsFileBeatsDefault_data()
{
    addAllSettings();
}

void SettingsTest::commandLineBeatsEnvironmentBeatsFileBeatsDefault()
{
    QFETCH(int, index);
    const SettingInfo& info = allSettings()[static_cast<size_t>(index)];
    const QString key = QLatin1StringView(info.key);
    const QString variable = QLatin1StringView(info.environment);
    const Example example = exampleOf(info);
    const IniFile file = fileWith(key, example.good);
    const QProcessEnvironment environment = environmentWith(variable, example.other);

    const auto fromFile = Settings::read(file, {});
    QVERIFY2(fromFile.ok(), fromFile ? "" : qPrintable(fromFile.error().message));
    QCOMPARE(fromFile->value(info.id).toString(), example.good);
    QCOMPARE(fromFile->source(info.id), Settings::Source::WorkspaceFile);

    if (!variable.isEmpty()) {
        const auto fromEnvironment = Settings::read(file, environment);
        QCOMPARE(fromEnvironment->value(info.id).toString(), example.other);
        QCOMPARE(fromEnvironment->source(info.id), Settings::Source::Environment);
    }
    const auto fromCommand = Settings::read(file, environment, {{key, example.third}});
    QCOMPARE(fromCommand->value(info.id).toString(), example.third);
    QCOMPARE(fromCommand->source(info.id), Settings::Source::CommandLine);
}

void SettingsTest::whatCannotBeReadIsAnErrorThatNamesIt_data()
{
    addAllSettings();
}

void SettingsTest::whatCannotBeReadIsAnErrorThatNamesIt()
{
    QFETCH(int, index);
    const SettingInfo& info = allSettings()[static_cast<size_t>(index)];
    const QString key = QLatin1StringView(info.key);
    const QString variable = QLatin1StringView(info.environment);
    const QString bad = exampleOf(info).bad;
    if (bad.isEmpty())
        return; // any text can be read
    const auto failsWith = [&](const Result<Settings>& settings, const QString& name) {
        return !settings && settings.error().code == ErrorCode::InvalidArgument &&
               settings.error().message.contains(name) && settings.error().message.contains(bad);
    };
    QVERIFY(failsWith(Settings::read(fileWith(key, bad), {}), key));
    QVERIFY(failsWith(Settings::read({}, {}, {{key, bad}}), key));
    if (!variable.isEmpty()) {
        QVERIFY(failsWith(Settings::read({}, environmentWith(variable, bad)), variable));
        QVERIFY(!Settings::read({}, environmentWith(variable, u""_s)));
    }
}

void SettingsTest::booleansAreReadAsPeopleWriteThem_data()
{
    QTest::addColumn<bool>("expected");
    for (const auto* yes : {"true", "TRUE", "1", "yes", "On", " true "})
        QTest::newRow(yes) << true;
    for (const auto* no : {"false", "False", "0", "no", "OFF"})
        QTest::newRow(no) << false;
}

void SettingsTest::booleansAreReadAsPeopleWriteThem()
{
    QFETCH(bool, expected);
    const auto settings = Settings::read(
        {}, environmentWith(u"CACHE_ENABLED"_s, QString::fromLatin1(QTest::currentDataTag())));
    QVERIFY(settings.ok());
    QCOMPARE(settings->boolean(Setting::CacheEnabled), expected);
}

void SettingsTest::integersHaveBounds()
{
    const auto read = [](const QString& text) {
        return Settings::read({}, environmentWith(u"CACHE_L1_TTL"_s, text));
    };
    QCOMPARE(read(u"0"_s)->integer(Setting::L1Ttl), 0);
    for (const QString& text : {u"-1"_s, u"1e3"_s, u"3.5"_s, u"99999999999999999999"_s, u"nan"_s})
        QVERIFY2(!read(text), qPrintable(text));
}

void SettingsTest::anUnknownOptionIsAnError()
{
    const auto settings = Settings::read({}, {}, {{u"cache/l1_tttl"_s, u"5"_s}});
    QVERIFY(!settings);
    QVERIFY(settings.error().message.contains(u"cache/l1_tttl"));
}

void SettingsTest::unknownKeysOfTheFileAreNoted()
{
    IniFile file = fileWith(u"cache/from_the_future"_s, u"5"_s);
    file.set(u"cache/l1_ttl"_s, u"5"_s);
    QCOMPARE(Settings::read(file, {})->unknownKeys(), QStringList{u"cache/from_the_future"_s});
}

void SettingsTest::companiesComeByNumber()
{
    IniFile file = fileWith(u"companies/12"_s, u"firma_12, Alfa, Beta & Co SRL"_s);
    file.set(u"companies/3"_s, u"firma_3"_s);
    const auto settings = Settings::read(file, {});
    QVERIFY(settings.ok());
    QCOMPARE(settings->sources().front().companies,
             (std::vector<CompanySetting>{{3, u"firma_3"_s, u""_s},
                                          {12, u"firma_12"_s, u"Alfa, Beta & Co SRL"_s}}));
    QVERIFY(settings->unknownKeys().isEmpty());
}

void SettingsTest::aCompanyThatCannotBeReadIsAnError()
{
    for (const QString& key : {u"companies/first"_s, u"companies/1"_s}) {
        const auto settings = Settings::read(fileWith(key, u", no schema"_s), {});
        QVERIFY(!settings);
        QVERIFY(settings.error().message.contains(key));
    }
}

void SettingsTest::eachSourceHasAGroup()
{
    IniFile file = fileWith(u"source/database"_s, u"main.db"_s);
    file.set(u"source.west/driver"_s, u"QPSQL"_s);
    file.set(u"source.west/port"_s, u"5433"_s);
    file.set(u"source.west/watermark"_s, u"SELECT 1"_s);
    file.set(u"source.east/host"_s, u"east"_s);
    file.set(u"companies.west/4"_s, u"four, Four"_s);
    const auto settings = Settings::read(file, {});
    QVERIFY2(settings.ok(), settings.ok() ? "" : qPrintable(settings.error().message));
    const auto& sources = settings->sources();
    QCOMPARE(sources.size(), 3U);
    QCOMPARE(sources[0].name, u"main"_s);
    QCOMPARE(sources[0].database, u"main.db"_s);
    QCOMPARE(sources[1].name, u"east"_s);
    QCOMPARE(sources[1].driver, u"QSQLITE"_s);
    QCOMPARE(sources[1].timeoutS, 300);
    QCOMPARE(sources[2].driver, u"QPSQL"_s);
    QCOMPARE(sources[2].port, 5433);
    QCOMPARE(sources[2].watermarkSql, u"SELECT 1"_s);
    QCOMPARE(sources[2].companies, (std::vector<CompanySetting>{{4, u"four"_s, u"Four"_s}}));
    QVERIFY(settings->unknownKeys().isEmpty());
}

void SettingsTest::aSourceThatCannotBeIsAnError_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("a second main") << u"source.main/driver"_s << u"QPSQL"_s;
    QTest::newRow("capitals") << u"source.West/driver"_s << u"QPSQL"_s;
    QTest::newRow("no name") << u"source./driver"_s << u"QPSQL"_s;
    QTest::newRow("port") << u"source.west/port"_s << u"70000"_s;
    QTest::newRow("time-out") << u"source/timeout"_s << u"-1"_s;
}

void SettingsTest::aSourceThatCannotBeIsAnError()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const auto settings = Settings::read(fileWith(key, value), {});
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, ErrorCode::InvalidArgument);
    QVERIFY(settings.error().message.contains(key.section(u'/', 0, 0)));
}

void SettingsTest::aPasswordInTheFileIsRefusedAndNotRepeated_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("key") << u"source/password"_s << u"h1dden"_s;
    QTest::newRow("capitals") << u"source/PASSWORD"_s << u"h1dden"_s;
    QTest::newRow("named source") << u"source.west/password"_s << u"h1dden"_s;
    QTest::newRow("options") << u"source/options"_s << u"sslmode=require;Password = h1dden"_s;
    QTest::newRow("odbc") << u"source/database"_s << u"DRIVER={X};UID=a;PWD=h1dden"_s;
    QTest::newRow("address") << u"source.west/database"_s << u"postgres://a:h1dden@host/db"_s;
}

void SettingsTest::aPasswordInTheFileIsRefusedAndNotRepeated()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    const auto settings = Settings::read(fileWith(key, value), {});
    QVERIFY(!settings);
    QCOMPARE(settings.error().code, ErrorCode::InvalidArgument);
    QVERIFY(settings.error().message.contains(key));
    QVERIFY(!(settings.error().message + settings.error().detail).contains(u"h1dden"));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SettingsTest)
#include "settingstest.moc"
