// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/state.h"
#include "theme/typography.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace tierwatch {

class IconLabel;
class TextLabel;

/// One column of a KpiBand: a label, a figure (and what stands beside it), one or two small lines:
/// first what it is compared with, then context. Figures are never cut.
class KpiColumn final : public QWidget
{
    Q_OBJECT

public:
    KpiColumn(const QString& label, TextStyle figureStyle, QWidget* parent = nullptr);

    void setFigure(const QString& figure);
    /// Figures that are old or unsure turn grey and keep their place.
    void setFigureColor(Token color);
    void setComparison(const QString& text, Token color = Token::TextPrimary);
    /// A change with its own arrow and colour, then a grey rest: "1.4 points" "above ...".
    void setTrend(State state, double change, const QString& amount, const QString& rest);
    void setContext(const QString& text, Token color = Token::TextSecondary);
    /// Shows a state's icon before the context line; `Info` shows none.
    void setContextState(State state);
    /// Puts `widget` to the right of the figure (a legend); the column owns it.
    void setBeside(QWidget* widget);
    void setContextVisible(bool visible);

private:
    void buildFigure();
    void buildLines();
    void applySizes();
    void updateContext();

    QVBoxLayout* m_layout;
    QHBoxLayout* m_top;
    QHBoxLayout* m_comparisonRow = nullptr;
    QHBoxLayout* m_contextRow = nullptr;
    TextLabel* m_label;
    TextLabel* m_figure;
    IconLabel* m_trend;
    TextLabel* m_amount;
    TextLabel* m_comparison;
    IconLabel* m_contextIcon;
    TextLabel* m_context;
    State m_contextState = State::Info;
    bool m_contextAllowed = true;
};

/// A card of 3 or 4 columns divided by hair lines. Columns take what they need, the last stretches.
class KpiBand final : public QFrame
{
    Q_OBJECT

public:
    explicit KpiBand(QWidget* parent = nullptr);

    KpiColumn* addColumn(const QString& label, TextStyle figureStyle = TextStyle::Figure);
    /// For content of its own; the band owns it and pads it as the others.
    void addColumn(QWidget* content);
    /// On low windows the columns lose their last small line.
    void setCompact(bool compact);

private:
    void append(QWidget* column);

    QHBoxLayout* m_layout;
    QList<KpiColumn*> m_columns;
    QWidget* m_last = nullptr;
};

} // namespace tierwatch
