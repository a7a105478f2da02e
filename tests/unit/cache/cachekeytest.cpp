// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/cachekey.h"

#include <QDate>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

/// Pieces that break keys made by pasting texts together.
QStringList hostilePieces()
{
    return {u""_s,
            u"a"_s,
            u"ab"_s,
            u"a:b"_s,
            u":"_s,
            u"1:"_s,
            u"s1:a"_s,
            u"U1:a"_s,
            u"%"_s,
            u"%25"_s,
            u"%uD800"_s,
            QString(QChar(0)),
            QString(QChar(0)) + u"a"_s,
            u"a"_s + QString(QChar(0)),
            u"a\nb"_s,
            u"a|b"_s,
            u"a=b"_s,
            u"\U0001F600"_s,
            QString(QChar(0xD83D)),
            QString(QChar(0xDE00)),
            QString(QChar(0xD800)),
            QString(QChar(0xFFFD)),
            u"é"_s,
            u"e\u0301"_s,
            u"null"_s,
            u"5"_s};
}

QByteArray textOf(const Request& request)
{
    const Result<CacheKey> key = CacheKey::of(request);
    return key ? key->text() : QByteArray();
}

Request request(const QString& type, const QString& user, const QString& name,
                const QVariant& value)
{
    Request result;
    result.type = type;
    result.username = user;
    result.params = {{name, value}};
    return result;
}

} // namespace

class CacheKeyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoDifferentRequestsNeverShareAKey();
    void twoUsersNeverShareAKeyUnlessTheValueIsForAll();
    void theOrderOfParametersDoesNotMatter();
    void aParameterIsThereOnce();
    void longTextsMakeWholeKeys();
    void theTypeOfAParameterMatters();
    void momentsOutsideTheUsualYearsStayApart();
    void theTextHoldsNoControlCharacters();
    void aRequestWithoutATypeIsRefused();
    void aParameterOfAnUnknownTypeIsNamed();
};

void CacheKeyTest::twoDifferentRequestsNeverShareAKey()
{
    QSet<QByteArray> seen;
    qsizetype made = 0;
    const QStringList pieces = hostilePieces();
    for (const QString& type : pieces) {
        if (type.isEmpty())
            continue;
        for (const QString& user : pieces) {
            for (const QString& value : pieces) {
                seen.insert(textOf(request(type, user, u"p"_s, value)));
                ++made;
            }
        }
    }
    QCOMPARE_GT(made, 10'000);
    QCOMPARE(seen.size(), made);
}

void CacheKeyTest::twoUsersNeverShareAKeyUnlessTheValueIsForAll()
{
    Request one = request(u"t"_s, u"ana"_s, u"p"_s, 1);
    Request other = request(u"t"_s, u"bob"_s, u"p"_s, 1);
    QVERIFY(textOf(one) != textOf(other));
    one.perUser = other.perUser = false;
    QCOMPARE(textOf(one), textOf(other));
}

void CacheKeyTest::theOrderOfParametersDoesNotMatter()
{
    Request one;
    one.type = u"t"_s;
    one.params.insert(u"a"_s, 1);
    one.params.insert(u"b"_s, 2);
    Request other;
    other.type = u"t"_s;
    other.params.insert(u"b"_s, 2);
    other.params.insert(u"a"_s, 1);
    QCOMPARE(textOf(one), textOf(other));
}

void CacheKeyTest::aParameterIsThereOnce()
{
    Params params{{u"b"_s, 1}, {u"a"_s, 2}, {u"b"_s, 3}};
    params.insert(u"a"_s, 4);
    QCOMPARE(params, Params(QVariantMap{{u"a"_s, 4}, {u"b"_s, 3}}));
}

void CacheKeyTest::longTextsMakeWholeKeys()
{
    const QString text(5000, u'x');
    const QByteArray key = textOf(request(u"t"_s, u"ana"_s, u"p"_s, text));
    QVERIFY(key.contains("5000:" + text.toUtf8()));
    QCOMPARE(textOf(request(u"t"_s, u"ana"_s, u"p"_s, text + u'\n')),
             QByteArray(key).replace("5000:" + text.toUtf8(), "5003:" + text.toUtf8() + "%0a"));
}

void CacheKeyTest::theTypeOfAParameterMatters()
{
    const QVariantList values{QVariant(),
                              QVariant(5),
                              QVariant(5.0),
                              QVariant(u"5"_s),
                              QVariant(QByteArray("5")),
                              QVariant(true),
                              QVariant(QDate(2026, 5, 5)),
                              QVariant(u"2026-05-05"_s),
                              QVariant(QVariantList{5}),
                              QVariant(QVariantList{QVariant(QVariantList{5})}),
                              QVariant(QVariantList{5, 5})};
    QSet<QByteArray> seen;
    for (const QVariant& value : values)
        seen.insert(textOf(request(u"t"_s, u"u"_s, u"p"_s, value)));
    QCOMPARE(seen.size(), values.size());
}

void CacheKeyTest::momentsOutsideTheUsualYearsStayApart()
{
    QSet<QByteArray> seen;
    for (const int year : {-1, 2026, 10'000, 12'345}) {
        const QDate date(year, 1, 2);
        seen.insert(textOf(request(u"t"_s, u"ana"_s, u"p"_s, date)));
        seen.insert(textOf(request(u"t"_s, u"ana"_s, u"p"_s, QDateTime(date, QTime(3, 4)))));
    }
    seen.insert(textOf(request(u"t"_s, u"ana"_s, u"p"_s, QDate())));
    seen.insert(textOf(request(u"t"_s, u"ana"_s, u"p"_s, QDateTime())));
    const QDateTime epoch = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    seen.insert(textOf(request(u"t"_s, u"ana"_s, u"p"_s, epoch)));
    QCOMPARE(seen.size(), 11);
}

void CacheKeyTest::theTextHoldsNoControlCharacters()
{
    for (const QString& piece : hostilePieces()) {
        const QByteArray text = textOf(request(u"t"_s + piece, piece, u"p"_s, piece));
        for (const char c : text)
            QVERIFY(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
        QCOMPARE(QString::fromUtf8(text).toUtf8(), text);
    }
}

void CacheKeyTest::aRequestWithoutATypeIsRefused()
{
    const Result<CacheKey> key = CacheKey::of(Request{});
    QVERIFY(!key);
    QCOMPARE(key.error().code, ErrorCode::InvalidArgument);
}

void CacheKeyTest::aParameterOfAnUnknownTypeIsNamed()
{
    const Result<CacheKey> key =
        CacheKey::of(request(u"t"_s, u"u"_s, u"shape"_s, QVariant::fromValue(QSize(1, 2))));
    QVERIFY(!key);
    QVERIFY(key.error().message.contains(u"\"shape\""_s));
}

QTEST_GUILESS_MAIN(CacheKeyTest)
#include "cachekeytest.moc"
