// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleettext.h"

#include <QAbstractTableModel>

namespace tierwatch {

/// The members of a fleet as a table: those that match, in the order that is wanted. It follows the
/// fleet: only rows that changed are told of, as often as the fleet tells. Rows keep their places
/// while they are held. GUI thread; fleet and clock outlive it.
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
    enum class Sort { OutliersFirst, AsListed, Name, HitRate, Slowest };

    FleetModel(const Fleet& fleet, const Clock& clock, QObject* parent = nullptr);

    /// Shows those whose name, group or place contain it.
    void setFind(const QString& text);
    /// Absent = all groups.
    void setGroup(const std::optional<QString>& group);
    void setSort(Sort sort);
    /// As long as the pointer is over the table.
    void setHeld(bool held);

    /// The member's row in the fleet.
    [[nodiscard]] int fleetRow(int row) const { return m_shown[std::size_t(row)]; }
    [[nodiscard]] QString connectionId(int row) const;
    /// Those that there are, without the empty one.
    [[nodiscard]] QStringList groups() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void reset();
    void tell(const QList<int>& fleetRows);
    void reorder();
    [[nodiscard]] std::vector<int> wanted() const;
    [[nodiscard]] bool matches(int fleetRow) const;
    void place(std::vector<int> shown);
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
    QString m_find;
    std::optional<QString> m_group;
    Sort m_sort = Sort::OutliersFirst;
    bool m_isHeld = false;
    bool m_isLate = false; ///< another order is wanted once it is let go
    std::vector<int> m_shown;
    std::vector<int> m_places; ///< by the fleet's rows; -1 = not shown
};

} // namespace tierwatch
