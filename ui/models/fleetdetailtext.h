// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleettext.h"

namespace tierwatch {

/// All that is known of one member of a fleet, in words. A value; GUI thread.
struct FleetDetailText
{
    struct Fact
    {
        QString label;
        QString text;
        friend bool operator==(const Fact&, const Fact&) = default;
    };
    QString name;
    QString place;
    FleetLook look = {};
    std::vector<Fact> facts = {};
    QString happened = {}; ///< empty where nothing did
    QString todo = {};
    QString cost = {}; ///< of asking it
    friend bool operator==(const FleetDetailText&, const FleetDetailText&) = default;
};
[[nodiscard]] FleetDetailText fleetDetail(const Fleet& fleet, int row, qint64 nowMs,
                                          const Format& format);

} // namespace tierwatch
