// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dashboard/dashboardgroups.h"
#include "pages/overviewpage.h"
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 5;
constexpr qint64 refreshes = 20;

/// Figures that differ each time, so that nothing is skipped for being the same.
SnapshotPtr snapshotOf(qint64 number)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->range = Range::hours(1);
    snapshot->atMs = test::workingDayMs() + number * 1000;
    Stats stats = test::richStats();
    stats.hits += number;
    stats.savings.today.queries += number;
    snapshot->stats = stats;
    History history = test::richHistory({Range::hours(1), 600});
    for (HistoryPoint& point : history.points)
        point.tally.database += number % 7;
    snapshot->history = history;
    snapshot->times = test::richTimes();
    snapshot->events = test::richEvents();
    return snapshot;
}

void run(const Report& report)
{
    test::WindowFixture fixture;
    fixture.open();
    fixture.view->setPaused(true);
    auto* page = fixture.window->findChild<OverviewPage*>();
    std::vector<SnapshotPtr> snapshots;
    for (qint64 i = 0; i < refreshes; ++i)
        snapshots.push_back(snapshotOf(i));
    const auto refresh = [&] {
        return nsPerCall(refreshes,
                         [&](qint64 i) {
                             page->setSnapshot(snapshots[static_cast<size_t>(i)]);
                             QCoreApplication::processEvents();
                         }) /
               1e6;
    };
    const auto repaint = [&] {
        return nsPerCall(refreshes, [&](qint64) { fixture.window->repaint(); }) / 1e6;
    };
    const Pair pair = inTurn(rounds, refresh, repaint);
    Figure figure{u"Overview refresh on the GUI thread"_s, pair.subject, u"ms"_s};
    figure.target = 12;
    report(figure);
    report({u"the same beside painting the window"_s, pair.subject, u"ms"_s, pair.baseline,
            u"repaint without new figures"_s});
}

} // namespace

Group overviewRefresh()
{
    return {u"overview"_s, run};
}

} // namespace tierwatch::bench
