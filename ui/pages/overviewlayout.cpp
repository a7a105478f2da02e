// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/overviewlayout.h"

#include "theme/typography.h"

#include <QBoxLayout>

#include <utility>

namespace tierwatch {

OverviewLayout::OverviewLayout(QWidget* parent) : QWidget(parent) {}

void OverviewLayout::setCards(const OverviewCards& cards)
{
    m_cards = cards;
    for (QWidget* card : {cards.chart, cards.controls, cards.times, cards.size, cards.events})
        card->setParent(this);
    place();
    followScale(this, [this] { applySizes(); });
}

void OverviewLayout::arrange(bool wide, bool low)
{
    if (wide == m_wide && low == m_low)
        return;
    m_low = low;
    if (wide != std::exchange(m_wide, wide))
        place();
    applySizes();
}

void OverviewLayout::place()
{
    delete layout();
    m_wide ? placeWide() : placeNormal();
    layout()->setContentsMargins({});
}

void OverviewLayout::placeNormal()
{
    auto* rows = new QVBoxLayout(this);
    m_boxes = {rows, new QHBoxLayout, new QHBoxLayout};
    rows->addLayout(m_boxes[1], 3);
    m_boxes[1]->addWidget(m_cards.chart, 75);
    m_boxes[1]->addWidget(m_cards.controls, 25);
    rows->addLayout(m_boxes[2], 1);
    m_boxes[2]->addWidget(m_cards.times, 40);
    m_boxes[2]->addWidget(m_cards.size, 23);
    m_boxes[2]->addWidget(m_cards.events, 37);
}

void OverviewLayout::placeWide()
{
    auto* columns = new QHBoxLayout(this);
    m_boxes = {columns, new QVBoxLayout, new QHBoxLayout};
    columns->addWidget(m_cards.chart, 58);
    columns->addLayout(m_boxes[1], 42);
    m_boxes[1]->addLayout(m_boxes[2]);
    m_boxes[2]->addWidget(m_cards.times, 60);
    m_boxes[2]->addWidget(m_cards.controls, 40);
    m_boxes[1]->addWidget(m_cards.size);
    m_boxes[1]->addWidget(m_cards.events, 1);
}

void OverviewLayout::applySizes()
{
    for (QBoxLayout* box : m_boxes)
        box->setSpacing(px(m_low ? 10 : 12));
    m_cards.chart->setMinimumHeight(px(m_low ? 220 : 284));
    m_cards.events->setMinimumHeight(px(m_low ? 180 : 234));
}

} // namespace tierwatch
