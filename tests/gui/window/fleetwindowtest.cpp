// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "pages/fleetpage.h"
#include "pages/pageheader.h"
#include "support/windowfixture.h"
#include "window/targetview.h"
#include "window/windows.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// The Fleet page in the program's real windows: who is asked while it is seen, and what opens
/// beside it.
class FleetWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aFleetIsAskedWhileItCanBeSeen_data();
    void aFleetIsAskedWhileItCanBeSeen();
    void f5AsksTheFleetThatIsShown();
    void f5AsksThoseThatWaitForAPerson();
    void whoeverIsSignedInToElsewhereIsAskedAtOnce();
    void f6GoesThroughThePartsOfTheFleet();
    void controlEnterOpensItBesideTheFleet();
    void theMenuOfARowOpensItBesideTheFleet();
    void themesAreOneAndRangesAreEachWindowsOwn();
    void aClosedWindowLetsGoOfItsTarget();
    void theFirstWindowMayCloseBeforeTheOthers();
    void quittingClosesAllWindows();

private:
    using Act = std::function<void(MainWindow&)>;

    void keep(const QString& name);
    void letAnotherFleetAskThrice();
    /// Lets the clock go on as long as it takes.
    template <class F>
    [[nodiscard]] bool waitUntil(F done)
    {
        return QTest::qWaitFor([&] {
            m_fixture->clock.advanceMs(50);
            return done();
        });
    }
    void showFleet();
    void openBeside();
    /// That a window asked for; the fleet asks for an hour.
    [[nodiscard]] Range lastRange() const
    {
        const auto& queries = m_fixture->target->queries;
        const auto last = std::find_if(queries.rbegin(), queries.rend(), [](const Query& query) {
            return std::holds_alternative<HistoryQuery>(query);
        });
        return std::get<HistoryQuery>(*last).range;
    }
    [[nodiscard]] MainWindow& window(std::size_t number) const
    {
        return *m_windows->all().at(number);
    }
    [[nodiscard]] QTableView& table() const
    {
        return *window(0).findChild<FleetPage*>()->findChild<QTableView*>();
    }
    [[nodiscard]] static bool isShown(const MainWindow& window, const QString& name)
    {
        return window.windowTitle() == name + u" \u2013 Tierwatch"_s && window.isVisible();
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
    std::unique_ptr<Windows> m_windows;
};

void FleetWindowTest::init()
{
    m_fixture = std::make_unique<test::WindowFixture>();
    m_fixture->window.reset(); // those that are wanted are made below
    keep(u"Reports Cluj"_s);
    keep(u"Reports Sibiu"_s);
    m_windows = std::make_unique<Windows>(*m_fixture->view, m_fixture->opener, m_fixture->clock);
}

void FleetWindowTest::cleanup()
{
    m_windows.reset();
    m_fixture.reset();
}

void FleetWindowTest::keep(const QString& name)
{
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.name = name;
    connection.place = u"https://%1.example/api"_s.arg(name.last(5).trimmed().toLower());
    QVERIFY(m_fixture->opener.connections().add(connection).ok());
}

void FleetWindowTest::showFleet()
{
    window(0).resize(1280, 800);
    window(0).show();
    window(0).showFleet();
    QTRY_COMPARE_GE(m_fixture->target->timesAsked<StatsQuery>(), 2);
}

void FleetWindowTest::openBeside()
{
    showFleet();
    table().selectRow(1);
    QTest::keyClick(&table(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_windows->all().size(), 2U);
    const QSignalSpy shown(&window(1), &MainWindow::figuresShown);
    QTRY_VERIFY(!shown.empty());
}

void FleetWindowTest::aFleetIsAskedWhileItCanBeSeen_data()
{
    QTest::addColumn<Act>("leave");
    QTest::addColumn<Act>("comeBack");
    const Act fleet = &MainWindow::showFleet;
    QTest::newRow("hidden") << Act(&QWidget::hide) << Act(&QWidget::show);
    QTest::newRow("minimised") << Act(&QWidget::showMinimized) << Act(&QWidget::showNormal);
    QTest::newRow("another page") << Act([](MainWindow& one) {
        one.findChild<TargetView*>()->openPage(u"overview"_s);
    }) << fleet;
    QTest::newRow("behind the doors") << Act(&MainWindow::showWelcome) << fleet;
}

void FleetWindowTest::aFleetIsAskedWhileItCanBeSeen()
{
    QFETCH(const Act, leave);
    QFETCH(const Act, comeBack);
    showFleet();
    leave(window(0));
    const int asked = m_fixture->target->timesAsked<StatsQuery>();
    letAnotherFleetAskThrice();
    QCOMPARE(m_fixture->target->timesAsked<StatsQuery>(), asked);
    comeBack(window(0));
    QVERIFY(waitUntil([&] { return m_fixture->target->timesAsked<StatsQuery>() > asked + 2; }));
}

/// One at the same pace that is seen.
void FleetWindowTest::letAnotherFleetAskThrice()
{
    test::FakeTarget target;
    Fleet fleet(
        [&target](const TargetConnection&) {
            return ready(Result<TargetPtr>(TargetPtr(&target, [](CacheTarget*) {})));
        },
        m_fixture->clock);
    fleet.setConnections({TargetConnection()});
    fleet.setInterval(m_fixture->view->interval());
    fleet.setWatched(true);
    QVERIFY(waitUntil([&] { return target.timesAsked<StatsQuery>() >= 3; }));
}

void FleetWindowTest::f5AsksTheFleetThatIsShown()
{
    m_fixture->view->setInterval(std::chrono::seconds(0)); // by hand
    showFleet();
    QVERIFY(QTest::qWaitForWindowActive(&window(0)));
    const int asked = m_fixture->target->timesAsked<StatsQuery>();
    QTest::keyClick(&window(0), Qt::Key_F5);
    QTRY_COMPARE_GE(m_fixture->target->timesAsked<StatsQuery>(), asked + 2);
}

void FleetWindowTest::f5AsksThoseThatWaitForAPerson()
{
    m_fixture->opener.failure = Error{ErrorCode::NotSignedIn, u"The key store is locked."_s};
    window(0).show();
    window(0).showFleet();
    const auto isTold = [this](const QString& text) {
        const auto labels = window(0).findChildren<TextLabel*>();
        return std::ranges::any_of(labels, [&text](const TextLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    };
    QTRY_VERIFY(isTold(u"F5 asks once more."_s));
    m_fixture->opener.failure.reset();
    QVERIFY(QTest::qWaitForWindowActive(&window(0)));
    QTest::keyClick(&window(0), Qt::Key_F5);
    QTRY_COMPARE_GE(m_fixture->target->timesAsked<StatsQuery>(), 2);
}

void FleetWindowTest::whoeverIsSignedInToElsewhereIsAskedAtOnce()
{
    auto& opener = m_fixture->opener;
    opener.failure = Error{ErrorCode::NotSignedIn, u"Who are you?"_s};
    window(0).show();
    window(0).showFleet();
    QTRY_COMPARE(opener.opened.size(), 2);
    opener.failure.reset();
    const TargetConnection& sibiu = opener.connections().all().at(1);
    Q_EMIT opener.desk().signedIn(sibiu);
    QTRY_COMPARE_GE(m_fixture->target->timesAsked<StatsQuery>(), 1);
    QCOMPARE(opener.opened.size(), 3);
    QCOMPARE(opener.opened.constLast(), sibiu.place);
}

void FleetWindowTest::f6GoesThroughThePartsOfTheFleet()
{
    showFleet();
    QVERIFY(QTest::qWaitForWindowActive(&window(0)));
    const auto* page = window(0).findChild<FleetPage*>();
    const auto* header = page->findChild<PageHeader*>();
    const auto isNextIn = [this](const QWidget* region) {
        QTest::keyClick(&window(0), Qt::Key_F6);
        return region->isAncestorOf(QApplication::focusWidget());
    };
    QVERIFY(isNextIn(header));
    QVERIFY(isNextIn(page));
    QVERIFY(!header->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(!isNextIn(page));
    QVERIFY(isNextIn(header));
}

void FleetWindowTest::controlEnterOpensItBesideTheFleet()
{
    openBeside();
    QVERIFY(isShown(window(1), u"Reports Sibiu"_s));
    QVERIFY(table().isVisible());
    QCOMPARE(window(0).windowTitle(), u"Tierwatch"_s);
    QCOMPARE(window(1).size(), window(0).size());
    QVERIFY(window(1).pos() != window(0).pos());
    // What it was asked for beside the other, it can be asked for here, too.
    window(1).showFleet();
    auto& other = *window(1).findChild<FleetPage*>()->findChild<QTableView*>();
    other.selectRow(0);
    QTest::keyClick(&other, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(m_windows->all().size() == 3 && isShown(window(2), u"Reports Cluj"_s));
}

void FleetWindowTest::theMenuOfARowOpensItBesideTheFleet()
{
    showFleet();
    table().selectRow(0);
    Q_EMIT table().customContextMenuRequested({20, 10});
    const auto* menu = table().findChild<QMenu*>(u"targetMenu"_s);
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
        if (action->text() == u"Open in a new window")
            action->trigger();
    }
    QTRY_VERIFY(m_windows->all().size() == 2 && isShown(window(1), u"Reports Cluj"_s));
}

void FleetWindowTest::themesAreOneAndRangesAreEachWindowsOwn()
{
    openBeside();
    QTest::keyClick(&window(1), Qt::Key_4, Qt::AltModifier);
    QTRY_COMPARE(lastRange(), Range::days(7));
    QCOMPARE(m_fixture->view->range(), RangeChoice::Hour);
    QTest::keyClick(&window(1), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(m_fixture->view->textPercent(), 110);
}

void FleetWindowTest::aClosedWindowLetsGoOfItsTarget()
{
    openBeside();
    const auto held = m_fixture->target.use_count();
    window(1).close();
    QTRY_COMPARE(m_windows->all().size(), 1U);
    QCOMPARE(m_fixture->target.use_count(), held - 1);
    QVERIFY(window(0).isVisible());
}

void FleetWindowTest::theFirstWindowMayCloseBeforeTheOthers()
{
    openBeside();
    window(0).close();
    QTRY_COMPARE(m_windows->all().size(), 1U);
    QVERIFY(isShown(window(0), u"Reports Sibiu"_s));
    QSignalSpy shown(&window(0), &MainWindow::figuresShown);
    QTest::keyClick(&window(0), Qt::Key_F5);
    QTRY_VERIFY(!shown.empty());
}

void FleetWindowTest::quittingClosesAllWindows()
{
    openBeside();
    QTest::keyClick(&window(1), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(m_windows->all().empty());
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::FleetWindowTest)
#include "fleetwindowtest.moc"
