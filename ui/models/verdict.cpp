// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/verdict.h"

#include "models/figures.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double worryingErrorShare = 0.01;
constexpr double fullShare = 0.98;
constexpr double recoveredWithinPoints = 1;
constexpr double fillingAbovePoints = 3;
constexpr qint64 nowWindowMs = 60'000;

/// One look at the cache; each judgement says nothing when all is well.
struct Case
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)

public:
    const Stats& stats;
    const History& history;
    const Events& events;
    RangeChoice range;
    const Names& names;
    const Format& format;

    [[nodiscard]] std::optional<Verdict> failing() const;
    [[nodiscard]] std::optional<Verdict> switchedOff() const;
    [[nodiscard]] std::optional<Verdict> silent() const;
    [[nodiscard]] std::optional<Verdict> recovering() const;
    [[nodiscard]] std::optional<Verdict> full() const;
    [[nodiscard]] std::optional<Verdict> filling() const;
    [[nodiscard]] Verdict healthy() const;

private:
    [[nodiscard]] QString answeredText() const;
    [[nodiscard]] QString databaseText() const;
    [[nodiscard]] QString normalText(const Event& dip) const;
    [[nodiscard]] std::optional<Verdict> fullTier(const TierSize& tier,
                                                  const QString& tierName) const;
};

std::optional<Verdict> Case::failing() const
{
    const Tally& total = history.total;
    const double share = total.requests() == 0 ? 0
                                               : static_cast<double>(total.errors) /
                                                     static_cast<double>(total.requests());
    if (share <= worryingErrorShare)
        return std::nullopt;
    return Verdict{
        State::Error, tr("Failing."),
        tr("%1 of %2 requests ended in an error %3.")
            .arg(format.percent(share * 100), format.count(total.requests()), inLastPhrase(range))};
}

std::optional<Verdict> Case::switchedOff() const
{
    if (stats.forcedOff)
        return Verdict{State::Warning, tr("Switched off."),
                       tr("CACHE_ENABLED=false keeps the cache off until this program is started "
                          "without it.")};
    if (stats.globalEnabled)
        return std::nullopt;
    const auto off = std::ranges::find_if(events.events, [](const Event& event) {
        return event.kind == EventKind::Switched && event.subject == "global"_L1;
    });
    if (off == events.events.end())
        return Verdict{State::Warning, tr("Switched off."), databaseText()};
    const QString who =
        off->who.isEmpty() ? tr("It was switched off") : tr("%1 switched it off").arg(off->who);
    const QString when = format.moment(off->timeMs, history.toMs);
    const std::optional<qint64> untilMs = switchUntilMs(stats, SwitchKind::Global);
    return Verdict{State::Warning, tr("Switched off."),
                   untilMs
                       ? tr("%1 %2 at %3, until %4.")
                             .arg(databaseText(), who, when, format.moment(*untilMs, history.toMs))
                       : tr("%1 %2 at %3.").arg(databaseText(), who, when)};
}

/// What that costs now, against what a request took with the cache.
QString Case::databaseText() const
{
    const auto now = bypassedAverageMs(history);
    if (!now)
        return tr("Every request goes to the database.");
    const auto with = cachedAverageMs(history);
    if (!with)
        return tr("Every request goes to the database: %1 on average now.")
            .arg(format.duration(now));
    return tr("Every request goes to the database: %1 on average now, %2 with the cache.")
        .arg(format.duration(now), format.duration(with));
}

std::optional<Verdict> Case::silent() const
{
    if (history.total.answered() > 0)
        return std::nullopt;
    if (history.total.bypassed > 0)
        return Verdict{State::Info, tr("Bypassed."),
                       tr("%1 %2.").arg(bypassedText(history.total.bypassed), inLastPhrase(range))};
    return Verdict{State::Info, tr("No requests."),
                   tr("Nobody has asked anything %1.").arg(inLastPhrase(range))};
}

std::optional<Verdict> Case::recovering() const
{
    const auto dip = std::ranges::find_if(events.events, [](const Event& event) {
        return event.kind == EventKind::Invalidated && event.hitRateBefore &&
               !event.recoveredAfterMs;
    });
    const auto rate = recent(history, nowWindowMs).hitRate();
    if (dip == events.events.end() || !rate || dip->timeMs < history.fromMs ||
        *rate >= *dip->hitRateBefore - recoveredWithinPoints)
        return std::nullopt;
    const QString cause = eventText(*dip, names, format).what;
    return Verdict{State::Warning, tr("Recovering."),
                   tr("%1 at %2. Hit rate is back at %3; %4.")
                       .arg(cause, format.moment(dip->timeMs, history.toMs),
                            format.wholePercent(rate), normalText(*dip))};
}

/// When it will be as before, from how long it took the last time.
QString Case::normalText(const Event& dip) const
{
    const QString normal = format.wholePercent(dip.hitRateBefore);
    const auto last = std::ranges::find_if(events.events, [&dip](const Event& event) {
        return event.recoveredAfterMs.has_value() && event.scope == dip.scope;
    });
    if (last == events.events.end())
        return tr("normal is %1").arg(normal);
    const qint64 backMs = dip.timeMs + *last->recoveredAfterMs;
    if (backMs <= history.toMs)
        return tr("normal (%1) is near").arg(normal);
    return tr("normal (%1) at about %2").arg(normal, format.clock(backMs));
}

std::optional<Verdict> Case::full() const
{
    if (history.total.evicted == 0)
        return std::nullopt;
    if (auto verdict = fullTier(stats.memory, tr("Memory")))
        return verdict;
    return fullTier(stats.disk, tr("Disk"));
}

std::optional<Verdict> Case::fullTier(const TierSize& tier, const QString& tierName) const
{
    const auto fill = fillOf(tier);
    // A tier that pushes out for room is full, even where its last entries leave a gap.
    if (!fill || *fill <= fullShare)
        return std::nullopt;
    return Verdict{State::Warning, tr("Needs attention."),
                   tr("%1 is %2 full; %3 pushed out %4.")
                       .arg(tierName, format.wholePercent(*fill * 100),
                            entriesText(history.total.evicted), inLastPhrase(range))};
}

std::optional<Verdict> Case::filling() const
{
    const auto rate = history.total.hitRate();
    const auto now = recent(history, nowWindowMs).hitRate();
    if (history.previous.answered() > 0 || !rate || !now || *now < *rate + fillingAbovePoints)
        return std::nullopt;
    return Verdict{
        State::Info, tr("Filling."),
        tr("%1, and rising: %2 in the last minute.").arg(answeredText(), format.percent(now))};
}

Verdict Case::healthy() const
{
    const qint64 errors = history.total.errors;
    if (stats.detailsUnavailable) // a log does not tell of errors
        return {State::Ok, tr("Healthy."), tr("%1 %2.").arg(answeredText(), inLastPhrase(range))};
    const QString errorText = errors == 0   ? tr("no errors")
                              : errors == 1 ? tr("1 error")
                                            : tr("%Ln errors", nullptr, static_cast<int>(errors));
    return {State::Ok, tr("Healthy."),
            tr("%1 %2, %3.").arg(answeredText(), inLastPhrase(range), errorText)};
}

QString Case::answeredText() const
{
    return tr("%1 of %2 requests answered from the cache")
        .arg(format.percent(history.total.hitRate()), format.count(history.total.answered()));
}

} // namespace

Verdict verdictOf(const Stats& stats, const History& history, const Events& events,
                  RangeChoice range, const Names& names, const Format& format)
{
    const Case look{stats, history, events, range, names, format};
    using Judgement = std::optional<Verdict> (Case::*)() const;
    constexpr std::array<Judgement, 6> worstFirst{&Case::failing, &Case::switchedOff,
                                                  &Case::silent,  &Case::recovering,
                                                  &Case::full,    &Case::filling};
    for (const Judgement judge : worstFirst) {
        if (auto verdict = (look.*judge)())
            return *verdict;
    }
    return look.healthy();
}

} // namespace tierwatch
