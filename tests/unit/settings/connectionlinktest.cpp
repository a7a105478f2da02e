// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionlink.h"
#include "settings/connectioncheck.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ConnectionLinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLinkNamesAService();
    void aLinkTakesNothingElse();
    void aLinkThatWasMadeIsReadBack();
    void whatIsNoLinkIsRefused_data();
    void whatIsNoLinkIsRefused();
    void aSecretInALinkIsRefused_data();
    void aSecretInALinkIsRefused();
    void aNameThatHidesSomethingIsShownPlainly();
    void anAddressMayNameItsServer_data();
    void anAddressMayNameItsServer();
    void otherQueriesOfAnAddressAreRefused_data();
    void otherQueriesOfAnAddressAreRefused();
    void aWrongAddressIsToldBeforeItIsAskedFor_data();
    void aWrongAddressIsToldBeforeItIsAskedFor();
    void aForeignNameIsSpelledOut();
    void httpToAnotherMachineIsReadableOnTheWay();
};

void ConnectionLinkTest::aLinkNamesAService()
{
    const auto connection = connectionFromLink(
        u"tierwatch://attach?url=https%3A%2F%2Fhost.example%3A8787%2Fapi&name=Reports%20%26%20more"
        u"&server=3&group=Production"_s);
    QVERIFY(connection.ok());
    QCOMPARE(connection->kind, TargetConnection::Kind::Service);
    QCOMPARE(connection->place, u"https://host.example:8787/api"_s);
    QCOMPARE(connection->name, u"Reports & more"_s);
    QCOMPARE(connection->server, u"3"_s);
    QCOMPARE(connection->group, u"Production"_s);
    QVERIFY(connection->id.isEmpty());
    QCOMPARE(
        connectionFromLink(u"tierwatch://attach?url=https%3A%2F%2Fh%2Fapi%3Fserver%3D7"_s)->server,
        u"7"_s);
}

void ConnectionLinkTest::aLinkTakesNothingElse()
{
    const auto connection = connectionFromLink(
        u"tierwatch://attach?url=https%3A%2F%2Fhost%2Fapi&insecure=true&pin=aa&authorities=%2Ftmp"
        u"&watch_only=false&id=x&username=root&proxy=evil.example"_s);
    TargetConnection plain;
    plain.kind = TargetConnection::Kind::Service;
    plain.place = u"https://host/api"_s;
    QVERIFY(connection.ok());
    QVERIFY(*connection == plain);
}

void ConnectionLinkTest::aLinkThatWasMadeIsReadBack()
{
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.place = u"https://host.example/api"_s;
    connection.name = u"100 % & = ? # \u0219i mai mult"_s;
    connection.server = u"a b"_s;
    const auto again = connectionFromLink(linkTo(connection));
    QVERIFY(again.ok());
    QVERIFY(*again == connection);
    connection.pin = QString(64, u'a');
    QVERIFY(!linkTo(connection).contains(u"aaaa"));
}

void ConnectionLinkTest::whatIsNoLinkIsRefused_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("empty") << QString();
    QTest::newRow("another scheme") << u"https://attach?url=https%3A%2F%2Fhost%2Fapi"_s;
    QTest::newRow("another action") << u"tierwatch://delete?url=https%3A%2F%2Fhost%2Fapi"_s;
    QTest::newRow("no address") << u"tierwatch://attach?name=x"_s;
    QTest::newRow("a file") << u"tierwatch://attach?url=file%3A%2F%2F%2Fetc%2Fpasswd"_s;
    QTest::newRow("a script") << u"tierwatch://attach?url=javascript%3Aalert(1)"_s;
    QTest::newRow("endless") << u"tierwatch://attach?url=https%3A%2F%2Fh%2F"_s +
                                    QString(9000, u'a');
}

void ConnectionLinkTest::whatIsNoLinkIsRefused()
{
    QFETCH(QString, link);
    const auto connection = connectionFromLink(link);
    QVERIFY(!connection);
    QCOMPARE(connection.error().code, ErrorCode::InvalidArgument);
}

void ConnectionLinkTest::aSecretInALinkIsRefused_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("token") << u"tierwatch://attach?url=https%3A%2F%2Fh%2Fapi&token=c4nary"_s;
    QTest::newRow("password") << u"tierwatch://attach?url=https%3A%2F%2Fh%2Fapi&Password=c4nary"_s;
    QTest::newRow("in the address")
        << u"tierwatch://attach?url=https%3A%2F%2Fu%3Ac4nary%40h%2Fapi"_s;
    QTest::newRow("in its query")
        << u"tierwatch://attach?url=https%3A%2F%2Fh%2Fapi%3Ftoken%3Dc4nary"_s;
    QTest::newRow("before the action")
        << u"tierwatch://u:c4nary@attach?url=https%3A%2F%2Fh%2Fapi"_s;
}

void ConnectionLinkTest::aSecretInALinkIsRefused()
{
    QFETCH(QString, link);
    const auto connection = connectionFromLink(link);
    QVERIFY(!connection);
    QVERIFY(connection.error().message.contains(u"token"));
    QVERIFY(!connection.error().message.contains(u"c4nary"));
}

void ConnectionLinkTest::aNameThatHidesSomethingIsShownPlainly()
{
    const auto connection = connectionFromLink(
        u"tierwatch://attach?url=https%3A%2F%2Fh%2Fapi&name=a%E2%80%AEb%0A%00c"_s);
    QVERIFY(connection.ok());
    QCOMPARE(connection->name, u"abc"_s);
}

void ConnectionLinkTest::anAddressMayNameItsServer_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("server");
    QTest::newRow("none") << u" https://h/api "_s << u"https://h/api"_s << QString();
    QTest::newRow("one") << u"https://h/api?server=3"_s << u"https://h/api"_s << u"3"_s;
    QTest::newRow("encoded") << u"https://h:1/api?server=a%20b"_s << u"https://h:1/api"_s
                             << u"a b"_s;
    QTest::newRow("empty") << u"https://h/api?server="_s << u"https://h/api"_s << QString();
}

void ConnectionLinkTest::anAddressMayNameItsServer()
{
    QFETCH(QString, address);
    QFETCH(QString, place);
    QFETCH(QString, server);
    const auto split = splitServer(address);
    QVERIFY(split.ok());
    QCOMPARE(split->place, place);
    QCOMPARE(split->server, server);
}

void ConnectionLinkTest::otherQueriesOfAnAddressAreRefused_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("another") << u"https://h/api?page=3"_s;
    QTest::newRow("one more") << u"https://h/api?server=3&page=3"_s;
    QTest::newRow("twice") << u"https://h/api?server=3&server=4"_s;
    QTest::newRow("a secret") << u"https://h/api?server=3&token=c4nary"_s;
}

void ConnectionLinkTest::otherQueriesOfAnAddressAreRefused()
{
    QFETCH(QString, address);
    const auto split = splitServer(address);
    QVERIFY(!split);
    QVERIFY(!split.error().message.contains(u"c4nary"));
}

void ConnectionLinkTest::aWrongAddressIsToldBeforeItIsAskedFor_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("told");
    QTest::newRow("good") << u"https://cache.example:8787/api"_s << QString();
    QTest::newRow("an address of numbers") << u"http://127.0.0.1:8787/api"_s << QString();
    QTest::newRow("IPv6") << u"https://[::1]:8787/api"_s << QString();
    QTest::newRow("foreign letters") << u"https://münchen.example/api"_s << QString();
    QTest::newRow("empty") << u"  "_s << u"Enter the address"_s;
    QTest::newRow("a blank") << u"https://my host/api"_s << u"no blanks"_s;
    QTest::newRow("no scheme") << u"cache.example:8787/api"_s << u"https://"_s;
    QTest::newRow("another scheme") << u"ftp://cache.example/api"_s << u"https://"_s;
    QTest::newRow("no machine") << u"https:///api"_s << u"No machine"_s;
    QTest::newRow("a port too high") << u"https://h:99999/api"_s << u"port"_s;
    QTest::newRow("a dot too many") << u"https://a..b/api"_s << u"No machine"_s;
    QTest::newRow("a password") << u"https://a:c4nary@h/api"_s << u"must not hold"_s;
    QTest::newRow("a token") << u"https://h/api?token=c4nary"_s << u"must not hold"_s;
    QTest::newRow("a token, no scheme") << u"h:1/api?token=c4nary"_s << u"must not hold"_s;
    QTest::newRow("a password, no scheme") << u"a:c4nary@h/api"_s << u"must not hold"_s;
    QTest::newRow("a hash sign in it") << u"https://a:pa#c4nary@h"_s << u"must not hold"_s;
    QTest::newRow("a query") << u"https://h/api?x=1"_s << u"question mark"_s;
    QTest::newRow("a fragment") << u"https://h/api#x"_s << u"hash"_s;
}

void ConnectionLinkTest::aWrongAddressIsToldBeforeItIsAskedFor()
{
    QFETCH(QString, address);
    QFETCH(QString, told);
    const auto checked = checkAddress(address);
    QCOMPARE(checked.ok(), told.isEmpty());
    if (checked)
        return;
    QVERIFY2(checked.error().message.contains(told), qPrintable(checked.error().message));
    QVERIFY(!checked.error().message.contains(u"c4nary"));
}

void ConnectionLinkTest::aForeignNameIsSpelledOut()
{
    QCOMPARE(spelledOut(QUrl(u"https://münchen.example/api"_s)), u"xn--mnchen-3ya.example"_s);
    QCOMPARE(spelledOut(QUrl(u"https://munchen.example/api"_s)), QString());
}

void ConnectionLinkTest::httpToAnotherMachineIsReadableOnTheWay()
{
    QVERIFY(isReadableOnTheWay(QUrl(u"http://cache.example/api"_s)));
    QVERIFY(!isReadableOnTheWay(QUrl(u"https://cache.example/api"_s)));
    QVERIFY(!isReadableOnTheWay(QUrl(u"http://localhost:1/api"_s)));
    QVERIFY(!isReadableOnTheWay(QUrl(u"http://127.0.0.1/api"_s)));
    QVERIFY(!isReadableOnTheWay(QUrl(u"http://[::1]/api"_s)));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ConnectionLinkTest)
#include "connectionlinktest.moc"
