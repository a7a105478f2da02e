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

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ContractFiguresTest)
#include "contractfigurestest.moc"
