// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/fleet.h"

namespace tierwatch {

/// A row of a fleet's table: a member, or the heading of a group.
struct FleetRow
{
    int member = -1; ///< its row in the fleet; -1 = a heading
    QString group;   ///< of a heading; empty = those without one
    [[nodiscard]] bool isHeading() const { return member < 0; }
    friend bool operator==(const FleetRow&, const FleetRow&) = default;
};

/// What a heading says of its group.
struct FleetGroupSum
{
    int members = 0;
    int opening = 0;
    int concerned = 0;
    FleetConcern worst = FleetConcern::None;
    friend bool operator==(const FleetGroupSum&, const FleetGroupSum&) = default;
};

/// Which members of a fleet are wanted in a table, and in which order; by group, if so wanted, with
/// a heading before each, where groups can be folded. Remembers what is folded, also while it is
/// not by group. A value; GUI thread; the fleet outlives it.
class FleetRows final
{
public:
    enum class Sort { OutliersFirst, AsListed, Name, HitRate, Slowest };

    explicit FleetRows(const Fleet& fleet) : m_fleet(fleet) {}

    /// Those whose name, group or place contain it.
    void setFind(const QString& text) { m_find = text.trimmed(); }
    /// Absent = all groups.
    void setGroup(const std::optional<QString>& group) { m_group = group; }
    void setSort(Sort sort) { m_sort = sort; }
    void setByGroup(bool byGroup) { m_byGroup = byGroup; }
    void setFolded(const QString& group, bool folded);

    [[nodiscard]] const std::optional<QString>& group() const { return m_group; }
    [[nodiscard]] bool isByGroup() const { return m_byGroup; }
    [[nodiscard]] bool isFolded(const QString& group) const { return m_folded.contains(group); }
    [[nodiscard]] std::vector<FleetRow> wanted() const;
    /// Those of one group that match, in their order.
    [[nodiscard]] std::vector<int> membersOf(const QString& group) const;
    /// Of those that match.
    [[nodiscard]] QHash<QString, FleetGroupSum> sums() const;
    /// Those that there are, without the empty one.
    [[nodiscard]] QStringList groups() const;

private:
    [[nodiscard]] std::vector<int> members() const;
    [[nodiscard]] bool matches(int member) const;
    void sort(std::vector<int>& members) const;
    [[nodiscard]] const QString& groupOf(int member) const
    {
        return m_fleet.member(member).connection().group;
    }

    const Fleet& m_fleet;
    QString m_find;
    std::optional<QString> m_group;
    Sort m_sort = Sort::OutliersFirst;
    bool m_byGroup = false;
    QSet<QString> m_folded;
};

} // namespace tierwatch
