// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/keyparts.h"

#include "cache/cachekey.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;

class KeyPartsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWayBackFromAKey_data();
    void theWayBackFromAKey();
    void whatNobodyNamedIsAbsent();
    void aKeyOfAnotherProgramHasNone_data();
    void aKeyOfAnotherProgramHasNone();
};

void KeyPartsTest::theWayBackFromAKey_data()
{
    QTest::addColumn<QString>("text");
    for (const QString& text : {u"invoices"_s, u"a:b"_s, u"1:"_s, u"50% off"_s, u"%u0041"_s,
                                u"a\nb"_s, u"é"_s, u"\U0001F600"_s, QString(QChar(0xD83D))})
        QTest::newRow(qPrintable(text)) << text;
}

void KeyPartsTest::theWayBackFromAKey()
{
    QFETCH(QString, text);
    Request request;
    request.source = text;
    request.type = text;
    request.companyId = -7;
    request.username = text;
    request.params = {{text, text}, {u"n"_s, 5}};
    const auto parts = KeyParts::of(CacheKey::of(request)->text());
    QVERIFY(parts);
    QCOMPARE(parts->source, text);
    QCOMPARE(parts->type, text);
    QCOMPARE(parts->companyId.value(), -7);
    QCOMPARE(parts->username.value(), text);
}

void KeyPartsTest::whatNobodyNamedIsAbsent()
{
    Request request;
    request.type = u"invoices"_s;
    request.username = u"ana"_s;
    request.perUser = false;
    const auto parts = KeyParts::of(CacheKey::of(request)->text());
    QVERIFY(parts);
    QVERIFY(!parts->companyId && !parts->username);
}

void KeyPartsTest::aKeyOfAnotherProgramHasNone_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char* key : {"", "dashboard:5:2026", "S4:main", "S4:mainR9:invoices", "S-1:xR1:a",
                            "S99999999999999999999:xR1:a", "R1:aS1:b", "S1:aR1:bC", "::::"})
        QTest::newRow(key) << QByteArray(key);
}

void KeyPartsTest::aKeyOfAnotherProgramHasNone()
{
    QFETCH(QByteArray, key);
    QVERIFY(!KeyParts::of(key));
}

QTEST_GUILESS_MAIN(KeyPartsTest)
#include "keypartstest.moc"
