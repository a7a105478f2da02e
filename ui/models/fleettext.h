// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleetrows.h"
#include "models/verdict.h"

namespace tierwatch {

/// How the state of a member is shown: a chip, a tick where all is well, or an icon and a word.
struct FleetLook
{
    QString word;
    std::optional<State> chip = {}; ///< Ok is the tick
    QString icon = {};              ///< where there is no chip
    friend bool operator==(const FleetLook&, const FleetLook&) = default;
};
[[nodiscard]] FleetLook fleetLook(const FleetFigures& figures, FleetConcern concern, qint64 nowMs,
                                  const Format& format);

/// What a person should look at: what happened, what it means and what to do, and the one button.
struct FleetProblem
{
    QString connectionId;
    QString name;
    FleetConcern concern = FleetConcern::None;
    FleetLook look = {};
    QString happened = {};
    QString todo = {};
    QString button = {};
    friend bool operator==(const FleetProblem&, const FleetProblem&) = default;
};
[[nodiscard]] FleetProblem fleetProblem(const Fleet& fleet, int row, qint64 nowMs,
                                        const Format& format);

/// "1 target is offline, 2 need attention." and how the others do.
[[nodiscard]] Verdict fleetVerdict(const FleetSums& sums);
/// "8 of 9 targets", "9 targets".
[[nodiscard]] QString ofTargets(int some, int all);
/// "Production, 6 targets"; in little room the word is left out.
[[nodiscard]] QString groupText(const QString& group, const FleetGroupSum& sum,
                                bool isBrief = false);
/// "2 need attention"
[[nodiscard]] QString groupStateText(const FleetGroupSum& sum);
[[nodiscard]] State groupState(const FleetGroupSum& sum);
/// "+42 s", "−0.2 s"
[[nodiscard]] QString clockText(qint64 aheadMs);

} // namespace tierwatch
