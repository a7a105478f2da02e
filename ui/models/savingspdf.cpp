// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/savingspdf.h"

#include "charts/plotmath.h"
#include "models/paper.h"
#include "models/savingsmodel.h"

#include <QBuffer>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr double chartMm = 52, axisMm = 16, daysMm = 6, barShare = 0.7;
/// From so many days on there is no room for the label of each.
constexpr qint64 mostLabels = 10;

QString translated(const char* text)
{
    return QCoreApplication::translate("SavingsPaper", text);
}

/// Dots of a page for days and database time.
struct Plot
{
    QRectF room;
    qint64 days = 1;
    double least = 0;
    double greatest = 1;

    [[nodiscard]] double x(qint64 day) const
    {
        return room.left() + room.width() * (double(day) + 0.5) / double(days);
    }
    [[nodiscard]] double y(double ms) const
    {
        return room.bottom() - room.height() * (ms - least) / (greatest - least);
    }
};

std::vector<double> ticksOf(const SavingsPaper& paper, double& unit)
{
    double least = 0, greatest = 0;
    for (const SavedOnDay& day : paper.days) {
        least = std::min(least, day.saved.databaseMs);
        greatest = std::max(greatest, day.saved.databaseMs);
    }
    unit = plot::durationUnit(std::max(greatest, -least));
    std::vector<double> ticks = plot::valueTicks(least / unit, greatest / unit);
    for (double& tick : ticks)
        tick *= unit;
    return ticks;
}

void paintAxis(Paper& page, const Plot& plot, const std::vector<double>& ticks, double unit)
{
    for (const double tick : ticks) {
        const double y = plot.y(tick);
        page.painter().setPen(QPen(Paper::color(Token::Grid), page.dots(0.2)));
        page.painter().drawLine(QPointF(plot.room.left(), y), QPointF(plot.room.right(), y));
        page.setInk(8, Token::TextSecondary);
        const QRectF label(0, y - page.dots(3), plot.room.left() - page.dots(2), page.dots(6));
        page.painter().drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                                tick == 0 ? u"0"_s : Format().durationOfUnit(tick, unit));
    }
}

void paintBar(Paper& page, const Plot& plot, qint64 index, double ms, bool today)
{
    const double width = plot.room.width() / double(plot.days) * barShare;
    const QRectF bar(QPointF(plot.x(index) - width / 2, plot.y(std::max(ms, 0.0))),
                     QPointF(plot.x(index) + width / 2, plot.y(std::min(ms, 0.0))));
    const QColor ink = Paper::color(ms < 0 ? Token::Database : Token::Memory);
    page.painter().setPen(today ? QPen(ink, page.dots(0.25)) : QPen(Qt::NoPen));
    page.painter().setBrush(today ? QColor(Qt::transparent) : ink);
    page.painter().drawRect(bar);
    page.painter().setBrush(Qt::NoBrush);
}

void paintDayLabel(Paper& page, const Plot& plot, qint64 index, qint64 startMs, qint64 todayMs)
{
    page.setInk(8, Token::TextSecondary);
    const double width = page.dots(24);
    const QRectF label(plot.x(index) - width / 2, plot.room.bottom(), width, page.dots(daysMm));
    page.painter().drawText(label, Qt::AlignHCenter | Qt::AlignBottom,
                            startMs == todayMs ? translated("so far")
                                               : Format().day(startMs, todayMs));
}

void paintDays(Paper& page, const SavingsPaper& paper)
{
    double unit = 1;
    const std::vector<double> ticks = ticksOf(paper, unit);
    const QRectF room = page.take(chartMm);
    const Plot plot{room.adjusted(page.dots(axisMm), page.dots(3), 0, -page.dots(daysMm)),
                    paper.dayCount, ticks.front(), ticks.back()};
    paintAxis(page, plot, ticks, unit);
    for (const SavedOnDay& day : paper.days) {
        const qint64 index = paper.dayCount - 1 - (paper.todayMs - day.startMs + dayMs / 2) / dayMs;
        if (index >= 0 && index < paper.dayCount)
            paintBar(page, plot, index, day.saved.databaseMs, index == paper.dayCount - 1);
    }
    const qint64 step = (paper.dayCount + mostLabels - 1) / mostLabels;
    for (qint64 index = paper.dayCount - 1; index >= 0; index -= step)
        paintDayLabel(page, plot, index, paper.todayMs - (paper.dayCount - 1 - index) * dayMs,
                      paper.todayMs);
}

void writeTable(Paper& page, const QString& title, const QString& what,
                const std::vector<SavingsRow>& rows, const QString& before)
{
    if (rows.empty())
        return;
    SavingsModel table(what);
    table.setRows(rows);
    table.setBefore(before);
    QList<int> columns{SavingsModel::Name, SavingsModel::Queries, SavingsModel::Time,
                       SavingsModel::Share, SavingsModel::HitRate};
    if (!before.isEmpty())
        columns.append(SavingsModel::Trend);
    page.leave(6);
    page.write(title, 12, QFont::DemiBold, Token::TextPrimary);
    page.write(table, columns);
}

} // namespace

QByteArray savingsPdf(const SavingsPaper& paper)
{
    QByteArray bytes;
    QBuffer device(&bytes);
    device.open(QIODevice::WriteOnly);
    const QString title = translated("Savings of %1").arg(paper.workspace);
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(paper.atMs), u"d MMM yyyy HH:mm"_s);
    {
        Paper page(device, title, translated("%1, as of %2").arg(title, when));
        page.write(translated("Tierwatch"), 9, QFont::Normal, Token::TextSecondary);
        page.leave(1);
        page.write(title, 20, QFont::DemiBold, Token::TextPrimary);
        page.leave(1);
        page.write(translated("As of %1").arg(when), 10, QFont::Normal, Token::TextSecondary);
        page.leave(6);
        page.write(paper.sentence, 16, QFont::DemiBold, Token::TextPrimary);
        page.leave(2);
        page.write(paper.reckoning, 9, QFont::Normal, Token::TextSecondary);
        page.leave(6);
        page.write(translated("Database time saved per day, last %1 days").arg(paper.dayCount), 12,
                   QFont::DemiBold, Token::TextPrimary);
        paintDays(page, paper);
        writeTable(page, translated("By company"), translated("Company"), paper.companies,
                   paper.before);
        writeTable(page, translated("By type"), translated("Type"), paper.types, {});
    }
    return bytes;
}

} // namespace tierwatch
