// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/figures.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 priceWindowMs = 2 * 60'000;
constexpr qint64 nowWindowMs = 60'000;
/// A change that would be written as 0.0 is none.
constexpr double leastChange = 0.05;

QString translated(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

double perRequest(double sumMs, qint64 requests)
{
    return sumMs / static_cast<double>(requests);
}

qint64 recentLength(const History& history, qint64 lengthMs)
{
    return std::max(lengthMs, history.stepMs);
}

QString factorText(double factor, const Format& format)
{
    if (factor >= 1.05)
        return translated("%1 times faster").arg(format.factor(factor));
    if (factor > 0.95)
        return translated("as fast as without");
    return translated("%1 times slower").arg(format.factor(1 / factor));
}

} // namespace

std::optional<HitRateChange> hitRateChange(const History& history, RangeChoice range,
                                           const Format& format)
{
    const auto now = history.total.hitRate();
    const auto before = history.previous.hitRate();
    if (!now || !before)
        return std::nullopt;
    const double change = *now - *before;
    const QString was = format.percent(before);
    if (std::abs(change) < leastChange)
        return HitRateChange{true, {}, translated("as %1 (%2)").arg(beforePhrase(range), was)};
    const QString side = change > 0 ? translated("above %1 (%2)") : translated("below %1 (%2)");
    return HitRateChange{change > 0, format.points(std::abs(change)),
                         side.arg(beforePhrase(range), was)};
}

ResponseFigure responseFigure(const Tally& total, const Format& format)
{
    const qint64 waited = total.answered() + total.bypassed;
    if (waited == 0)
        return {Format::unknown(), translated("No requests yet"), {}};
    const double with = perRequest(total.responseMs + total.bypassedMs, waited);
    const double without = perRequest(total.uncachedMs + total.bypassedMs, waited);
    if (total.answered() == 0)
        return {format.duration(with), bypassedText(total.bypassed), {}};
    if (without <= 0 || with <= 0)
        return {format.duration(with), translated("not measured without the cache yet"), {}};
    return {format.duration(with), factorText(without / with, format),
            translated("without the cache: %1").arg(format.duration(without))};
}

ResponseFigure responseWhileOff(const History& history, const Format& format)
{
    ResponseFigure figure = responseFigure(history.total, format);
    const auto now = bypassedAverageMs(history);
    if (!now)
        return figure;
    figure.factor = translated("now %1, cache off").arg(format.duration(now));
    const auto with = cachedAverageMs(history);
    figure.without = with ? translated("with the cache: %1").arg(format.duration(with)) : QString();
    return figure;
}

std::optional<double> bypassedAverageMs(const History& history)
{
    const Tally now = recent(history, nowWindowMs);
    if (now.bypassed == 0)
        return std::nullopt;
    return perRequest(now.bypassedMs, now.bypassed);
}

std::optional<double> cachedAverageMs(const History& history)
{
    for (const Tally& tally : {history.total, history.previous}) {
        if (tally.answered() > 0)
            return perRequest(tally.responseMs, tally.answered());
    }
    return std::nullopt;
}

QString bypassedText(qint64 requests)
{
    if (requests == 1)
        return translated("1 request bypassed the cache");
    return QCoreApplication::translate("Figures", "%Ln requests bypassed the cache", nullptr,
                                       static_cast<int>(requests));
}

std::optional<double> fillOf(const TierSize& tier)
{
    if (tier.limitBytes > 0 && tier.bytes)
        return static_cast<double>(*tier.bytes) / static_cast<double>(tier.limitBytes);
    if (tier.limitEntries > 0 && tier.entries)
        return static_cast<double>(*tier.entries) / static_cast<double>(tier.limitEntries);
    return std::nullopt;
}

QString sizeDetail(const TierSize& tier, const Format& format)
{
    QStringList details;
    if (tier.entries)
        details.append(entriesText(*tier.entries));
    if (const auto fill = fillOf(tier))
        details.append(translated("%1 full").arg(format.wholePercent(*fill * 100)));
    if (tier.countedMs)
        details.append(translated("bytes as of %1").arg(format.clock(*tier.countedMs)));
    else if (tier.entries && !tier.bytes)
        details.append(translated("bytes are being counted"));
    return details.join(u", "_s);
}

QString pushedOutText(const History& history, RangeChoice range, const Format& format)
{
    return translated("Pushed out %1: %2")
        .arg(inLastPhrase(range), format.count(history.total.evicted));
}

QString cleanedUpText(const Stats& stats, const Events& events, const Format& format, qint64 nowMs)
{
    if (!stats.lastCleanupMs)
        return {};
    const QString when = format.moment(*stats.lastCleanupMs, nowMs);
    const auto last = std::ranges::find(events.events, EventKind::CleanedUp, &Event::kind);
    if (last == events.events.end())
        return translated("Cleaned up at %1").arg(when);
    return translated("Cleaned up at %1: %2").arg(when, entriesText(last->entries));
}

Tally recent(const History& history, qint64 lengthMs)
{
    Tally sum;
    const qint64 fromMs = history.toMs - recentLength(history, lengthMs);
    for (const HistoryPoint& point : history.points) {
        if (point.startMs >= fromMs)
            sum += point.tally;
    }
    return sum;
}

std::optional<SwitchOffPrice> switchOffPrice(const History& history)
{
    const Tally asked = recent(history, priceWindowMs);
    if (asked.answered() == 0)
        return std::nullopt;
    const double seconds = static_cast<double>(recentLength(history, priceWindowMs)) / 1000;
    return SwitchOffPrice{static_cast<double>(asked.requests()) / seconds,
                          asked.uncachedMs / 1000 / seconds};
}

std::optional<qint64> switchUntilMs(const Stats& stats, SwitchKind kind)
{
    const QString subject = kind == SwitchKind::User ? stats.username : QString();
    const auto timed = std::ranges::find_if(stats.timedSwitches, [&](const SwitchState& state) {
        return state.kind == kind && state.subject == subject;
    });
    return timed == stats.timedSwitches.end() ? std::nullopt : timed->untilMs;
}

} // namespace tierwatch
