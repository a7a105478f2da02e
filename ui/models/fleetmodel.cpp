// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

bool isWordColumn(int column)
{
    return column <= FleetModel::StateColumn || column == FleetModel::LastHour ||
           column == FleetModel::Memory || column == FleetModel::Disk;
}

} // namespace

FleetModel::FleetModel(const Fleet& fleet, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent), m_fleet(fleet), m_clock(clock)
{
    connect(&fleet, &Fleet::reset, this, &FleetModel::reset);
    connect(&fleet, &Fleet::changed, this, &FleetModel::tell);
    connect(&fleet, &Fleet::reordered, this, &FleetModel::reorder);
    reset();
}

void FleetModel::reset()
{
    beginResetModel();
    place(wanted());
    endResetModel();
}

void FleetModel::place(std::vector<int> shown)
{
    m_isLate = false;
    m_shown = std::move(shown);
    m_places.assign(std::size_t(m_fleet.size()), -1);
    for (std::size_t row = 0; row < m_shown.size(); ++row)
        m_places[std::size_t(m_shown[row])] = int(row);
}

/// Rows side by side are told of together.
void FleetModel::tell(const QList<int>& fleetRows)
{
    std::vector<int> rows;
    rows.reserve(std::size_t(fleetRows.size()));
    for (const int fleetRow : fleetRows) {
        if (const int row = m_places[std::size_t(fleetRow)]; row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        Q_EMIT dataChanged(index(rows[first], 0), index(rows[last], columns - 1));
        first = last + 1;
    }
}

/// Who is chosen stays chosen.
void FleetModel::reorder()
{
    m_isLate = m_isHeld;
    if (m_isHeld)
        return;
    std::vector<int> shown = wanted();
    if (shown == m_shown)
        return;
    if (shown.size() != m_shown.size())
        return reset();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> fleetRows;
    fleetRows.reserve(std::size_t(before.size()));
    for (const QModelIndex& one : before)
        fleetRows.push_back(fleetRow(one.row()));
    place(std::move(shown));
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = m_places[std::size_t(fleetRows[std::size_t(i)])];
        after.append(row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void FleetModel::setFind(const QString& text)
{
    m_find = text.trimmed();
    reset();
}

void FleetModel::setGroup(const std::optional<QString>& group)
{
    m_group = group;
    reset();
}

void FleetModel::setSort(Sort sort)
{
    m_sort = sort;
    reorder();
}

void FleetModel::setHeld(bool held)
{
    m_isHeld = held;
    if (!held && m_isLate)
        reorder();
}

bool FleetModel::matches(int fleetRow) const
{
    const FleetMember& member = m_fleet.member(fleetRow);
    const TargetConnection& connection = member.connection();
    if (m_group && connection.group != *m_group)
        return false;
    return m_find.isEmpty() || member.name().contains(m_find, Qt::CaseInsensitive) ||
           connection.group.contains(m_find, Qt::CaseInsensitive) ||
           connection.place.contains(m_find, Qt::CaseInsensitive);
}

std::vector<int> FleetModel::wanted() const
{
    std::vector<int> rows;
    rows.reserve(std::size_t(m_fleet.size()));
    for (const int row : m_fleet.order()) {
        if (matches(row))
            rows.push_back(row);
    }
    switch (m_sort) {
    case Sort::OutliersFirst:
        break;
    case Sort::AsListed:
        std::ranges::sort(rows);
        break;
    case Sort::Name:
        std::ranges::stable_sort(rows, [this](int a, int b) {
            return m_fleet.member(a).name().localeAwareCompare(m_fleet.member(b).name()) < 0;
        });
        break;
    case Sort::HitRate:
        std::ranges::stable_sort(rows, {},
                                 [this](int row) { return figures(row).hitRate.value_or(101); });
        break;
    case Sort::Slowest:
        std::ranges::stable_sort(rows, std::ranges::greater{},
                                 [this](int row) { return figures(row).p95Ms.value_or(-1); });
        break;
    }
    return rows;
}

QString FleetModel::connectionId(int row) const
{
    return m_fleet.member(fleetRow(row)).connection().id;
}

QStringList FleetModel::groups() const
{
    QStringList groups;
    for (int row = 0; row < m_fleet.size(); ++row) {
        const QString& group = m_fleet.member(row).connection().group;
        if (!group.isEmpty() && !groups.contains(group))
            groups.append(group);
    }
    groups.sort(Qt::CaseInsensitive);
    return groups;
}

int FleetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int FleetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QStringList heads{tr("Target"),    tr("Group"), tr("State"),       tr("Hit rate"),
                            tr("Last hour"), tr("p95"),   tr("Saved, 24 h"), tr("Memory"),
                            tr("Disk"),      tr("Fresh"), tr("Clock"),       tr("Seen")};
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isWordColumn(section) ? Qt::AlignLeft : Qt::AlignRight) |
                                   Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == HitRate)
        return tr("Of the last hour, as far as it is known; else since its counters began");
    if (role == Qt::ToolTipRole && section == P95)
        return tr("19 of 20 answers of the last minutes took no longer");
    return role == Qt::DisplayRole ? heads.value(section) : QVariant();
}

QVariant FleetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = fleetRow(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case Qt::ToolTipRole:
        return tip(row, index.column());
    default:
        return beside(row, index.column(), role);
    }
}

} // namespace tierwatch
