// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicetarget.h"
#include "support/manyservices.h"
#include "target/fleet.h"

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
    [[nodiscard]] bool add(int count, Manner manner);
    void show();
    [[nodiscard]] QFuture<Result<std::shared_ptr<CacheTarget>>>
    open(const TargetConnection& connection);
    /// Of those from `first` on, how often the least and the most asked one was, since then.
    [[nodiscard]] std::pair<qint64, qint64> askedSince(const std::vector<qint64>& before,
                                                       int first) const;
    [[nodiscard]] std::vector<qint64> asked() const;
    [[nodiscard]] bool allKnown(int first) const;

    SystemClock m_clock;
    std::shared_ptr<ServiceNetwork> m_network;
    std::unique_ptr<test::ManyServices> m_services;
    std::unique_ptr<Fleet> m_fleet;
};

void FleetServicesTest::init()
{
    m_network = std::make_shared<ServiceNetwork>();
    m_services = std::make_unique<test::ManyServices>();
    m_fleet = std::make_unique<Fleet>(
        [this](const TargetConnection& connection) { return open(connection); }, m_clock);
}

void FleetServicesTest::cleanup()
{
    m_fleet.reset();
    m_services.reset();
    m_network.reset();
}

QFuture<Result<std::shared_ptr<CacheTarget>>>
FleetServicesTest::open(const TargetConnection& connection)
{
    using Opened = Result<std::shared_ptr<CacheTarget>>;
    ServiceTargetOptions options;
    options.url = QUrl(connection.place);
    options.token = "token";
    options.network = m_network;
    auto target = ServiceTarget::open(options);
    if (!target)
        return ready(Opened(target.error()));
    return ready(Opened(std::shared_ptr<CacheTarget>(*std::move(target))));
}

bool FleetServicesTest::add(int count, Manner manner)
{
    for (int i = 0; i < count; ++i) {
        if (!m_services->add(manner))
            return false;
    }
    return true;
}

void FleetServicesTest::show()
{
    std::vector<TargetConnection> connections;
    connections.reserve(std::size_t(m_services->size()));
    for (int i = 0; i < m_services->size(); ++i) {
        TargetConnection connection;
        connection.id = QString::number(i);
        connection.kind = TargetConnection::Kind::Service;
        connection.place = m_services->url(i).toString();
        connections.push_back(connection);
    }
    m_fleet->setConnections(connections);
    m_fleet->setWatched(true);
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

bool FleetServicesTest::allKnown(int first) const
{
    for (int row = first; row < m_fleet->size(); ++row) {
        if (!m_fleet->member(row).figures().seenMs)
            return false;
    }
    return true;
}

void FleetServicesTest::aHundredAreShown()
{
    QVERIFY(add(80, Manner::Prompt));
    QVERIFY(add(20, Manner::ContractAlone));
    m_fleet->setInterval(500ms);
    show();
    QTRY_VERIFY_WITH_TIMEOUT(allKnown(0), 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_fleet->sums().ofFresh, 80, 30'000);
    const FleetSums sums = m_fleet->sums();
    QCOMPARE(sums.offline, 0);
    QCOMPARE(sums.ofSaved, 100);
    QVERIFY(*sums.hitRate > 80);
    QCOMPARE(m_fleet->member(0).figures().state, FleetState::Connected);
}

/// Counted in polls, not in time: whatever the machine, each prompt one is asked as often as the
/// others, and the dead and slow ones, which come first, take no turn from them.
void FleetServicesTest::thoseThatAreDeadOrSlowDelayNoOther()
{
    m_services->setSlowMs(3000);
    QVERIFY(add(5, Manner::Dead));
    QVERIFY(add(5, Manner::Slow));
    QVERIFY(add(90, Manner::Prompt));
    m_fleet->setInterval(500ms);
    show();
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
    QVERIFY(add(3, Manner::Prompt));
    QVERIFY(add(1, Manner::Refusing));
    m_fleet->setInterval(200ms);
    show();
    QTRY_VERIFY(m_fleet->concern(3) == FleetConcern::Offline);
    QVERIFY(!m_fleet->member(3).figures().trouble->message.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(m_fleet->order().front() == 3, 30'000);
}

/// Each of their threads looks at all its connections whenever one has something.
void FleetServicesTest::manyAddressesHaveSeveralManagers()
{
    const auto managerOf = [this](quint16 port) {
        return &m_network->managerFor(test::ManyServices::urlOf(port), {}, "trust");
    };
    const QNetworkAccessManager* first = managerOf(1000);
    const QNetworkAccessManager* last = nullptr;
    for (quint16 port = 1001; port < 1250; ++port)
        last = managerOf(port);
    QCOMPARE(m_network->managers(), 3);
    QCOMPARE(managerOf(1000), first);
    QCOMPARE(managerOf(1249), last);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::FleetServicesTest)
#include "fleetservicestest.moc"
