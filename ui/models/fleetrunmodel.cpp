// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetrunmodel.h"

#include "models/eventtext.h"
#include "theme/state.h"
#include "widgets/datadelegate.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

State stateOf(FleetOutcome::State state)
{
    switch (state) {
    case FleetOutcome::State::Done:
        return State::Ok;
    case FleetOutcome::State::Failed:
        return State::Error;
    case FleetOutcome::State::Unable:
        return State::Warning;
    case FleetOutcome::State::Ready:
    case FleetOutcome::State::Running:
        break;
    }
    return State::Info;
}

QString wordOf(FleetOutcome::State state)
{
    switch (state) {
    case FleetOutcome::State::Done:
        return FleetRunModel::tr("Done");
    case FleetOutcome::State::Failed:
        return FleetRunModel::tr("Failed");
    case FleetOutcome::State::Unable:
        return FleetRunModel::tr("Left out");
    case FleetOutcome::State::Running:
        return FleetRunModel::tr("Running");
    case FleetOutcome::State::Ready:
        break;
    }
    return FleetRunModel::tr("Ready");
}

} // namespace

FleetRunModel::FleetRunModel(const FleetRun& run, QObject* parent)
    : TextTableModel({tr("Target"), tr("State"), tr("Result")}, {Target, StateColumn, Result},
                     parent),
      m_run(run)
{
    connect(&run, &FleetRun::changed, this,
            [this](int row) { Q_EMIT dataChanged(index(row, 0), index(row, Result)); });
}

QString FleetRunModel::text(int row, int column) const
{
    const FleetOutcome& outcome = m_run.outcomes()[std::size_t(row)];
    switch (column) {
    case Target:
        return outcome.name;
    case StateColumn:
        return wordOf(outcome.state);
    default:
        return outcome.state == FleetOutcome::State::Done && outcome.reply
                   ? doneText(*outcome.reply)
                   : outcome.sentence;
    }
}

QString FleetRunModel::doneText(const Reply& reply) const
{
    if (const auto* done = std::get_if<Invalidated>(&reply))
        return done->entries ? entriesText(*done->entries) : tr("It does not tell how many.");
    const auto* state = std::get_if<SwitchState>(&reply);
    if (!state)
        return {};
    if (!state->untilMs)
        return state->enabled ? tr("On") : tr("Off");
    return tr("Off until %1").arg(m_format.clock(*state->untilMs));
}

QVariant FleetRunModel::beside(int row, int column, int role) const
{
    const FleetOutcome& outcome = m_run.outcomes()[std::size_t(row)];
    if (role == StateRole && column == StateColumn)
        return static_cast<int>(stateOf(outcome.state));
    if (role == IconRole && column == Target && outcome.production)
        return u"warning"_s;
    if (role == Qt::ToolTipRole)
        return column == Target && outcome.production ? tr("Marked as production")
                                                      : outcome.sentence;
    return {};
}

} // namespace tierwatch
