// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "theme/typography.h"

#include <QWidget>

namespace tierwatch {

/// What a colour, shape or dash on a chart stands for: the mark, then its name.
class LegendLabel final : public QWidget
{
    Q_OBJECT

public:
    enum class Mark {
        Square, ///< solid swatch
        Area,   ///< outlined fill
        Line,
        Dashed,
        Circle,  ///< cached
        Diamond, ///< database
    };

    LegendLabel(Mark mark, Token color, const QString& text, QWidget* parent = nullptr);
    void setTextStyle(TextStyle style, Token color);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// The mark alone, centred in `box`; for painters.
    static void paintMark(QPainter& painter, Mark mark, const QRectF& box, const Colors& colors,
                          Token color);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Mark m_mark;
    Token m_color;
    QString m_text;
    TextStyle m_style = TextStyle::Small;
    Token m_textColor = Token::TextSecondary;
};

/// Names of shares with their percentages, one below the other: the legend beside a hit rate.
class ShareLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareLegend(QWidget* parent = nullptr);
    /// Percentages of memory, disk and database as Format::shares gives them; empty = unknown.
    void setShares(const std::vector<double>& shares);
    void setFigureColor(Token color);

private:
    QList<class TextLabel*> m_figures;
};

} // namespace tierwatch
