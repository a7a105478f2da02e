// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fleetmodel.h"

#include "widgets/datadelegate.h"
#include "widgets/meterdelegate.h"
#include "widgets/sparklinedelegate.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 clockOffMs = 5'000;

/// Of its limit; absent where either is unknown.
std::optional<double> shareOf(const TierSize& size)
{
    if (size.bytes && size.limitBytes > 0)
        return double(*size.bytes) / double(size.limitBytes);
    if (size.entries && size.limitEntries > 0)
        return double(*size.entries) / double(size.limitEntries);
    return std::nullopt;
}

QString iconOf(TargetConnection::Kind kind)
{
    switch (kind) {
    case TargetConnection::Kind::Workspace:
        return u"workspace"_s;
    case TargetConnection::Kind::File:
        return u"file-target"_s;
    case TargetConnection::Kind::Service:
        break;
    }
    return u"service-target"_s;
}

QString entriesOf(const TierSize& size, const Format& format)
{
    if (size.entries)
        return FleetModel::tr("%1 entries").arg(format.count(size.entries));
    return size.bytes ? format.bytes(size.bytes) : Format::unknown();
}

const TierSize& tierOf(const FleetFigures& figures, int column)
{
    return column == FleetModel::Memory ? figures.memory : figures.disk;
}

bool isBehind(const FleetFigures& figures)
{
    return figures.fresh && figures.fresh->current < figures.fresh->all;
}

bool isClockOff(const FleetFigures& figures)
{
    return std::abs(figures.clockAheadMs.value_or(0)) > clockOffMs;
}

QString seenText(const FleetFigures& figures, qint64 nowMs, const Format& format)
{
    if (!figures.seenMs)
        return Format::unknown();
    return figures.trouble ? format.moment(*figures.seenMs, nowMs)
                           : format.age(std::max<qint64>(0, nowMs - *figures.seenMs));
}

} // namespace

FleetLook FleetModel::look(int fleetRow) const
{
    return fleetLook(figures(fleetRow), m_fleet.concern(fleetRow), m_clock.wallMs(), m_format);
}

QString FleetModel::text(int fleetRow, int column) const
{
    const FleetMember& member = m_fleet.member(fleetRow);
    const FleetFigures& figures = member.figures();
    switch (column) {
    case Target:
        return member.name();
    case Group:
        return member.connection().group;
    case StateColumn:
        return look(fleetRow).word;
    case HitRate:
        return m_format.percent(figures.hitRate);
    case P95:
        return m_format.duration(figures.p95Ms);
    case Saved:
        return m_format.count(figures.savedQueries);
    case Memory:
    case Disk: {
        const TierSize& size = tierOf(figures, column);
        const auto share = shareOf(size);
        return share ? m_format.wholePercent(100 * *share) : entriesOf(size, m_format);
    }
    case Fresh:
        return figures.fresh.value_or(CompaniesCurrent()).all > 0
                   ? u"%1/%2"_s.arg(m_format.count(figures.fresh->current),
                                    m_format.count(figures.fresh->all))
                   : Format::unknown();
    case ClockColumn:
        if (member.connection().kind != TargetConnection::Kind::Service)
            return {};
        return figures.clockAheadMs ? clockText(*figures.clockAheadMs) : Format::unknown();
    case Seen:
        return seenText(figures, m_clock.wallMs(), m_format);
    default:
        return {};
    }
}

QString FleetModel::tip(int fleetRow, int column) const
{
    const FleetMember& member = m_fleet.member(fleetRow);
    const FleetFigures& figures = member.figures();
    switch (column) {
    case Target:
        return member.connection().place;
    case StateColumn:
        return figures.trouble ? figures.trouble->message : QString();
    case HitRate:
        return figures.memoryOnly.value_or(QString());
    case P95:
        return figures.p95Ms ? QString() : tr("Not told, or too few answers.");
    case Memory:
    case Disk: {
        const TierSize& size = tierOf(figures, column);
        if (size.unavailable)
            return *size.unavailable;
        return size.bytes ? m_format.bytesOf(size.bytes, size.limitBytes) : QString();
    }
    case Fresh:
        if (!figures.fresh)
            return tr("Nothing watches its database, or it does not tell.");
        return figures.fresh->all > 0 ? tr("Companies whose cached data is up to date, of all")
                                      : tr("No company has cached data yet.");
    default:
        return {};
    }
}

Token FleetModel::color(int fleetRow, int column) const
{
    const FleetFigures& figures = this->figures(fleetRow);
    if (figures.trouble)
        return column == Seen     ? Token::Error
               : column == Target ? Token::TextPrimary
                                  : Token::TextSecondary;
    if ((column == Fresh && isBehind(figures)) || (column == ClockColumn && isClockOff(figures)))
        return Token::Warning;
    const bool calm =
        column == Group || column == StateColumn || column == Seen || column == ClockColumn;
    return calm ? Token::TextSecondary : Token::TextPrimary;
}

QVariant FleetModel::heading(const QString& group, int column, int role) const
{
    const FleetGroupSum sum = m_sums.value(group);
    const bool isFirst = column == Target;
    const bool isState = column == StateColumn && (sum.concerned > 0 || sum.opening == 0);
    switch (role) {
    case Qt::DisplayRole:
        return isFirst ? groupText(group, sum) : isState ? groupStateText(sum) : QString();
    case BriefRole:
        return isFirst ? QVariant(groupText(group, sum, true)) : QVariant();
    case Qt::AccessibleTextRole:
        return isFirst ? (m_rows.isFolded(group) ? tr("%1, folded") : tr("%1, unfolded"))
                             .arg(groupText(group, sum))
                       : QVariant();
    case Qt::TextAlignmentRole:
        return headerData(column, Qt::Horizontal, role);
    case ColorRole:
        return static_cast<int>(isFirst ? Token::TextPrimary : Token::TextSecondary);
    case EmphasisRole:
        return isFirst;
    case IconRole:
        return isFirst ? QVariant(m_rows.isFolded(group) ? u"fold"_s : u"unfold"_s) : QVariant();
    case StateRole:
        return isState ? QVariant(static_cast<int>(groupState(sum))) : QVariant();
    default:
        return {};
    }
}

QVariant FleetModel::beside(int fleetRow, int column, int role) const
{
    const FleetMember& member = m_fleet.member(fleetRow);
    const FleetFigures& figures = member.figures();
    switch (role) {
    case ColorRole:
        return static_cast<int>(color(fleetRow, column));
    case EmphasisRole:
        return (column == HitRate && figures.hitRateFallenFrom) ||
               (column == P95 && figures.p95RisenFromMs) ||
               (column == Fresh && isBehind(figures)) ||
               (column == ClockColumn && isClockOff(figures));
    case StateRole: {
        const auto chip = column == StateColumn ? look(fleetRow).chip : std::nullopt;
        return chip ? QVariant(static_cast<int>(*chip)) : QVariant();
    }
    case IconRole:
        if (column == Target)
            return iconOf(member.connection().kind);
        return column == StateColumn && !look(fleetRow).icon.isEmpty()
                   ? QVariant(look(fleetRow).icon)
                   : QVariant();
    case SparklineDelegate::LineRole:
        return QVariant::fromValue(Sparkline(figures.lastHour));
    case MeterDelegate::ShareRole: {
        const bool sized = column == Memory || column == Disk;
        const auto share = sized ? shareOf(tierOf(figures, column)) : std::nullopt;
        return share ? QVariant(*share) : QVariant();
    }
    case SparklineDelegate::FadedRole:
    case MeterDelegate::FadedRole:
        return figures.trouble.has_value();
    default:
        return {};
    }
}

} // namespace tierwatch
