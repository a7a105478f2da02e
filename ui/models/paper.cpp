// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/paper.h"

#include <QAbstractItemModel>
#include <QFontMetricsF>
#include <QPageLayout>

#include <algorithm>
#include <numeric>

namespace tierwatch {

namespace {

constexpr int dotsPerInch = 300;
constexpr double marginMm = 18, footMm = 8, rowMm = 6.4, gapMm = 5;
constexpr double tablePoints = 9, footPoints = 8;

} // namespace

/// Where the columns of a table stand, dots.
struct Paper::Grid
{
    QList<int> columns;
    QList<double> widths;
};

Paper::Paper(QIODevice& device, const QString& title, const QString& foot)
    : m_writer(&device), m_foot(foot)
{
    m_writer.setTitle(title);
    m_writer.setCreator(tr("Tierwatch"));
    m_writer.setResolution(dotsPerInch);
    m_writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait,
                            QMarginsF(marginMm, marginMm, marginMm, marginMm),
                            QPageLayout::Millimeter});
    m_painter.begin(&m_writer);
    m_painter.setRenderHint(QPainter::Antialiasing);
}

Paper::~Paper()
{
    writeFoot();
    m_painter.end();
}

double Paper::dots(double mm) const
{
    return mm / 25.4 * dotsPerInch;
}

void Paper::setInk(double points, Token ink, QFont::Weight weight)
{
    QFont font;
    font.setPointSizeF(points);
    font.setWeight(weight);
    m_painter.setFont(font);
    m_painter.setPen(color(ink));
}

void Paper::write(const QString& text, double points, QFont::Weight weight, Token ink)
{
    setInk(points, ink, weight);
    const QRectF room(0, m_y, m_writer.width(), m_writer.height());
    const int flags = Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop;
    const double height = m_painter.boundingRect(room, flags, text).height();
    const QRectF taken = take(height / dots(1));
    setInk(points, ink, weight);
    m_painter.drawText(taken, flags, text);
}

void Paper::leave(double mm)
{
    m_y += dots(mm);
}

QRectF Paper::take(double mm)
{
    if (!fits(mm))
        turn();
    const QRectF room(0, m_y, m_writer.width(), dots(mm));
    m_y += dots(mm);
    return room;
}

bool Paper::fits(double mm) const
{
    return m_y == 0 || m_y + dots(mm) <= m_writer.height() - dots(footMm);
}

void Paper::turn()
{
    writeFoot();
    m_writer.newPage();
    ++m_page;
    m_y = 0;
}

void Paper::writeFoot()
{
    setInk(footPoints, Token::TextSecondary);
    const QRectF room(0, m_writer.height() - dots(footMm), m_writer.width(), dots(footMm));
    m_painter.drawText(room, Qt::AlignLeft | Qt::AlignBottom, m_foot);
    m_painter.drawText(room, Qt::AlignRight | Qt::AlignBottom, tr("Page %1").arg(m_page));
}

/// The first column takes the room that the others leave.
Paper::Grid Paper::gridOf(const QAbstractItemModel& table, const QList<int>& columns)
{
    setInk(tablePoints, Token::TextPrimary, QFont::DemiBold);
    const QFontMetricsF metrics(m_painter.font(), &m_writer);
    Grid grid{columns, {}};
    grid.widths.reserve(columns.size());
    for (const int column : columns) {
        double width =
            metrics.horizontalAdvance(table.headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < table.rowCount(); ++row)
            width = std::max(width,
                             metrics.horizontalAdvance(table.index(row, column).data().toString()));
        grid.widths.append(width + dots(gapMm));
    }
    const double others = std::accumulate(grid.widths.begin() + 1, grid.widths.end(), 0.0);
    grid.widths.front() = m_writer.width() - others;
    return grid;
}

void Paper::write(const QAbstractItemModel& table, const QList<int>& columns)
{
    const Grid grid = gridOf(table, columns);
    const auto head = [&] {
        setInk(tablePoints, Token::TextSecondary);
        writeRow(grid, [&table](int column, int role) {
            return table.headerData(column, Qt::Horizontal, role);
        });
    };
    if (!fits(2 * rowMm))
        turn();
    head();
    for (int row = 0; row < table.rowCount(); ++row) {
        if (!fits(rowMm)) {
            turn();
            head();
        }
        setInk(tablePoints, Token::TextPrimary);
        writeRow(grid, [&table, row](int column, int role) {
            return table.index(row, column).data(role);
        });
    }
}

void Paper::writeRow(const Grid& grid, const std::function<QVariant(int column, int role)>& cell)
{
    const QRectF row = take(rowMm);
    const QFontMetricsF metrics(m_painter.font(), &m_writer);
    double x = 0;
    for (qsizetype i = 0; i < grid.columns.size(); ++i) {
        const double gap = i == 0 ? 0 : dots(gapMm);
        const QRectF room(x + gap, row.top(), grid.widths[i] - gap, row.height());
        const auto side = cell(grid.columns[i], Qt::TextAlignmentRole).value<Qt::Alignment>();
        const QString text = cell(grid.columns[i], Qt::DisplayRole).toString();
        m_painter.drawText(room, static_cast<int>(side),
                           metrics.elidedText(text, Qt::ElideRight, room.width()));
        x += grid.widths[i];
    }
    m_painter.setPen(QPen(color(Token::Border), dots(0.15)));
    m_painter.drawLine(row.bottomLeft(), row.bottomRight());
}

} // namespace tierwatch
