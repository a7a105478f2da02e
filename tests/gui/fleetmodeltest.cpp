// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/fleetmodel.h"
#include "fleetexample.h"
#include "models/fleetcosttext.h"
#include "models/fleetdetailtext.h"
#include "support/guitest.h"
#include "widgets/datadelegate.h"
#include "widgets/meterdelegate.h"
#include "widgets/sparklinedelegate.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tierwatch {

class FleetModelTest final : public QObject
{
    Q_OBJECT
public:
    explicit FleetModelTest(Theme&) {}

private Q_SLOTS:
    void everyColumnSaysWhatTheMemberSays();
    void withoutCompaniesThereIsNothingToBeCurrent();
    void thoseToBeLookedAtAreTheFirstRows();
    void aWordOrAGroupFindsSome();
    void otherOrdersAreByTheirFigure();
    void groupsHaveHeadingsThatCountThem();
    void aFoldedGroupStandsForThoseThatItHides();
    void whatIsFoldedStaysSo();
    void rowsStandStillWhileTheyAreHeld();
    void onlyWhatChangedIsToldOf();
    void tenThousandRowsAreFine();
    void aProblemThatIsOverIsStillToldInFull();
    void theVerdictCountsThem();
    void itsOwnCostIsSaidPerSecond();
    void theTimeThatAskingTakesIsAmongItsCost();

private:
    static QString cell(const FleetModel& model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    static QStringList names(const FleetModel& model)
    {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names.append(cell(model, row, FleetModel::Target));
        return names;
    }
};

void FleetModelTest::everyColumnSaysWhatTheMemberSays()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    QVERIFY(example.settle());
    const int sibiu = int(names(model).indexOf(u"Reports Sibiu"_s));
    QCOMPARE(cell(model, sibiu, FleetModel::Group), u"Production"_s);
    QCOMPARE(cell(model, sibiu, FleetModel::StateColumn), u"Healthy"_s);
    QCOMPARE(cell(model, sibiu, FleetModel::Saved), u"921,760"_s);
    QCOMPARE(cell(model, sibiu, FleetModel::Memory), u"39%"_s);
    QCOMPARE(cell(model, sibiu, FleetModel::Fresh), u"7/7"_s);
    QCOMPARE(cell(model, sibiu, FleetModel::ClockColumn), u"+0.1\u00a0s"_s);
    QCOMPARE(model.index(sibiu, FleetModel::StateColumn).data(StateRole).toInt(), int(State::Ok));
    QCOMPARE(model.index(sibiu, FleetModel::LastHour)
                 .data(SparklineDelegate::LineRole)
                 .value<Sparkline>()
                 .size(),
             60);
    QCOMPARE(cell(model, 0, FleetModel::StateColumn), u"Offline"_s);
    QVERIFY(model.index(0, FleetModel::Memory).data(MeterDelegate::FadedRole).toBool());
    const int legacy = int(names(model).indexOf(u"Legacy (Python)"_s));
    QCOMPARE(cell(model, legacy, FleetModel::Memory), u"1,208 entries"_s);
    QCOMPARE(cell(model, legacy, FleetModel::Fresh), u"\u2013"_s);
    QVERIFY(cell(model, legacy, FleetModel::StateColumn).startsWith(u"Sign-in ends in "));
}

void FleetModelTest::withoutCompaniesThereIsNothingToBeCurrent()
{
    test::FleetExample example;
    example.add("Empty", "Local", 50, 0, {});
    const FleetModel model(example.rig.fleet, example.rig.clock);
    QVERIFY(example.settle());
    const QModelIndex fresh = model.index(int(names(model).indexOf(u"Empty"_s)), FleetModel::Fresh);
    QTRY_COMPARE(fresh.data(Qt::ToolTipRole).toString(), u"No company has cached data yet."_s);
    QCOMPARE(fresh.data().toString(), u"\u2013"_s);
}

void FleetModelTest::thoseToBeLookedAtAreTheFirstRows()
{
    test::FleetExample example;
    const FleetModel model(example.rig.fleet, example.rig.clock);
    QVERIFY(example.settle());
    QCOMPARE(names(model).first(5),
             (QStringList{u"Reports Cluj"_s, u"Reports Bucharest"_s, u"Reports Ia\u0219i"_s,
                          u"Legacy (Python)"_s, u"Reports Sibiu"_s}));
}

void FleetModelTest::aWordOrAGroupFindsSome()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    example.rig.show();
    QCOMPARE(model.groups(), (QStringList{u"Local"_s, u"Production"_s, u"Staging"_s}));
    model.setFind(u" sibiu"_s);
    QCOMPARE(names(model), QStringList{u"Reports Sibiu"_s});
    model.setFind({});
    model.setGroup(u"Local"_s);
    QCOMPARE(model.rowCount(), 2);
    model.setGroup(std::nullopt);
    QCOMPARE(model.rowCount(), 8);
}

void FleetModelTest::otherOrdersAreByTheirFigure()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    QVERIFY(example.settle());
    model.setSort(FleetModel::Sort::Name);
    QCOMPARE(names(model).constFirst(), u"Accounting reports"_s);
    model.setSort(FleetModel::Sort::AsListed);
    QCOMPARE(names(model).constFirst(), u"Reports Cluj"_s);
    model.setSort(FleetModel::Sort::HitRate);
    QCOMPARE(names(model).constFirst(), u"Reports Bucharest"_s);
}

void FleetModelTest::groupsHaveHeadingsThatCountThem()
{
    test::FleetExample example;
    example.rig.connections[7].group.clear();
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    model.setByGroup(true);
    QVERIFY(example.settle());
    QCOMPARE(names(model),
             (QStringList{u"Local, 1 target"_s, u"Accounting reports"_s, u"Production, 5 targets"_s,
                          u"Reports Cluj"_s, u"Reports Bucharest"_s, u"Reports Ia\u0219i"_s,
                          u"Legacy (Python)"_s, u"Reports Sibiu"_s, u"Staging, 1 target"_s,
                          u"Staging"_s, u"Without a group, 1 target"_s, u"payroll-cache.db"_s}));
    QVERIFY(model.isHeading(2) && !model.isHeading(3));
    QCOMPARE(model.headingOf(5), 2);
    QTRY_COMPARE(cell(model, 2, FleetModel::StateColumn), u"4 need attention"_s);
    QCOMPARE(model.index(2, FleetModel::StateColumn).data(StateRole).toInt(), int(State::Error));
    QCOMPARE(cell(model, 0, FleetModel::StateColumn), u"Healthy"_s);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    example.rig.targets[u"Staging"_s]->stats.health = Health::Degraded;
    QVERIFY(QTest::qWaitFor([&] {
        example.rig.clock.advanceMs(200);
        return cell(model, 8, FleetModel::StateColumn) == u"1 needs attention";
    }));
    QVERIFY(std::ranges::any_of(told, [](const auto& change) {
        return change[0].toModelIndex().row() <= 8 && change[1].toModelIndex().row() >= 8;
    }));
}

void FleetModelTest::aFoldedGroupStandsForThoseThatItHides()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    example.rig.show();
    model.setByGroup(true);
    const QPersistentModelIndex staging = model.index(model.rowCount() - 1, FleetModel::Target);
    QVERIFY(model.connectionIds(0).empty());
    model.setFolded(0, true);
    QCOMPARE(names(model).first(2),
             (QStringList{u"Local, 2 targets"_s, u"Production, 5 targets"_s}));
    QCOMPARE(model.connectionIds(0), (QStringList{u"Accounting reports"_s, u"payroll-cache.db"_s}));
    QCOMPARE(staging.data().toString(), u"Staging"_s);
    model.setFolded(0, false);
    QCOMPARE(names(model).at(1), u"Accounting reports"_s);
    QCOMPARE(staging.row(), model.rowCount() - 1);
}

void FleetModelTest::whatIsFoldedStaysSo()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    example.rig.show();
    model.setByGroup(true);
    model.setFolded(3, true);
    QVERIFY(example.settle());
    QCOMPARE(model.rowCount(), 6);
    model.setByGroup(false);
    QCOMPARE(model.rowCount(), 8);
    model.setByGroup(true);
    model.setFind(u"reports"_s);
    QCOMPARE(names(model), (QStringList{u"Local, 1 target"_s, u"Accounting reports"_s,
                                        u"Production, 4 targets"_s}));
    model.setSort(FleetModel::Sort::Name);
    QCOMPARE(model.rowCount(), 3);
}

void FleetModelTest::rowsStandStillWhileTheyAreHeld()
{
    test::FleetExample example;
    FleetModel model(example.rig.fleet, example.rig.clock);
    const QAbstractItemModelTester tester(&model);
    example.rig.show();
    model.setHeld(true);
    const QPersistentModelIndex chosen = model.index(4, 0);
    const QString name = chosen.data().toString();
    const QStringList before = names(model);
    example.rig.targets[u"Staging"_s]->stats.health = Health::Degraded;
    QVERIFY(example.settle());
    QCOMPARE(names(model), before);
    model.setHeld(false);
    QVERIFY(names(model) != before);
    QCOMPARE(chosen.data().toString(), name);
}

void FleetModelTest::onlyWhatChangedIsToldOf()
{
    test::FleetExample example;
    const FleetModel model(example.rig.fleet, example.rig.clock);
    QVERIFY(example.settle());
    example.rig.fleet.setPaused(true);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    while (told.wait(600))
        told.clear();
    example.rig.fleet.retry(u"Staging"_s);
    QVERIFY(told.wait());
    for (const auto& change : told) {
        const auto row = change[0].toModelIndex().row();
        QCOMPARE(cell(model, row, FleetModel::Target), u"Staging"_s);
        QCOMPARE(change[1].toModelIndex().row(), row);
    }
}

void FleetModelTest::tenThousandRowsAreFine()
{
    test::FakeClock clock;
    Fleet fleet(
        [](const TargetConnection&) -> QFuture<Result<std::shared_ptr<CacheTarget>>> {
            return ready(Result<std::shared_ptr<CacheTarget>>(
                Error{ErrorCode::Timeout, u"Nobody answers."_s}));
        },
        clock);
    FleetModel model(fleet, clock);
    std::vector<TargetConnection> connections(10'000);
    for (int i = 0; i < 10'000; ++i)
        connections[std::size_t(i)] = test::FleetRig::connection(QString::number(i));
    for (int i = 0; i < 10'000; ++i)
        connections[std::size_t(i)].group = QString::number(i % 100);
    fleet.setConnections(connections);
    QCOMPARE(model.rowCount(), 10'000);
    model.setByGroup(true);
    QCOMPARE(model.rowCount(), 10'100);
    model.setFolded(0, true);
    QCOMPARE(model.rowCount(), 10'000);
    QCOMPARE(model.connectionIds(0).size(), 100);
    model.setByGroup(false);
    QSignalSpy told(&model, &QAbstractItemModel::dataChanged);
    fleet.setWatched(true);
    QVERIFY(told.wait());
    model.setFind(u"999"_s);
    QCOMPARE(model.rowCount(), 20 - 1);
}

void FleetModelTest::aProblemThatIsOverIsStillToldInFull()
{
    test::FleetExample example;
    QVERIFY(example.settle());
    const Fleet& fleet = example.rig.fleet;
    const auto detail = [&] { return fleetDetail(fleet, 0, example.rig.clock.wallMs(), Format()); };
    QVERIFY(detail().happened.startsWith(u"Port 443 refused the connection. Since "));
    QVERIFY(detail().todo.startsWith(u"Next try in "));
    QVERIFY(detail().cost.startsWith(u"Asked every "));
    example.rig.targets[u"Reports Cluj"_s]->readFailure = {ErrorCode::NotSignedIn, u"Who asks?"_s};
    example.rig.fleet.retry(u"Reports Cluj"_s);
    QVERIFY(example.rig.waitUntil([&] { return fleet.concern(0) == FleetConcern::NotSignedIn; }));
    QVERIFY(detail().cost.startsWith(u"Not asked by itself."));
    example.rig.targets[u"Reports Cluj"_s]->readFailure.reset();
    example.rig.fleet.retry(u"Reports Cluj"_s);
    QVERIFY(example.rig.waitUntil([&] { return fleet.concern(0) == FleetConcern::None; }));
    QVERIFY(detail().happened.startsWith(u"Who asks? Last at "));
    QCOMPARE(detail().todo, u"It answers again."_s);
}

void FleetModelTest::theVerdictCountsThem()
{
    test::FleetExample example;
    example.rig.show();
    QCOMPARE(fleetVerdict(example.rig.fleet.sums()).words, u"Opening."_s);
    QVERIFY(example.settle());
    const Verdict verdict = fleetVerdict(example.rig.fleet.sums());
    QCOMPARE(verdict.words, u"1 target is offline, 3 need attention."_s);
    QCOMPARE(verdict.sentence, u"The other 4 work as expected."_s);
    QCOMPARE(verdict.state, State::Error);
    QCOMPARE(ofTargets(8, 9), u"8 of 9 targets"_s);
}

void FleetModelTest::itsOwnCostIsSaidPerSecond()
{
    test::FleetExample example;
    QVERIFY(example.settle());
    FleetCostText cost(example.rig.fleet, example.rig.clock);
    QVERIFY(cost.next().isEmpty());
    example.rig.targets[u"Staging"_s]->linkFigures.requests += 8;
    example.rig.targets[u"Staging"_s]->linkFigures.bytesReceived += 2 * 1024 * 10;
    example.rig.clock.advanceMs(2000);
    const QString said = cost.next();
    QVERIFY2(said.contains(u"4.0 requests/s"), qPrintable(said));
    QVERIFY2(said.contains(u"10.0\u00a0KiB/s"), qPrintable(said));
}

void FleetModelTest::theTimeThatAskingTakesIsAmongItsCost()
{
    test::FakeClock clock;
    Fleet fleet(
        [&clock](const TargetConnection&) -> QFuture<Result<std::shared_ptr<CacheTarget>>> {
            clock.advanceMs(7);
            return ready(Result<std::shared_ptr<CacheTarget>>(
                Error{ErrorCode::Timeout, u"Nobody answers."_s}));
        },
        clock);
    fleet.setConnections({test::FleetRig::connection(u"a"_s)});
    FleetCostText cost(fleet, clock);
    QVERIFY(cost.next().isEmpty());
    fleet.setWatched(true);
    QTRY_COMPARE(fleet.cost().ms, 7.0);
    clock.advanceMs(993);
    const QString said = cost.next();
    QVERIFY2(said.endsWith(u", 7.0 ms/s"), qPrintable(said));
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::FleetModelTest)
#include "fleetmodeltest.moc"
