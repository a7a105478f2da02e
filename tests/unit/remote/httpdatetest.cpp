// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/httpdate.h"

#include <QTest>

namespace tierwatch::test {

/// A service's clock is told by its answers' heads, which anybody may write.
class HttpDateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAMomentWhateverTheZoneOfThisMachine();
    void readsNothingElse_data();
    void readsNothingElse();
};

void HttpDateTest::readsAMomentWhateverTheZoneOfThisMachine()
{
    QCOMPARE(httpDateMs("Wed, 21 Oct 2026 07:28:00 GMT"), 1'792'567'680'000);
    QCOMPARE(httpDateMs("Thu, 29 Feb 2024 23:59:59 GMT"), 1'709'251'199'000);
}

void HttpDateTest::readsNothingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a zone alone") << QByteArray("GMT");
    QTest::newRow("no such day") << QByteArray("Fri, 30 Feb 2026 07:28:00 GMT");
    QTest::newRow("no such hour") << QByteArray("Wed, 21 Oct 2026 25:28:00 GMT");
    QTest::newRow("another zone") << QByteArray("Wed, 21 Oct 2026 07:28:00 CET");
    QTest::newRow("seconds to wait") << QByteArray("120");
    QTest::newRow("no text") << QByteArray("\xff\x00GMT", 5);
}

void HttpDateTest::readsNothingElse()
{
    QFETCH(QByteArray, text);
    QCOMPARE(httpDateMs(text), std::nullopt);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::HttpDateTest)
#include "httpdatetest.moc"
