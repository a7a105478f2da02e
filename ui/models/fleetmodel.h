// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleetrows.h"
#include "models/fleettext.h"

#include <QAbstractTableModel>

namespace tierwatch {

/// The members of a fleet as a table: those that match, in the order that is wanted, by group if so
/// wanted, below headings that can be folded. It follows the fleet: only rows that changed are told
/// of, as often as the fleet tells. Rows keep their places while they are held. GUI thread; fleet
/// and clock outlive it.
class FleetModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Target,
        Group,
        StateColumn,
        HitRate,
        LastHour,
        P95,
        Saved,
        Memory,
        Disk,
        Fresh,
        ClockColumn,
        Seen,
        columns
    };
    using Sort = FleetRows::Sort;

    FleetModel(const Fleet& fleet, const Clock& clock, QObject* parent = nullptr);

    /// Shows those whose name, group or place contain it.
    void setFind(const QString& text);
    /// Absent = all groups.
    void setGroup(const std::optional<QString>& group);
    void setByGroup(bool byGroup);
    void setSort(Sort sort);
    /// A heading's row.
    void setFolded(int row, bool folded);
    /// As long as the pointer is over the table.
    void setHeld(bool held);

    [[nodiscard]] bool isHeading(int row) const { return at(row).isHeading(); }
    [[nodiscard]] bool isFolded(int row) const { return m_rows.isFolded(at(row).group); }
    /// Above this row, or this one itself; -1 = there is none.
    [[nodiscard]] int headingOf(int row) const;
    /// A member's own; a folded heading stands for those that it hides, an open one for none.
    [[nodiscard]] QStringList connectionIds(int row) const;
    /// What is in a row, so that it is found again after a reset: a member, or a group's heading.
    [[nodiscard]] QString keyOf(int row) const;
    /// -1 = it is not shown.
    [[nodiscard]] int rowOf(const QString& key) const;
    /// Those that there are, without the empty one.
    [[nodiscard]] QStringList groups() const { return m_rows.groups(); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void reset();
    void tell(const QList<int>& fleetRows);
    void reorder();
    void hideBelow(int row);
    void showBelow(int row);
    void place(std::vector<FleetRow> shown);
    void notePlaces();
    [[nodiscard]] int placeOf(const FleetRow& row) const;
    [[nodiscard]] const FleetRow& at(int row) const { return m_shown[std::size_t(row)]; }
    [[nodiscard]] QVariant heading(const QString& group, int column, int role) const;
    [[nodiscard]] QString text(int fleetRow, int column) const;
    [[nodiscard]] QString tip(int fleetRow, int column) const;
    [[nodiscard]] QVariant beside(int fleetRow, int column, int role) const;
    [[nodiscard]] Token color(int fleetRow, int column) const;
    [[nodiscard]] FleetLook look(int fleetRow) const;
    [[nodiscard]] const FleetFigures& figures(int fleetRow) const
    {
        return m_fleet.member(fleetRow).figures();
    }

    const Fleet& m_fleet;
    const Clock& m_clock;
    Format m_format;
    FleetRows m_rows;
    bool m_isHeld = false;
    bool m_isLate = false; ///< another order is wanted once it is let go
    std::vector<FleetRow> m_shown;
    std::vector<int> m_places;      ///< by the fleet's rows; -1 = not shown
    QHash<QString, int> m_headings; ///< by group
    QHash<QString, FleetGroupSum> m_sums;
};

} // namespace tierwatch
