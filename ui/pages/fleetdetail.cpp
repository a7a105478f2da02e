// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/fleetdetail.h"

#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/textlabel.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace tierwatch {

namespace {

constexpr double panelWidth = 400, labelWidth = 84;

TextLabel* makeLines(TextStyle style, Token color, QWidget* parent)
{
    auto* label = new TextLabel(style, color, parent);
    label->setBreakable(true);
    return label;
}

} // namespace

FleetDetail::FleetDetail(QWidget* parent)
    : QWidget(parent),
      m_card(new Card({}, this)),
      m_chip(new Chip(State::Info, {}, m_card)),
      m_grid(new QGridLayout),
      m_place(new TextLabel(TextStyle::Small, Token::TextSecondary, m_card)),
      m_happened(makeLines(TextStyle::Body, Token::TextPrimary, m_card)),
      m_todo(makeLines(TextStyle::Small, Token::TextSecondary, m_card)),
      m_cost(makeLines(TextStyle::Small, Token::TextSecondary, m_card)),
      m_problem(new QWidget(m_card))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    layout->addStretch(1);
    m_card->setCorner(m_chip);
    build();
}

void FleetDetail::build()
{
    auto* problem = new QVBoxLayout(m_problem);
    problem->setContentsMargins({});
    problem->addWidget(makeHairLine(m_problem));
    problem->addWidget(m_happened);
    problem->addWidget(m_todo);
    QVBoxLayout& body = *m_card->body();
    body.addWidget(m_place);
    body.addLayout(m_grid);
    body.addWidget(m_problem);
    body.addWidget(makeHairLine(m_card));
    body.addWidget(m_cost);
    m_grid->setColumnStretch(1, 1);
    followScale(this, [this, problem, &body] {
        setFixedWidth(px(panelWidth));
        problem->setSpacing(px(6));
        body.setSpacing(px(10));
        m_grid->setColumnMinimumWidth(0, px(labelWidth));
        m_grid->setHorizontalSpacing(px(12));
        m_grid->setVerticalSpacing(px(6));
    });
}

void FleetDetail::setText(const FleetDetailText& text)
{
    m_card->setEmpty({});
    if (m_text == text)
        return;
    m_text = text;
    m_card->setTitle(text.name);
    m_chip->setState(text.look.chip.value_or(State::Info), text.look.word);
    m_place->setText(text.place);
    m_happened->setText(text.happened);
    m_todo->setText(text.todo);
    m_problem->setVisible(!text.happened.isEmpty());
    m_cost->setText(text.cost);
    showFacts();
}

void FleetDetail::showFacts()
{
    while (m_facts.size() < m_text.facts.size())
        addFact();
    for (std::size_t i = 0; i < m_facts.size(); ++i) {
        const bool isShown = i < m_text.facts.size();
        const auto [label, value] = m_facts[i];
        label->setText(isShown ? m_text.facts[i].label : QString());
        value->setText(isShown ? m_text.facts[i].text : QString());
        label->setVisible(isShown);
        value->setVisible(isShown);
    }
}

void FleetDetail::addFact()
{
    auto* label = new TextLabel(TextStyle::Small, Token::TextSecondary, m_card);
    TextLabel* value = makeLines(TextStyle::Body, Token::TextPrimary, m_card);
    const int row = int(m_facts.size());
    m_grid->addWidget(label, row, 0, Qt::AlignTop);
    m_grid->addWidget(value, row, 1);
    m_facts.emplace_back(label, value);
}

void FleetDetail::setEmpty(const QString& sentence)
{
    m_card->setTitle(tr("Details"));
    m_card->setEmpty(sentence);
    m_text = {};
}

} // namespace tierwatch
