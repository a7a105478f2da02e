// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetmodel.h"

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr QChar headingMark = u'\t'; ///< before a group's name; no connection's id has one

bool isWordColumn(int column)
{
    return column <= FleetModel::StateColumn || column == FleetModel::LastHour ||
           column == FleetModel::Memory || column == FleetModel::Disk;
}

} // namespace

FleetModel::FleetModel(const Fleet& fleet, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent), m_fleet(fleet), m_clock(clock), m_rows(fleet)
{
    connect(&fleet, &Fleet::reset, this, &FleetModel::reset);
    connect(&fleet, &Fleet::changed, this, &FleetModel::tell);
    connect(&fleet, &Fleet::reordered, this, &FleetModel::reorder);
    reset();
}

void FleetModel::reset()
{
    beginResetModel();
    place(m_rows.wanted());
    m_sums = m_rows.sums();
    endResetModel();
}

void FleetModel::place(std::vector<FleetRow> shown)
{
    m_isLate = false;
    m_shown = std::move(shown);
    notePlaces();
}

void FleetModel::notePlaces()
{
    m_places.assign(std::size_t(m_fleet.size()), -1);
    m_headings.clear();
    for (int row = 0; row < int(m_shown.size()); ++row) {
        if (isHeading(row))
            m_headings.insert(at(row).group, row);
        else
            m_places[std::size_t(at(row).member)] = row;
    }
}

int FleetModel::placeOf(const FleetRow& row) const
{
    return row.isHeading() ? m_headings.value(row.group, -1) : m_places[std::size_t(row.member)];
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
    const auto before = m_headings.empty() ? m_sums : std::exchange(m_sums, m_rows.sums());
    for (const auto& [group, row] : m_headings.asKeyValueRange()) {
        if (before.value(group) != m_sums.value(group))
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
    std::vector<FleetRow> shown = m_rows.wanted();
    if (shown == m_shown)
        return;
    if (shown.size() != m_shown.size())
        return reset();
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<FleetRow> rows;
    rows.reserve(std::size_t(before.size()));
    for (const QModelIndex& one : before)
        rows.push_back(at(one.row()));
    place(std::move(shown));
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = placeOf(rows[std::size_t(i)]);
        after.append(row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void FleetModel::setFind(const QString& text)
{
    m_rows.setFind(text);
    reset();
}

void FleetModel::setGroup(const std::optional<QString>& group)
{
    if (group == m_rows.group())
        return;
    m_rows.setGroup(group);
    reset();
}

void FleetModel::setByGroup(bool byGroup)
{
    if (byGroup == m_rows.isByGroup())
        return;
    m_rows.setByGroup(byGroup);
    reset();
}

void FleetModel::setSort(Sort sort)
{
    m_rows.setSort(sort);
    reorder();
}

/// Whatever stands elsewhere stays there.
void FleetModel::setFolded(int row, bool folded)
{
    if (isFolded(row) == folded)
        return;
    m_rows.setFolded(at(row).group, folded);
    folded ? hideBelow(row) : showBelow(row);
    Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void FleetModel::hideBelow(int row)
{
    const auto first = m_shown.begin() + row + 1;
    const auto last = std::find_if(first, m_shown.end(), std::mem_fn(&FleetRow::isHeading));
    if (first == last)
        return;
    beginRemoveRows({}, row + 1, int(last - m_shown.begin()) - 1);
    m_shown.erase(first, last);
    notePlaces();
    endRemoveRows();
}

void FleetModel::showBelow(int row)
{
    const std::vector<int> members = m_rows.membersOf(at(row).group);
    if (members.empty())
        return;
    std::vector<FleetRow> rows;
    rows.reserve(members.size());
    for (const int member : members)
        rows.push_back({member, {}});
    beginInsertRows({}, row + 1, row + int(rows.size()));
    m_shown.insert(m_shown.begin() + row + 1, rows.begin(), rows.end());
    notePlaces();
    endInsertRows();
}

void FleetModel::setHeld(bool held)
{
    m_isHeld = held;
    if (!held && m_isLate)
        reorder();
}

QStringList FleetModel::connectionIds(int row) const
{
    const FleetRow& one = at(row);
    std::vector<int> members;
    if (!one.isHeading())
        members = {one.member};
    else if (isFolded(row))
        members = m_rows.membersOf(one.group);
    QStringList ids;
    ids.reserve(qsizetype(members.size()));
    for (const int member : members)
        ids.append(m_fleet.member(member).connection().id);
    return ids;
}

QString FleetModel::keyOf(int row) const
{
    const FleetRow& one = at(row);
    return one.isHeading() ? headingMark + one.group : m_fleet.member(one.member).connection().id;
}

int FleetModel::rowOf(const QString& key) const
{
    if (key.startsWith(headingMark))
        return m_headings.value(key.mid(1), -1);
    const int member = m_fleet.rowOf(key);
    return member < 0 ? -1 : m_places[std::size_t(member)];
}

int FleetModel::headingOf(int row) const
{
    while (row >= 0 && !isHeading(row))
        --row;
    return row;
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
    if (isHeading(index.row()))
        return heading(at(index.row()).group, index.column(), role);
    const int row = at(index.row()).member;
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
