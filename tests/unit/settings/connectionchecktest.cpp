// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectioncheck.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class ConnectionCheckTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noPlaceCarriesASecretIntoAFile_data();
    void noPlaceCarriesASecretIntoAFile();
    void noProxyDoesEither();
    void aPlaceWithoutOneStaysAsItIs();
    void aServiceIsTheSameHoweverItsAddressIsWritten_data();
    void aServiceIsTheSameHoweverItsAddressIsWritten();
    void foldersAndFilesAreComparedAsTheyAreWritten();
};

void ConnectionCheckTest::noPlaceCarriesASecretIntoAFile_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("a password") << u"https://ioana:c4nary@a.example/api"_s;
    QTest::newRow("in capitals") << u"HTTPS://ioana:c4nary@a.example/api"_s;
    QTest::newRow("a query") << u"https://a.example/api?token=c4nary"_s;
    QTest::newRow("behind a hash sign") << u"https://a.example/api#access_token=c4nary&scope=x"_s;
    QTest::newRow("a port that can't be") << u"https://ioana:c4nary@a.example:99999/api"_s;
    QTest::newRow("a name that can't be") << u"https://ioana:c4nary@no such name/api"_s;
    QTest::newRow("no scheme") << u"cache.example.org:8787/api?token=c4nary"_s;
    QTest::newRow("no scheme, and a password") << u"ioana:c4nary@a.example/api"_s;
    QTest::newRow("a user name alone") << u"c4nary@a.example"_s;
    QTest::newRow("a hash sign in it") << u"https://ioana:pa#c4nary@a.example"_s;
    QTest::newRow("a slash in it") << u"https://ioana:pa/c4nary@a.example/api"_s;
    QTest::newRow("a question mark in it") << u"ioana:pa?c4nary@a.example"_s;
    QTest::newRow("an at sign in it") << u"https://ioana:pa@c4nary@a.example/api"_s;
    QTest::newRow("an at sign in a query") << u"https://a.example/api?token=pa@c4nary"_s;
    QTest::newRow("without its name") << u"a.example/api?c4nary"_s;
    QTest::newRow("beside the server") << u"a.example/api?server=3&x=c4nary"_s;
    QTest::newRow("behind the server") << u"https://a.example/api?server=3#c4nary"_s;
    QTest::newRow("another scheme") << u"ftp://ioana:c4nary@a.example/api"_s;
    QTest::newRow("a slash too few") << u"https:/ioana:c4nary@a.example/api"_s;
    QTest::newRow("behind a blank") << u"  https://ioana:c4nary@a.example/api"_s;
}

void ConnectionCheckTest::noPlaceCarriesASecretIntoAFile()
{
    QFETCH(const QString, place);
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.place = place;
    const Result<void> checked = checkNoSecret(connection);
    QVERIFY(!checked);
    QVERIFY(!checked.error().message.contains(u"c4nary"));
    const QString left = withoutSecret(connection.kind, place);
    QVERIFY2(!left.contains(u"c4nary"), qPrintable(left));
    QCOMPARE(withoutSecret(connection.kind, left), left);
}

void ConnectionCheckTest::noProxyDoesEither()
{
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.place = u"https://a.example/api"_s;
    connection.proxy = {ServiceProxy::Kind::Manual, u"proxy.example"_s, 3128};
    QVERIFY(checkNoSecret(connection));
    connection.proxy.host = u"ioana:c4nary@proxy.example"_s;
    const Result<void> checked = checkNoSecret(connection);
    QCOMPARE(checked.error().code, ErrorCode::InvalidArgument);
    QVERIFY(checked.error().message.contains(u"proxy") &&
            !checked.error().message.contains(u"c4nary"));
}

void ConnectionCheckTest::aPlaceWithoutOneStaysAsItIs()
{
    using Kind = TargetConnection::Kind;
    for (const QString& place : {u"https://a.example:8787/api"_s, u" a.example"_s, u"https://"_s,
                                 u"https://a.example/api?server=3"_s, u"a.example:8787/api?"_s})
        QCOMPARE(withoutSecret(Kind::Service, place), place);
    for (const QString& place :
         {u"/home/me@work/a?b#c"_s, u"C:\\caches\\me@work"_s, u"https://a.example/api#top"_s})
        QCOMPARE(withoutSecret(Kind::File, place), place);
}

void ConnectionCheckTest::aServiceIsTheSameHoweverItsAddressIsWritten_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<bool>("same");
    QTest::newRow("as it is") << u"https://a.example/api"_s << true;
    QTest::newRow("a slash at its end") << u"https://a.example/api/"_s << true;
    QTest::newRow("capitals") << u"HTTPS://A.Example/api"_s << true;
    QTest::newRow("the usual port") << u"https://a.example:443/api"_s << true;
    QTest::newRow("no path") << u"https://a.example"_s << true;
    QTest::newRow("a slash alone") << u"https://a.example/"_s << true;
    QTest::newRow("another port") << u"https://a.example:8443/api"_s << false;
    QTest::newRow("another path") << u"https://a.example/cache/api"_s << false;
    QTest::newRow("capitals in its path") << u"https://a.example/API"_s << false;
    QTest::newRow("another scheme") << u"http://a.example/api"_s << false;
    QTest::newRow("another machine") << u"https://b.example/api"_s << false;
    QTest::newRow("no address") << u"a.example"_s << false;
}

void ConnectionCheckTest::aServiceIsTheSameHoweverItsAddressIsWritten()
{
    QFETCH(const QString, written);
    QFETCH(const bool, same);
    TargetConnection one;
    one.kind = TargetConnection::Kind::Service;
    one.place = u"https://a.example/api"_s;
    TargetConnection other = one;
    other.place = written;
    QCOMPARE(leadToSamePlace(one, other), same);
    QCOMPARE(leadToSamePlace(other, one), same);
}

void ConnectionCheckTest::foldersAndFilesAreComparedAsTheyAreWritten()
{
    TargetConnection one;
    one.place = u"/srv/reports"_s;
    TargetConnection other = one;
    QVERIFY(leadToSamePlace(one, other));
    other.place = u"/srv/Reports"_s;
    QVERIFY(!leadToSamePlace(one, other));
    other.place = one.place;
    other.kind = TargetConnection::Kind::Service;
    QVERIFY(!leadToSamePlace(one, other));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ConnectionCheckTest)
#include "connectionchecktest.moc"
