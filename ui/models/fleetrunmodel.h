// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/fleetrun.h"
#include "theme/format.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// The members that an action is for, and what became of it at each, as it arrives. GUI thread; the
/// run outlives it.
class FleetRunModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column { Target, StateColumn, Result };

    explicit FleetRunModel(const FleetRun& run, QObject* parent = nullptr);

private:
    [[nodiscard]] int rows() const override { return int(m_run.outcomes().size()); }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant beside(int row, int column, int role) const override;
    [[nodiscard]] QString doneText(const Reply& reply) const;

    const FleetRun& m_run;
    Format m_format;
};

} // namespace tierwatch
