// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/shownconfig.h"
#include "settings/inifile.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ShownConfigTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSettingSaysWhereItCameFrom();
    void otherSourcesAreShownToo();
    void noSecretIsShown_data();
    void noSecretIsShown();

private:
    [[nodiscard]] static Config configOf(const QByteArray& file)
    {
        QProcessEnvironment environment;
        environment.insert(u"CACHE_L1_TTL"_s, u"17"_s);
        const auto ini = IniFile::parse(file, u"test.ini"_s);
        return shownConfig(*Settings::read(*ini, environment, {{u"cache/type"_s, u"memory"_s}}));
    }
    [[nodiscard]] static ConfigRow rowOf(const Config& config, QStringView key)
    {
        const auto found = std::ranges::find(config.settings, key, &ConfigRow::key);
        return found == config.settings.end() ? ConfigRow{} : *found;
    }
};

void ShownConfigTest::eachSettingSaysWhereItCameFrom()
{
    const Config config = configOf("[cache]\nl1_ttl=5\nl2_ttl=50\n");
    QCOMPARE(config.settings.size(), allSettings().size());
    QCOMPARE(rowOf(config, u"cache/l1_ttl").value, u"17"_s);
    QCOMPARE(rowOf(config, u"cache/l1_ttl").source, ConfigSource::Environment);
    QCOMPARE(rowOf(config, u"cache/l1_ttl").environment, u"CACHE_L1_TTL"_s);
    QCOMPARE(rowOf(config, u"cache/l2_ttl").source, ConfigSource::File);
    QCOMPARE(rowOf(config, u"cache/type").source, ConfigSource::CommandLine);
    QCOMPARE(rowOf(config, u"cache/type").value, u"memory"_s);
    QCOMPARE(rowOf(config, u"cache/grace").source, ConfigSource::Default);
    QVERIFY(!rowOf(config, u"cache/grace").help.isEmpty());
}

void ShownConfigTest::otherSourcesAreShownToo()
{
    const Config config = configOf("[source.books]\ndriver=QPSQL\nhost=there\nport=5432\n");
    QCOMPARE(rowOf(config, u"source.books/host").value, u"there"_s);
    QCOMPARE(rowOf(config, u"source.books/port").value, u"5432"_s);
}

void ShownConfigTest::noSecretIsShown_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("options") << QByteArray("options=canary42");
    QTest::newRow("connection string") << QByteArray("database=DRIVER={X};Token=canary42;A=b");
    QTest::newRow("with spaces") << QByteArray("database=UID=me; SECRET = canary42");
}

void ShownConfigTest::noSecretIsShown()
{
    QFETCH(QByteArray, line);
    for (const QByteArray section : {"[source]\n", "[source.books]\ndriver=QODBC\n"}) {
        const Config config = configOf(section + line + '\n');
        const QByteArray shown = QJsonDocument(codec::toJson(config).toObject()).toJson();
        QVERIFY2(!shown.contains("canary42"), shown.constData());
        QVERIFY(std::ranges::any_of(config.settings, [](const ConfigRow& row) {
            return row.withheld || row.value.contains(u"***"_s);
        }));
    }
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ShownConfigTest)
#include "shownconfigtest.moc"
