// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QCoreApplication>
#include <QFont>
#include <QPainter>
#include <QPdfWriter>

#include <functional>

class QAbstractItemModel;

namespace tierwatch {

/// A4 pages written from top to bottom, in the colours of paper whatever the screen has. A line at
/// the foot of each names what it belongs to, and its number. GUI thread; the device, which must be
/// open, outlives it, and has all of it once this has gone.
class Paper final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Paper)
public:
    Paper(QIODevice& device, const QString& title, const QString& foot);
    ~Paper();
    Q_DISABLE_COPY_MOVE(Paper)

    /// As wide as the page, broken where it must be.
    void write(const QString& text, double points, QFont::Weight weight, Token ink);
    void leave(double mm);
    /// The rows of a model under their heads, which begin every page; numbers as wide as they need.
    void write(const QAbstractItemModel& table, const QList<int>& columns);
    /// That much of the page, or of the next one, to be painted on.
    [[nodiscard]] QRectF take(double mm);

    [[nodiscard]] QPainter& painter() { return m_painter; }
    [[nodiscard]] double dots(double mm) const;
    void setInk(double points, Token ink, QFont::Weight weight = QFont::Normal);
    [[nodiscard]] static QColor color(Token token) { return Colors(Scheme::Light)(token); }

private:
    struct Grid;
    [[nodiscard]] Grid gridOf(const QAbstractItemModel& table, const QList<int>& columns);
    void writeRow(const Grid& grid, const std::function<QVariant(int column, int role)>& cell);
    [[nodiscard]] bool fits(double mm) const;
    void turn();
    void writeFoot();

    QPdfWriter m_writer;
    QPainter m_painter;
    const QString m_foot;
    int m_page = 1;
    double m_y = 0; ///< dots from the top
};

} // namespace tierwatch
