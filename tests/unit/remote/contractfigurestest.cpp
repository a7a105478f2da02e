// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/contractfigures.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class ContractFiguresTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasNotDoneIsSaidInTheServicesWords_data();
    void whatWasNotDoneIsSaidInTheServicesWords();
    void whatIsSaidToBeDoneInAnotherShapeMayBe();
    void figuresThatCannotBeReckonedWithAreNone();
};

void ContractFiguresTest::whatWasNotDoneIsSaidInTheServicesWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("sentence");
    const QString noWords = u"The service did not do it, and does not say why."_s;
    QTest::newRow("words") << R"({"success": false, "message": "Not at night."})"_ba
                           << u"Not at night."_s;
    QTest::newRow("none") << R"({"success": false})"_ba << noWords;
    QTest::newRow("empty ones") << R"({"success": false, "message": ""})"_ba << noWords;
    QTest::newRow("all members")
        << R"({"success": false, "message": "No.", "global_enabled": true, "note": ""})"_ba
        << u"No."_s;
}

void ContractFiguresTest::whatWasNotDoneIsSaidInTheServicesWords()
{
    QFETCH(const QByteArray, body);
    const ServiceAnswer answer{200, body, {}, {}};
    QTEST(contractfigures::switched(SwitchKind::Global, answer).error().message, "sentence");
    QTEST(contractfigures::invalidated(answer).error().message, "sentence");
}

void ContractFiguresTest::whatIsSaidToBeDoneInAnotherShapeMayBe()
{
    const ServiceAnswer answer{200, R"({"success": true, "message": "Done"})", {}, {}};
    const QString unknown = u"Whether it was done is not known"_s;
    QVERIFY(contractfigures::invalidated(answer).error().message.contains(unknown));
    QVERIFY(contractfigures::switched(SwitchKind::User, answer).error().message.contains(unknown));
}

void ContractFiguresTest::figuresThatCannotBeReckonedWithAreNone()
{
    const auto withHits = [](const QByteArray& hits) {
        const QByteArray body =
            R"({"enabled": true, "global_enabled": true, "user_enabled": true,
                "cache_type": "hybrid", "hit_rate": 90.0, "total_hits": )" +
            hits +
            R"(, "total_misses": 1, "queries_saved": {"today": 1, "week": 2, "total": 3},
                "cache_size": {"memory": 1, "sqlite": 2}, "auto_invalidate": true})";
        return contractfigures::stats({200, body, {}, {}});
    };
    QVERIFY(withHits("70000000000000"));
    QVERIFY(!withHits("9223372036854775807"));
    QVERIFY(!withHits("-9223372036854775808"));
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ContractFiguresTest)
#include "contractfigurestest.moc"
