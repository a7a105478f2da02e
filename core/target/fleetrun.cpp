// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetrun.h"

#include "base/whenended.h"

#include <algorithm>

namespace tierwatch {

FleetRun::FleetRun(Fleet& fleet, Action action, const QStringList& connectionIds, QObject* parent)
    : QObject(parent), m_fleet(fleet), m_action(std::move(action))
{
    m_outcomes.reserve(std::size_t(connectionIds.size()));
    for (const QString& id : connectionIds) {
        FleetOutcome outcome;
        outcome.connectionId = id;
        judge(outcome);
        m_outcomes.push_back(outcome);
    }
}

void FleetRun::setAction(Action action, QHash<QString, QString> unable)
{
    m_action = std::move(action);
    m_unable = std::move(unable);
    for (std::size_t index = 0; index < m_outcomes.size(); ++index) {
        FleetOutcome& outcome = m_outcomes[index];
        const auto before = std::pair(outcome.state, outcome.sentence);
        judge(outcome);
        if (before != std::pair(outcome.state, outcome.sentence))
            Q_EMIT changed(int(index));
    }
}

void FleetRun::judge(FleetOutcome& outcome) const
{
    const int row = m_fleet.rowOf(outcome.connectionId);
    outcome.state = FleetOutcome::State::Unable;
    if (row < 0) {
        outcome.sentence = tr("It is no longer in the list.");
        return;
    }
    const FleetMember& member = m_fleet.member(row);
    outcome.name = member.name();
    outcome.production = member.connection().production;
    if (!member.target()) {
        const auto& trouble = member.figures().trouble;
        outcome.sentence = trouble ? trouble->message : tr("It is not open yet.");
        return;
    }
    const auto name = std::visit(
        [](const auto& action) { return QLatin1StringView(std::decay_t<decltype(action)>::name); },
        m_action);
    const Capability capability = member.target()->capability(name);
    outcome.sentence =
        capability.available ? m_unable.value(outcome.connectionId) : capability.reason;
    if (outcome.sentence.isEmpty())
        outcome.state = FleetOutcome::State::Ready;
}

void FleetRun::begin()
{
    beginAll(FleetOutcome::State::Ready);
}

void FleetRun::retryFailed()
{
    beginAll(FleetOutcome::State::Failed);
}

void FleetRun::beginAll(FleetOutcome::State those)
{
    for (std::size_t index = 0; index < m_outcomes.size(); ++index) {
        if (m_outcomes[index].state == those)
            beginOne(index);
    }
}

void FleetRun::beginOne(std::size_t index)
{
    FleetOutcome& outcome = m_outcomes[index];
    judge(outcome);
    if (outcome.state != FleetOutcome::State::Ready) {
        outcome.state = FleetOutcome::State::Failed; // it was able before, and may be again
        Q_EMIT changed(int(index));
        return;
    }
    outcome.state = FleetOutcome::State::Running;
    outcome.sentence.clear();
    Q_EMIT changed(int(index));
    CacheTarget* target = m_fleet.member(m_fleet.rowOf(outcome.connectionId)).target();
    std::visit(
        [&](const auto& action) {
            whenEnded(target->act(action), this, [this, index](const auto& ended) {
                if (ended.resultCount() == 0)
                    return take(index, Error{ErrorCode::Cancelled, tr("It was given up.")});
                const auto& result = ended.result();
                take(index, result ? Result<Reply>(Reply(*result)) : result.error());
            });
        },
        m_action);
}

void FleetRun::take(std::size_t index, const Result<Reply>& reply)
{
    FleetOutcome& outcome = m_outcomes[index];
    outcome.state = reply ? FleetOutcome::State::Done : FleetOutcome::State::Failed;
    if (reply)
        outcome.reply = *reply;
    else
        outcome.sentence = reply.error().message;
    Q_EMIT changed(int(index));
    if (!isRunning())
        Q_EMIT ended();
}

int FleetRun::count(FleetOutcome::State state) const
{
    return int(std::ranges::count(m_outcomes, state, &FleetOutcome::state));
}

} // namespace tierwatch
