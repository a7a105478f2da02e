// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetrows.h"

#include <algorithm>

namespace tierwatch {

namespace {

/// By their names; those without one are the last.
bool isGroupBefore(const QString& one, const QString& other)
{
    if (one.isEmpty() != other.isEmpty())
        return other.isEmpty();
    const int names = one.compare(other, Qt::CaseInsensitive);
    return names == 0 ? one < other : names < 0;
}

} // namespace

void FleetRows::setFolded(const QString& group, bool folded)
{
    if (folded)
        m_folded.insert(group);
    else
        m_folded.remove(group);
}

bool FleetRows::matches(int member) const
{
    const FleetMember& one = m_fleet.member(member);
    const TargetConnection& connection = one.connection();
    if (m_group && connection.group != *m_group)
        return false;
    return m_find.isEmpty() || one.name().contains(m_find, Qt::CaseInsensitive) ||
           connection.group.contains(m_find, Qt::CaseInsensitive) ||
           connection.place.contains(m_find, Qt::CaseInsensitive);
}

std::vector<int> FleetRows::members() const
{
    std::vector<int> members;
    members.reserve(std::size_t(m_fleet.size()));
    for (const int member : m_fleet.order()) {
        if (matches(member))
            members.push_back(member);
    }
    sort(members);
    return members;
}

void FleetRows::sort(std::vector<int>& members) const
{
    const auto figures = [this](int member) -> const FleetFigures& {
        return m_fleet.member(member).figures();
    };
    switch (m_sort) {
    case Sort::OutliersFirst:
        break;
    case Sort::AsListed:
        std::ranges::sort(members);
        break;
    case Sort::Name:
        std::ranges::stable_sort(members, [this](int a, int b) {
            return m_fleet.member(a).name().localeAwareCompare(m_fleet.member(b).name()) < 0;
        });
        break;
    case Sort::HitRate:
        std::ranges::stable_sort(members, {},
                                 [&](int member) { return figures(member).hitRate.value_or(101); });
        break;
    case Sort::Slowest:
        std::ranges::stable_sort(members, std::ranges::greater{},
                                 [&](int member) { return figures(member).p95Ms.value_or(-1); });
        break;
    }
}

std::vector<FleetRow> FleetRows::wanted() const
{
    std::vector<int> all = members();
    std::vector<FleetRow> rows;
    rows.reserve(all.size());
    if (m_byGroup)
        std::ranges::stable_sort(all, isGroupBefore, [this](int one) { return groupOf(one); });
    for (std::size_t i = 0; i < all.size(); ++i) {
        const QString& group = groupOf(all[i]);
        if (m_byGroup && (i == 0 || group != groupOf(all[i - 1])))
            rows.push_back({-1, group});
        if (!m_byGroup || !isFolded(group))
            rows.push_back({all[i], {}});
    }
    return rows;
}

std::vector<int> FleetRows::membersOf(const QString& group) const
{
    std::vector<int> some = members();
    std::erase_if(some, [&](int member) { return groupOf(member) != group; });
    return some;
}

QHash<QString, FleetGroupSum> FleetRows::sums() const
{
    QHash<QString, FleetGroupSum> sums;
    for (int member = 0; member < m_fleet.size(); ++member) {
        if (!matches(member))
            continue;
        FleetGroupSum& sum = sums[groupOf(member)];
        const FleetConcern concern = m_fleet.concern(member);
        ++sum.members;
        sum.opening += m_fleet.member(member).figures().state == FleetState::Opening ? 1 : 0;
        sum.concerned += concern != FleetConcern::None ? 1 : 0;
        sum.worst = std::min(sum.worst, concern);
    }
    return sums;
}

QStringList FleetRows::groups() const
{
    QSet<QString> groups;
    for (int member = 0; member < m_fleet.size(); ++member)
        groups.insert(groupOf(member));
    groups.remove({});
    QStringList sorted(groups.begin(), groups.end());
    std::ranges::sort(sorted, isGroupBefore);
    return sorted;
}

} // namespace tierwatch
