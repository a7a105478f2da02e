// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/inifile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class IniFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBelongToTheirSections();
    void valuesAreTakenLiterally();
    void aMalformedLineIsNamed_data();
    void aMalformedLineIsNamed();
    void whatIsNotUtf8IsRefused();
    void aMissingFileIsUnreadable();
    void whatWasSavedIsReadBack();
    void aFailedSaveIsAnError();
};

void IniFileTest::namesBelongToTheirSections()
{
    const auto file = IniFile::parse("# a comment\r\n[a]\r\nx = 1\r\n\r\n; another\n"
                                     "[ b ]\n  x=2  \n[a]\ny = 3\nx = 4\n",
                                     u"test"_s);
    QVERIFY(file.ok());
    QCOMPARE(file->keys(), (QStringList{u"a/x"_s, u"b/x"_s, u"a/y"_s}));
    QCOMPARE(file->find(u"a/x"), u"4"_s);
    QCOMPARE(file->find(u"b/x"), u"2"_s);
    QCOMPARE(file->find(u"b/y"), std::nullopt);
}

void IniFileTest::valuesAreTakenLiterally()
{
    const auto file = IniFile::parse("\xef\xbb\xbf[a]\npath = C:\\data\\new, \"x\" # = ;\nempty =\n"
                                     "name = Contabilitate \xc8\x99i \xc3\xaencas\xc4\x83ri\n",
                                     u"test"_s);
    QVERIFY(file.ok());
    QCOMPARE(file->find(u"a/path"), u"C:\\data\\new, \"x\" # = ;"_s);
    QCOMPARE(file->find(u"a/empty"), u""_s);
    QCOMPARE(file->find(u"a/name"), u"Contabilitate \u0219i \u00eencas\u0103ri"_s);
}

void IniFileTest::aMalformedLineIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("no section") << "x = 1\n"_ba << u"Line 1 "_s;
    QTest::newRow("no value") << "[a]\n\nnonsense\n"_ba << u"Line 3 "_s;
    QTest::newRow("no name") << "[a]\n= 1\n"_ba << u"Line 2 "_s;
    QTest::newRow("open section") << "# x\n[a\n"_ba << u"Line 2 "_s;
}

void IniFileTest::aMalformedLineIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, line);
    const auto file = IniFile::parse(text, u"/some/tierwatch.ini"_s);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(file.error().message.contains(line), qPrintable(file.error().message));
    QVERIFY(file.error().message.contains(u"/some/tierwatch.ini"));
}

void IniFileTest::whatIsNotUtf8IsRefused()
{
    const auto file = IniFile::parse("[a]\nx = \xff\xfe\n", u"test"_s);
    QVERIFY(!file);
    QVERIFY(file.error().message.contains(u"UTF-8"));
}

void IniFileTest::aMissingFileIsUnreadable()
{
    const QTemporaryDir folder;
    const auto file = IniFile::load(folder.filePath(u"none.ini"_s));
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::Unreadable);
}

void IniFileTest::whatWasSavedIsReadBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"tierwatch.ini"_s);
    IniFile file;
    file.set(u"workspace/title"_s, u"\u0218coala = \u00een #1"_s);
    file.set(u"cache/l1_ttl"_s, u"5"_s);
    file.set(u"workspace/sample"_s, u"true"_s);
    file.set(u"cache/l1_ttl"_s, u"6"_s);
    QVERIFY(file.save(path).ok());
    QCOMPARE(file.toText(), "[workspace]\ntitle = \xc8\x98"
                            "coala = \xc3\xaen #1\nsample = true\n\n[cache]\nl1_ttl = 6\n");
    const auto back = IniFile::load(path);
    QVERIFY(back.ok());
    for (const QString& key : file.keys())
        QCOMPARE(back->find(key), file.find(key));
}

void IniFileTest::aFailedSaveIsAnError()
{
    const QTemporaryDir folder;
    const auto saved = IniFile().save(folder.filePath(u"no/such/folder.ini"_s));
    QVERIFY(!saved);
    QCOMPARE(saved.error().code, ErrorCode::Unreadable);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::IniFileTest)
#include "inifiletest.moc"
