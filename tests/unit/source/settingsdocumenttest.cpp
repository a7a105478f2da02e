// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/policy.h"
#include "source/queryparser.h"

#include <QFile>
#include <QTest>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

QString code(const char* text)
{
    return *text ? u"`%1`"_s.arg(QLatin1StringView(text)) : QString();
}

QString unitOf(const SettingInfo& info)
{
    switch (info.unit) {
    case SettingUnit::Milliseconds:
        return u" ms"_s;
    case SettingUnit::Seconds:
        return u" s"_s;
    case SettingUnit::Days:
        return u" days"_s;
    case SettingUnit::Bytes:
        return u" bytes"_s;
    case SettingUnit::Percent:
        return u" %"_s;
    default:
        return {};
    }
}

/// The key of a query file that sets for its type what this one sets for all.
QString headerKeyOf(const SettingInfo& info)
{
    for (const PolicySetting& setting : policySettings()) {
        if (setting.setting == info.id)
            return code(setting.name);
    }
    return {};
}

QString rowOf(const SettingInfo& info)
{
    const QString value = QLatin1StringView(info.defaultText);
    return u"| %1 | %2 | %3 | %4 | %5 |\n"_s.arg(
        code(info.key), headerKeyOf(info), code(info.environment),
        value.isEmpty() ? value : value + unitOf(info), QString::fromUtf8(info.help));
}

QString wholeTable()
{
    QString table = u"| `tierwatch.ini` | query file | environment | default | what it is |\n"
                    "|---|---|---|---|---|\n"_s;
    for (const SettingInfo& info : allSettings())
        table += rowOf(info);
    for (const HeaderKey& key : headerKeys())
        table += u"| | %1 | | | %2 |\n"_s.arg(code(key.name), QLatin1StringView(key.help));
    return table;
}

} // namespace

class SettingsDocumentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReadmeHasTheTableThatTheCodeGives()
    {
        QFile readme(qEnvironmentVariable("TIERWATCH_SOURCE_DIR") + u"/README.md"_s);
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const bool same = QString::fromUtf8(readme.readAll()).contains(wholeTable() + u'\n');
        if (!same)
            QTextStream(stdout) << wholeTable(); // to be put in its place
        QVERIFY(same);
    }

    void everySettingOfATypeCanBeSetForAll()
    {
        for (const PolicySetting& setting : policySettings()) {
            const SettingInfo& info = settingInfo(setting.setting);
            Policy one;
            Policy other;
            setting.apply(one, 0);
            setting.apply(other, 1);
            QVERIFY2(!(one == other), info.key);
            QCOMPARE(policySetting(QLatin1StringView(setting.name)), &setting);
        }
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SettingsDocumentTest)
#include "settingsdocumenttest.moc"
