// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchcommand.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int linesPerTitle = 20;

/// What happened between two looks, of what is shown.
Tally between(const Tally& before, const Tally& now)
{
    Tally since;
    since.memory = now.memory - before.memory;
    since.disk = now.disk - before.disk;
    since.database = now.database - before.database;
    since.bypassed = now.bypassed - before.bypassed;
    since.errors = now.errors - before.errors;
    since.responseMs = now.responseMs - before.responseMs;
    return since;
}

std::optional<double> averageOf(const Tally& tally)
{
    if (tally.answered() <= 0)
        return std::nullopt;
    return tally.responseMs / static_cast<double>(tally.answered());
}

} // namespace

WatchCommand::WatchCommand(const Context& context) : Command(context)
{
    connect(&m_timer, &QTimer::timeout, this, &WatchCommand::look);
    m_timer.setSingleShot(true);
}

void WatchCommand::start()
{
    const auto interval = line().number(u"interval"_s);
    if (!interval)
        return fail(interval.error());
    const auto times = line().number(u"times"_s);
    if (!times)
        return fail(times.error());
    m_timer.setInterval(std::chrono::seconds(interval->value_or(1)));
    m_looksLeft = *times;
    look();
}

void WatchCommand::look()
{
    ask(StatsQuery{}, [this](const Stats& stats) { tell(stats); });
}

void WatchCommand::tell(const Stats& stats)
{
    if (out().isJson())
        out().printJson(stats);
    else
        print(stats);
    if (m_looksLeft && --*m_looksLeft <= 0)
        return end();
    m_timer.start();
}

void WatchCommand::print(const Stats& stats)
{
    const bool isTitled = out().isForPeople() ? m_lines % linesPerTitle == 0 : m_lines == 0;
    ++m_lines;
    const Tally since = between(m_before.value_or(stats.totals), stats.totals);
    m_before = stats.totals;
    Table table;
    QStringList row;
    const auto add = [&](const QString& title, const QString& text, qsizetype least) {
        table.columns.push_back({isTitled ? title : QString(), true, {}, least});
        row << text;
    };
    add(tr("time"), out().time(QDateTime::currentMSecsSinceEpoch()), 0);
    add(tr("requests"), QString::number(since.requests()), 8);
    add(stats.memoryOnly ? tr("from memory") : tr("hit rate"), out().percent(since.hitRate()), 8);
    add(tr("response"), out().span(stats.memoryOnly ? std::nullopt : averageOf(since)), 8);
    add(tr("in memory"), out().bytes(stats.memory.bytes), 9);
    add(tr("on disk"), out().bytes(stats.disk.bytes), 9);
    add(tr("saved today"), out().span(stats.savings.today.databaseMs), 11);
    table.rows = {row};
    out().print(table);
}

} // namespace tierwatch
