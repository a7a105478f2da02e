// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokentext.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class TokenTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenHasThirtyTwoBytesOfChance();
    void noTwoTokensAreTheSame();
    void onlyWhatIsWrittenAsATokenIsOne_data();
    void onlyWhatIsWrittenAsATokenIsOne();
    void hashesAreComparedWhole();
    void tokensAreTakenOutOfATextWhereverTheyAre();
};

void TokenTextTest::aTokenHasThirtyTwoBytesOfChance()
{
    const QString token = tokentext::create();
    QVERIFY(tokentext::isOne(token.toLatin1()));
    const auto bytes =
        QByteArray::fromBase64(token.mid(3).toLatin1(), QByteArray::Base64UrlEncoding);
    QCOMPARE(bytes.size(), 32);
}

void TokenTextTest::noTwoTokensAreTheSame()
{
    QSet<QString> tokens;
    for (int i = 0; i < 1000; ++i)
        tokens.insert(tokentext::create());
    QCOMPARE(tokens.size(), 1000);
}

void TokenTextTest::onlyWhatIsWrittenAsATokenIsOne_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray token = tokentext::create().toLatin1();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("its beginning") << token.chopped(1);
    QTest::newRow("more than it") << token + 'x';
    QTest::newRow("another beginning") << "xx_" + token.mid(3);
    QTest::newRow("a space") << token.chopped(1) + ' ';
    QTest::newRow("a NUL") << token.chopped(1) + '\0';
    QTest::newRow("padding") << token.chopped(1) + '=';
    QTest::newRow("a letter that is not ASCII") << token.chopped(2) + "\xc3\xa9";
}

void TokenTextTest::onlyWhatIsWrittenAsATokenIsOne()
{
    QFETCH(QByteArray, text);
    QVERIFY(!tokentext::isOne(text));
}

void TokenTextTest::hashesAreComparedWhole()
{
    const QByteArray hash = tokentext::hashOf("a");
    QCOMPARE(hash.toHex(), "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    QVERIFY(tokentext::sameHash(hash, tokentext::hashOf("a")));
    for (qsizetype i = 0; i < hash.size(); ++i) {
        QByteArray other = hash;
        other[i] = char(other[i] ^ 1);
        QVERIFY(!tokentext::sameHash(hash, other));
    }
    QVERIFY(!tokentext::sameHash(hash, hash.chopped(1)));
}

void TokenTextTest::tokensAreTakenOutOfATextWhereverTheyAre()
{
    const QString token = tokentext::create();
    const auto clean = [](const QString& text) { return tokentext::withoutTokens(text); };
    QCOMPARE(clean(token), u"[token]"_s);
    QCOMPARE(clean(u"Bearer %1, %1."_s.arg(token)), u"Bearer [token], [token]."_s);
    QCOMPARE(clean(u"?token="_s + token + u"&x"_s), u"?token=[token]&x"_s);
    QCOMPARE(clean(u"tw_"_s + token), u"[token]"_s);
    QCOMPARE(clean(token + token), u"[token]"_s);
    QCOMPARE(clean(u"tw_entries and tw_"_s), u"tw_entries and tw_"_s);
    QCOMPARE(clean({}), QString());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::TokenTextTest)
#include "tokentexttest.moc"
