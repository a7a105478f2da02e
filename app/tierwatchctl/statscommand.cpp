// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statscommand.h"

namespace tierwatch {

namespace {

QString limited(const Output& out, const TierSize& size)
{
    const QString used = out.bytes(size.bytes);
    return out.isForPeople() && size.limitBytes > 0
               ? StatsCommand::tr("%1 of %2").arg(used, out.bytes(size.limitBytes))
               : used;
}

/// "on", or "off until ...".
QString switchText(const Output& out, const SwitchState& state)
{
    return StatsCommand::tr("%1 until %2")
        .arg(Output::onOff(state.enabled), out.time(state.untilMs));
}

std::vector<QStringList> memoryRows(const Output& out, const TierSize& memory)
{
    if (memory.unavailable && out.isForPeople())
        return {};
    return {{StatsCommand::tr("entries in memory"), out.number(memory.entries)},
            {StatsCommand::tr("bytes in memory"), limited(out, memory)}};
}

} // namespace

void StatsCommand::start()
{
    show(StatsQuery{}, [this](const Stats& stats) {
        out().print(tableOf(stats));
        if (stats.memory.unavailable)
            out().note(tr("Memory: %1").arg(*stats.memory.unavailable));
        if (stats.memoryOnly)
            out().note(*stats.memoryOnly);
        if (stats.countedBackToMs)
            out().note(tr("Requests are counted back to %1 so far; the log goes back further.")
                           .arg(out().time(stats.countedBackToMs)));
        if (stats.diskProblem)
            out().note(*stats.diskProblem);
    });
}

Table StatsCommand::tableOf(const Stats& stats) const
{
    const Output& o = out();
    Table table{{{}, Output::switchColumn()}, {}};
    table.rows = {
        {tr("cache"), Output::onOff(stats.enabled)},
        {tr("auto-invalidation"), Output::onOff(stats.autoInvalidate)},
        {stats.memoryOnly ? tr("hit rate in memory") : tr("hit rate"), o.percent(stats.hitRate)},
        {stats.memoryOnly ? tr("hits in memory") : tr("hits"), o.number(stats.hits)},
        {stats.memoryOnly ? tr("misses in memory") : tr("misses"), o.number(stats.misses)},
        {tr("saved in 24 hours"), o.span(stats.savings.today.databaseMs)},
        {tr("queries saved in 24 hours"), o.number(stats.savings.today.queries)},
        {tr("saved in 7 days"), o.span(stats.savings.week.databaseMs)},
        {tr("saved in total"), o.span(stats.savings.total.databaseMs)},
        {tr("entries on disk"), o.number(stats.disk.entries)},
        {tr("expired on disk"), o.number(stats.disk.expiredEntries)},
        {tr("bytes on disk"), limited(o, stats.disk)},
        {tr("last clean-up"), o.time(stats.lastCleanupMs)},
    };
    for (const QStringList& row : memoryRows(o, stats.memory))
        table.rows.push_back(row);
    for (const SwitchState& state : stats.timedSwitches)
        table.rows.push_back(
            {tr("switch %1 %2").arg(codec::nameOf(state.kind), state.subject).trimmed(),
             switchText(o, state)});
    return table;
}

} // namespace tierwatch
