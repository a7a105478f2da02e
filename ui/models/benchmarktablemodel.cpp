// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/benchmarktablemodel.h"

#include "models/benchmarktext.h"

#include <algorithm>
#include <cmath>

namespace tierwatch {

namespace {

std::optional<double> median(const std::optional<BenchmarkFigure>& figure)
{
    return figure ? std::optional(figure->medianMs) : std::nullopt;
}

/// As on the axes of charts: without decimals.
QString decadeText(double decade)
{
    if (decade < -3)
        return BenchmarkTableModel::tr("%1 ns").arg(std::round(std::pow(10.0, decade + 6)));
    if (decade < 0)
        return BenchmarkTableModel::tr("%1 \u00b5s").arg(std::round(std::pow(10.0, decade + 3)));
    return decade < 3 ? BenchmarkTableModel::tr("%1 ms").arg(std::pow(10.0, decade))
                      : BenchmarkTableModel::tr("%1 s").arg(std::pow(10.0, decade - 3));
}

} // namespace

BenchmarkTableModel::BenchmarkTableModel(QObject* parent)
    : TextTableModel({tr("Type"), tr("Memory"), tr("Disk"), tr("Database"), QString(), tr("Faster"),
                      tr("Against last time")},
                     {Report, Plot, Against}, parent)
{
    setHead(Plot, axisText());
}

void BenchmarkTableModel::setRun(BenchmarkRun run, std::optional<BenchmarkRun> other,
                                 const QString& against)
{
    m_other = std::move(other);
    replaceRows(false, [&] { m_run = std::move(run); });
    setHead(Plot, axisText());
    setHead(Against, against.isEmpty() ? tr("Against last time") : against);
}

void BenchmarkTableModel::setNames(const Names& names)
{
    m_names = names;
    updateRows();
}

QVariant BenchmarkTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::ToolTipRole && section == Against)
        return tr("The database\u2019s time now against then");
    return TextTableModel::headerData(section, orientation, role);
}

QVariant BenchmarkTableModel::beside(int number, int column, int role) const
{
    const BenchmarkRow& row = m_run.rows[static_cast<std::size_t>(number)];
    if (role == DotsDelegate::DotsRole && column == Plot)
        return QVariant::fromValue(dots(row));
    return role == Qt::ToolTipRole ? QVariant(hint(row, column)) : QVariant();
}

QString BenchmarkTableModel::text(int number, int column) const
{
    const BenchmarkRow& row = m_run.rows[static_cast<std::size_t>(number)];
    const std::optional<double> factor = benchmarktext::faster(row);
    switch (column) {
    case Report:
        return reportText(row);
    case Memory:
        return m_format.duration(median(row.memory));
    case Disk:
        return m_format.duration(median(row.disk));
    case Database:
        return m_format.duration(median(row.database));
    case Plot:
        return row.error.value_or(QString());
    case Faster:
        if (!factor)
            return Format::unknown();
        return tr("%1 \u00d7").arg(benchmarktext::factor(*factor, m_format));
    case Against:
        return benchmarktext::against(row, m_other ? &*m_other : nullptr, m_format);
    default:
        return {};
    }
}

/// What was not measured to its end says so.
QString BenchmarkTableModel::reportText(const BenchmarkRow& row) const
{
    const QString name = benchmarktext::report(row.query, row.type, m_names);
    if (row.rounds >= m_run.rounds)
        return name;
    return tr("%1, %2 of %3 rounds")
        .arg(name, m_format.count(row.rounds), m_format.count(m_run.rounds));
}

QString BenchmarkTableModel::hint(const BenchmarkRow& row, int column) const
{
    if (column == Plot || column == Report)
        return row.error.value_or(QString());
    if (column == Disk && row.noDisk)
        return *row.noDisk;
    const auto& figure = column == Memory     ? row.memory
                         : column == Disk     ? row.disk
                         : column == Database ? row.database
                                              : std::nullopt;
    if (!figure)
        return {};
    return tr("Median %1, average %2, from %3 to %4, %5 times")
        .arg(m_format.duration(figure->medianMs), m_format.duration(figure->averageMs),
             m_format.duration(figure->leastMs), m_format.duration(figure->mostMs),
             m_format.count(figure->count));
}

QString BenchmarkTableModel::axisText() const
{
    const Dots axis = dots({});
    return tr("%1 to %2").arg(decadeText(axis.lowest), decadeText(axis.highest));
}

/// From 1 us to 10 s, widened by whole decades, the same for all rows.
Dots BenchmarkTableModel::dots(const BenchmarkRow& row) const
{
    Dots dots{{}, {}, {}, -3, 4};
    if (!row.error)
        dots = {median(row.memory), median(row.disk), median(row.database), -3, 4};
    for (const BenchmarkRow& one : m_run.rows) {
        for (const auto& ms : {median(one.memory), median(one.disk), median(one.database)}) {
            if (!ms || *ms <= 0)
                continue;
            dots.lowest = std::min(dots.lowest, std::floor(std::log10(*ms)));
            dots.highest = std::max(dots.highest, std::ceil(std::log10(*ms)));
        }
    }
    return dots;
}

} // namespace tierwatch
