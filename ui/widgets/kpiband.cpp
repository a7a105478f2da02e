// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/kpiband.h"

#include "theme/icons.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tierwatch {

using namespace Qt::StringLiterals;

KpiColumn::KpiColumn(const QString& label, TextStyle figureStyle, QWidget* parent)
    : QWidget(parent),
      m_layout(new QVBoxLayout(this)),
      m_top(new QHBoxLayout),
      m_label(new TextLabel(label, TextStyle::Body, Token::TextSecondary, this)),
      m_figure(new TextLabel(figureStyle, Token::TextPrimary, this)),
      m_trend(new IconLabel(u"up"_s, Token::Ok, 14, this)),
      m_amount(new TextLabel(TextStyle::Emphasis, Token::TextPrimary, this)),
      m_comparison(new TextLabel(TextStyle::Small, Token::TextPrimary, this)),
      m_contextIcon(new IconLabel(u"warning"_s, Token::Warning, 12, this)),
      m_context(new TextLabel(TextStyle::Small, Token::TextSecondary, this))
{
    setAccessibleName(label);
    buildFigure();
    buildLines();
    followScale(this, [this] { applySizes(); });
}

void KpiColumn::buildFigure()
{
    m_figure->setElidable(false);
    m_amount->setElidable(false);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_label);
    column->addWidget(m_figure);
    m_top->addLayout(column);
    m_top->addStretch(1);
    m_layout->setSpacing(0);
    m_layout->addLayout(m_top);
}

void KpiColumn::buildLines()
{
    m_comparisonRow = new QHBoxLayout;
    m_comparisonRow->addWidget(m_trend);
    m_comparisonRow->addWidget(m_amount);
    m_comparisonRow->addWidget(m_comparison, 1);
    m_contextRow = new QHBoxLayout;
    m_contextRow->addWidget(m_contextIcon);
    m_contextRow->addWidget(m_context, 1);
    m_layout->addLayout(m_comparisonRow);
    m_layout->addLayout(m_contextRow);
    m_layout->addStretch(1);
    m_trend->hide();
    m_amount->hide();
    m_contextIcon->hide();
    m_context->hide();
}

void KpiColumn::applySizes()
{
    m_layout->setContentsMargins(pxMargins(14, 12, 14, 8));
    m_top->setSpacing(px(16));
    m_comparisonRow->setSpacing(px(4));
    m_contextRow->setSpacing(px(4));
}

void KpiColumn::setFigure(const QString& figure)
{
    m_figure->setText(figure);
    setAccessibleDescription(figure);
}

void KpiColumn::setFigureColor(Token color)
{
    m_figure->setColor(color);
}

void KpiColumn::setComparison(const QString& text, Token color)
{
    m_trend->hide();
    m_amount->hide();
    m_comparison->setText(text);
    m_comparison->setColor(color);
}

void KpiColumn::setTrend(State state, double change, const QString& amount, const QString& rest)
{
    const Token color = lookOf(state).color;
    m_trend->setIcon(change < 0 ? u"down"_s : u"up"_s, color);
    m_trend->setVisible(change != 0);
    m_amount->setText(amount);
    m_amount->setColor(color);
    m_amount->show();
    m_comparison->setText(rest);
    m_comparison->setColor(Token::TextSecondary);
}

void KpiColumn::setContext(const QString& text, Token color)
{
    m_context->setText(text);
    m_context->setColor(color);
    updateContext();
}

void KpiColumn::setContextState(State state)
{
    m_contextState = state;
    m_contextIcon->setIcon(lookOf(state).icon, lookOf(state).color);
    updateContext();
}

void KpiColumn::setContextVisible(bool visible)
{
    m_contextAllowed = visible;
    updateContext();
}

void KpiColumn::updateContext()
{
    const bool shown = m_contextAllowed && !m_context->text().isEmpty();
    m_context->setVisible(shown);
    m_contextIcon->setVisible(shown && m_contextState != State::Info);
}

void KpiColumn::setBeside(QWidget* widget)
{
    m_top->addWidget(widget, 0, Qt::AlignBottom);
}

KpiBand::KpiBand(QWidget* parent) : QFrame(parent), m_layout(new QHBoxLayout(this))
{
    setProperty("card", true);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

KpiColumn* KpiBand::addColumn(const QString& label, TextStyle figureStyle)
{
    auto* column = new KpiColumn(label, figureStyle, this);
    m_columns.append(column);
    append(column);
    return column;
}

void KpiBand::addColumn(QWidget* content)
{
    auto* padded = new QWidget(this);
    auto* layout = new QVBoxLayout(padded);
    layout->setSpacing(0);
    layout->addWidget(content);
    layout->addStretch(1);
    followScale(padded, [layout] { layout->setContentsMargins(pxMargins(14, 12, 14, 8)); });
    append(padded);
}

void KpiBand::append(QWidget* column)
{
    if (m_last) {
        auto* line = new QFrame(this);
        line->setProperty("hairLine", true);
        line->setFixedWidth(1);
        m_layout->addWidget(line);
        m_layout->setStretchFactor(m_last, 0);
        m_last->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    }
    m_last = column;
    m_layout->addWidget(column, 1);
}

void KpiBand::setCompact(bool compact)
{
    for (KpiColumn* column : std::as_const(m_columns))
        column->setContextVisible(!compact);
}

} // namespace tierwatch
