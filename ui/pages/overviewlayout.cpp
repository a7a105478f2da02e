// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewlayout.h"

#include "theme/typography.h"

#include <QGridLayout>

namespace tierwatch {

namespace {

/// A grid of many columns lets each row have cards of its own widths.
constexpr int columns = 48;

} // namespace

OverviewLayout::OverviewLayout(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins({});
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
}

void OverviewLayout::setCards(const OverviewCards& cards)
{
    m_cards = cards;
    for (QWidget* card : {cards.chart, cards.controls, cards.times, cards.size, cards.events})
        card->setParent(this);
    placeNormal();
    followScale(this, [this] { applySizes(); });
}

void OverviewLayout::arrange(bool wide, bool low)
{
    if (wide == m_wide && low == m_low)
        return;
    if (wide != m_wide) {
        for (QWidget* card :
             {m_cards.chart, m_cards.controls, m_cards.times, m_cards.size, m_cards.events})
            m_grid->removeWidget(card);
        wide ? placeWide() : placeNormal();
    }
    m_wide = wide;
    m_low = low;
    applySizes();
}

void OverviewLayout::placeNormal()
{
    m_grid->addWidget(m_cards.chart, 0, 0, 1, 36);
    m_grid->addWidget(m_cards.controls, 0, 36, 1, 12);
    m_grid->addWidget(m_cards.times, 1, 0, 1, 19);
    m_grid->addWidget(m_cards.size, 1, 19, 1, 11);
    m_grid->addWidget(m_cards.events, 1, 30, 1, 18);
}

void OverviewLayout::placeWide()
{
    m_grid->addWidget(m_cards.chart, 0, 0, 3, 28);
    m_grid->addWidget(m_cards.times, 0, 28, 1, 12);
    m_grid->addWidget(m_cards.controls, 0, 40, 1, 8);
    m_grid->addWidget(m_cards.size, 1, 28, 1, 20);
    m_grid->addWidget(m_cards.events, 2, 28, 1, 20);
}

void OverviewLayout::applySizes()
{
    m_grid->setSpacing(px(12));
    m_grid->setRowMinimumHeight(0, px(m_low ? 232 : 284));
    m_grid->setRowMinimumHeight(1, m_wide ? 0 : px(m_low ? 200 : 234));
    m_grid->setRowStretch(0, m_wide ? 0 : 3);
    m_grid->setRowStretch(1, m_wide ? 0 : 1);
    m_grid->setRowStretch(2, m_wide ? 1 : 0);
}

} // namespace tierwatch
