// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetmember.h"

#include "base/whenended.h"
#include "target/fleetanswer.h"

#include <cmath>
#include <limits>

namespace tierwatch {

namespace {

constexpr qint64 besideMs = 60'000;
constexpr qint64 weekMs = 3'600'000;     ///< what is usual there changes more slowly
constexpr qint64 weekWithinMs = 180'000; ///< the first time; a thousand long answers take long
constexpr qint64 compareEveryMs = 10'000;
constexpr qint64 clockOffMs = 5'000;
constexpr qint64 dayMs = 86'400'000;

FleetState stateAfter(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotSignedIn:
        return FleetState::NotSignedIn;
    case ErrorCode::NotTrusted:
        return FleetState::NotTrusted;
    default:
        return FleetState::Offline;
    }
}

} // namespace

FleetMember::FleetMember(TargetConnection connection, const FleetOpener& opener, const Clock& clock)
    : m_connection(std::move(connection)), m_opener(opener), m_clock(clock)
{
}

FleetMember::~FleetMember() = default;

/// Counts the time that an answer takes here.
template <class F>
auto FleetMember::counted(F receive)
{
    return [this, receive = std::move(receive)](const auto& ended) {
        const qint64 from = m_clock.steadyNs();
        receive(answerIn(ended));
        m_cost.ms += double(m_clock.steadyNs() - from) / 1e6;
    };
}

void FleetMember::poll(Done done)
{
    const qint64 from = m_clock.steadyNs();
    m_done = std::move(done);
    if (m_target)
        askFigures();
    else
        open();
    m_cost.ms += double(m_clock.steadyNs() - from) / 1e6;
}

void FleetMember::open()
{
    const auto opening = m_opener(m_connection);
    whenSaid(opening, this, [this](const QString& sentence) { hold(sentence); });
    whenEnded(opening, this, counted([this](const Result<std::shared_ptr<CacheTarget>>& opened) {
                  if (!opened)
                      return fail(opened.error());
                  take(*opened);
                  askFigures();
              }));
}

void FleetMember::hold(const QString& by)
{
    if (by.isEmpty() && m_figures.state != FleetState::Held)
        return;
    m_figures.state = by.isEmpty() ? FleetState::Opening : FleetState::Held;
    if (by.isEmpty())
        endTrouble();
    else
        setTrouble({ErrorCode::NotAvailable, by});
    Q_EMIT changed();
}

void FleetMember::take(const std::shared_ptr<CacheTarget>& target)
{
    m_target = target;
    m_dueMs = {};
    m_dueMs[Week] = m_clock.steadyMs() + drift(weekWithinMs);
    m_samples = {};
    connect(target.get(), &CacheTarget::stateChanged, this, [this](const TargetState& state) {
        const bool wasGone = m_figures.trouble.has_value();
        if (!isPolled() && (state.kind == TargetState::Kind::Failed) != wasGone)
            Q_EMIT stateChanged();
    });
}

void FleetMember::askFigures()
{
    whenEnded(m_target->read(StatsQuery{}), this, counted([this](const Result<Stats>& stats) {
                  if (!stats)
                      return fail(stats.error());
                  takeFigures(*stats);
                  askBeside();
              }));
}

void FleetMember::takeFigures(const Stats& stats)
{
    const qint64 nowMs = m_clock.wallMs();
    if (m_figures.seenMs && nowMs - *m_figures.seenMs > FleetSamples::longestGapMs)
        m_dueMs[Past] = 0;
    const bool viewed = m_target->state().kind == TargetState::Kind::ViewOnly;
    m_figures.state = viewed ? FleetState::ViewOnly : FleetState::Connected;
    endTrouble();
    m_figures.seenMs = nowMs;
    m_figures.enabled = stats.enabled;
    m_figures.degraded.reset();
    if (stats.health == Health::Degraded)
        m_figures.degraded = stats.diskProblem.value_or(QString());
    m_figures.memoryOnly = stats.memoryOnly;
    m_figures.savedQueries = stats.savings.today.queries;
    m_figures.savedMs = stats.savings.today.databaseMs;
    m_figures.memory = stats.memory;
    m_figures.disk = stats.disk;
    m_figures.hitRate = stats.hitRate;
    const LinkFigures link = m_target->link();
    m_figures.clockAheadMs = link.clockAheadMs;
    m_figures.signInEndsMs = link.signInEndsMs;
    m_samples.count(stats.totals, nowMs);
    refreshSamples();
    if (m_clock.steadyMs() - m_comparedMs >= compareEveryMs)
        compareSamples();
    Q_EMIT changed();
}

void FleetMember::refreshSamples()
{
    const qint64 nowMs = m_clock.wallMs();
    m_figures.answeredLastHour = m_samples.answered(nowMs);
    if (m_figures.answeredLastHour >= FleetFigures::usefulAnswers)
        m_figures.hitRate = m_samples.hitRate(nowMs);
    m_figures.requestsPerS = m_samples.requestsPerS();
    m_figures.p95Ms = m_samples.p95Ms();
}

/// What goes by minutes need not be reckoned at each poll.
void FleetMember::compareSamples()
{
    const qint64 nowMs = m_clock.wallMs();
    m_comparedMs = m_clock.steadyMs();
    m_figures.lastHour = m_samples.lastHour(nowMs);
    m_figures.hitRateFallenFrom = m_samples.hitRateFallenFrom(nowMs);
    m_figures.p95RisenFromMs = m_samples.p95RisenFrom();
}

bool FleetMember::isDue(Beside beside) const
{
    return m_clock.steadyMs() >= m_dueMs[beside];
}

/// Those of many members that began together drift apart.
void FleetMember::putOff(Beside beside)
{
    const bool isFirst = m_dueMs[beside] == 0;
    m_dueMs[beside] = m_clock.steadyMs() + besideMs + (isFirst ? drift(besideMs) : 0);
}

qint64 FleetMember::drift(qint64 withinMs) const
{
    return qint64(qHash(m_connection.id) % quint64(withinMs));
}

/// One a poll, so that polls stay short.
void FleetMember::askBeside()
{
    if (isDue(Companies))
        return askBeside(Companies, WatermarksQuery{},
                         [this](const Watermarks& watermarks) { takeCompanies(watermarks); });
    if (isDue(Past))
        return askBeside(Past, HistoryQuery{Range::hours(1), FleetSamples::most},
                         [this](const History& history) {
                             m_samples.fill(history, m_clock.wallMs());
                             m_dueMs[Past] = std::numeric_limits<qint64>::max();
                         });
    if (isDue(Week))
        return askBeside(Week, HistoryQuery{Range::days(7), FleetSamples::mostHours},
                         [this](const History& week) {
                             m_samples.learn(week);
                             m_dueMs[Week] = m_clock.steadyMs() + weekMs / 2 + drift(weekMs);
                         });
    if (isDue(Times))
        return askBeside(Times, LatencyTotalsQuery{},
                         [this](const LatencyTotals& totals) { m_samples.time(totals); });
    end(PollSchedule::Outcome::Answered);
}

template <class Q, class Take>
void FleetMember::askBeside(Beside beside, Q query, Take take)
{
    putOff(beside);
    if (!m_target->capability(QLatin1StringView(Q::name)).available)
        return askBeside();
    whenEnded(m_target->read(query), this,
              counted([this, take](const Result<typename Q::Reply>& reply) {
                  if (reply) {
                      take(*reply);
                      refreshSamples();
                      compareSamples();
                      Q_EMIT changed();
                  }
                  end(PollSchedule::Outcome::Answered);
              }));
}

void FleetMember::takeCompanies(const Watermarks& watermarks)
{
    CompaniesCurrent fresh;
    fresh.all = qint64(watermarks.companies.size());
    for (const CompanyWatermark& company : watermarks.companies)
        fresh.current += company.state == Freshness::Current ? 1 : 0;
    m_figures.fresh = fresh;
}

void FleetMember::setSilent()
{
    if (isOpening(m_figures.state) || m_figures.trouble)
        return;
    m_figures.state = FleetState::Silent;
    setTrouble({ErrorCode::Timeout, tr("It has not answered yet.")});
    Q_EMIT changed();
}

void FleetMember::setTrouble(const Error& error)
{
    const qint64 nowMs = m_clock.wallMs();
    m_figures.trouble = m_figures.lastProblem = error;
    m_figures.troubledSince = m_figures.troubledSince.value_or(nowMs);
    m_figures.lastProblemMs = nowMs;
}

void FleetMember::endTrouble()
{
    m_figures.trouble.reset();
    m_figures.troubledSince.reset();
    m_figures.failures = 0;
}

void FleetMember::fail(const Error& error)
{
    m_figures.state = stateAfter(error);
    setTrouble(error);
    ++m_figures.failures;
    Q_EMIT changed();
    end(waitsForAPerson(m_figures.state) ? PollSchedule::Outcome::Waits
                                         : PollSchedule::Outcome::Failed);
}

void FleetMember::end(PollSchedule::Outcome outcome)
{
    std::exchange(m_done, nullptr)(outcome);
}

void FleetMember::close()
{
    m_cost = cost();
    if (m_target)
        m_target->disconnect(this);
    m_target.reset();
    m_figures.state = FleetState::Opening;
    Q_EMIT changed();
}

QString FleetMember::name() const
{
    if (!m_connection.name.isEmpty())
        return m_connection.name;
    return m_target ? m_target->name() : m_connection.place;
}

FleetCost FleetMember::cost() const
{
    FleetCost cost = m_cost;
    if (m_target) {
        const LinkFigures link = m_target->link();
        cost.requests += link.requests;
        cost.bytes += link.bytesReceived;
    }
    return cost;
}

FleetConcern concernOf(const FleetFigures& figures, qint64 nowMs)
{
    switch (figures.state) {
    case FleetState::Opening:
        return FleetConcern::None;
    case FleetState::Silent:
    case FleetState::Offline:
        return FleetConcern::Offline;
    case FleetState::NotSignedIn:
        return FleetConcern::NotSignedIn;
    case FleetState::NotTrusted:
        return FleetConcern::NotTrusted;
    case FleetState::Held:
        return FleetConcern::Held;
    case FleetState::Connected:
    case FleetState::ViewOnly:
        break;
    }
    if (figures.degraded)
        return FleetConcern::Degraded;
    if (!figures.enabled)
        return FleetConcern::SwitchedOff;
    if (figures.fresh && figures.fresh->current < figures.fresh->all)
        return FleetConcern::Behind;
    if (figures.hitRateFallenFrom)
        return FleetConcern::HitRate;
    if (figures.p95RisenFromMs)
        return FleetConcern::P95;
    if (std::abs(figures.clockAheadMs.value_or(0)) > clockOffMs)
        return FleetConcern::Clock;
    if (figures.signInEndsMs && *figures.signInEndsMs - nowMs < dayMs)
        return FleetConcern::SignIn;
    return FleetConcern::None;
}

} // namespace tierwatch
