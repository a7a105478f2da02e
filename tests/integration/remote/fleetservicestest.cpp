// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/manyservices.h"
#include "support/servicefleet.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

/// A fleet of real targets over the network.
class FleetServicesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aHundredAreShown();
    void thoseThatAreDeadOrSlowDelayNoOther();
    void oneThatRefusesComesFirstWithTheReason();
    void manyAddressesHaveSeveralManagers();

private:
    using Manner = test::ManyServices::Manner;
    void show(std::chrono::milliseconds interval)
    {
        fleet().setInterval(interval);
        m_fleet->show(m_services->urls());
    }
    [[nodiscard]] Fleet& fleet() { return **m_fleet; }
    /// Of those from `first` on, how often the least and the most asked one was, since then.
    [[nodiscard]] std::pair<qint64, qint64> askedSince(const std::vector<qint64>& before,
                                                       int first) const;
    [[nodiscard]] std::vector<qint64> asked() const;
    [[nodiscard]] bool allKnown(int first);

    std::optional<test::ManyServices> m_services;
    std::optional<test::ServiceFleet> m_fleet;
};

void FleetServicesTest::init()
{
    m_services.emplace();
    m_fleet.emplace();
}

void FleetServicesTest::cleanup()
{
    m_fleet.reset();
    m_services.reset();
}

std::vector<qint64> FleetServicesTest::asked() const
{
    std::vector<qint64> asked;
    asked.reserve(std::size_t(m_services->size()));
    for (int i = 0; i < m_services->size(); ++i)
        asked.push_back(m_services->asked(i));
    return asked;
}

std::pair<qint64, qint64> FleetServicesTest::askedSince(const std::vector<qint64>& before,
                                                        int first) const
{
    std::vector<qint64> since;
    since.reserve(std::size_t(m_services->size()));
    for (int i = first; i < m_services->size(); ++i)
        since.push_back(m_services->asked(i) - before[std::size_t(i)]);
    const auto [least, most] = std::ranges::minmax(since);
    return {least, most};
}

bool FleetServicesTest::allKnown(int first)
{
    for (int row = first; row < fleet().size(); ++row) {
        if (!fleet().member(row).figures().seenMs)
            return false;
    }
    return true;
}

void FleetServicesTest::aHundredAreShown()
{
    QVERIFY(m_services->add(80, Manner::Prompt));
    QVERIFY(m_services->add(20, Manner::ContractAlone));
    show(500ms);
    QTRY_VERIFY_WITH_TIMEOUT(allKnown(0), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(fleet().sums().ofFresh, 80, 30'000);
    const FleetSums sums = fleet().sums();
    QCOMPARE(sums.offline, 0);
    QCOMPARE(sums.ofSaved, 100);
    QVERIFY(*sums.hitRate > 80);
    QCOMPARE(fleet().member(0).figures().state, FleetState::Connected);
}

/// Counted in polls, not in time: whatever the machine, each prompt one is asked as often as the
/// others, and the dead and slow ones, which come first, take no turn from them.
void FleetServicesTest::thoseThatAreDeadOrSlowDelayNoOther()
{
    m_services->setSlowMs(3000);
    QVERIFY(m_services->add(5, Manner::Dead));
    QVERIFY(m_services->add(5, Manner::Slow));
    QVERIFY(m_services->add(90, Manner::Prompt));
    show(500ms);
    QTRY_VERIFY_WITH_TIMEOUT(allKnown(10), 30'000);
    const std::vector<qint64> before = asked();
    QTRY_VERIFY_WITH_TIMEOUT(askedSince(before, 10).first >= 10, 50'000);
    const auto [least, most] = askedSince(before, 10);
    QVERIFY2(most <= least + std::max<qint64>(1, least / 10),
             qPrintable(u"%1 to %2"_s.arg(least).arg(most)));
    QCOMPARE(m_services->asked(0), 0);
    QVERIFY(m_services->asked(5) - before[5] < least);
}

void FleetServicesTest::oneThatRefusesComesFirstWithTheReason()
{
    QVERIFY(m_services->add(3, Manner::Prompt));
    QVERIFY(m_services->add(1, Manner::Refusing));
    show(200ms);
    QTRY_VERIFY(fleet().concern(3) == FleetConcern::Offline);
    QVERIFY(!fleet().member(3).figures().trouble->message.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(fleet().order().front() == 3, 30'000);
}

/// Each of their threads looks at all its connections whenever one has something.
void FleetServicesTest::manyAddressesHaveSeveralManagers()
{
    ServiceNetwork network;
    const auto managerOf = [&network](quint16 port) {
        return &network.managerFor(test::ManyServices::urlOf(port), {}, "trust");
    };
    const QNetworkAccessManager* first = managerOf(1000);
    const QNetworkAccessManager* last = nullptr;
    constexpr quint16 end = 1001 + 2 * ServiceNetwork::mostAddresses;
    for (quint16 port = 1001; port < end; ++port)
        last = managerOf(port);
    QCOMPARE(network.managers(), 3);
    QCOMPARE(managerOf(1000), first);
    QCOMPARE(managerOf(end - 1), last);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FleetServicesTest)
#include "fleetservicestest.moc"
