// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/fleetproblems.h"

#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/chip.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace tierwatch {

namespace {

constexpr double chipWidth = 150, leastName = 142, rowHeight = 50;
constexpr int nameShare = 6; ///< of the width, where that is more

} // namespace

FleetProblems::FleetProblems(QWidget* parent)
    : QWidget(parent),
      m_card(new Card(tr("Needs attention"), this)),
      m_more(new TextLabel(TextStyle::Small, Token::TextSecondary, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (std::size_t index = 0; index < m_rows.size(); ++index)
        build(index);
    m_card->setCorner(m_more);
    hide();
}

void FleetProblems::build(std::size_t index)
{
    Row& row = m_rows[index];
    row.line = makeHairLine(m_card);
    row.widget = new QWidget(m_card);
    auto* layout = new QHBoxLayout(row.widget);
    auto* left = new QWidget(row.widget);
    auto* leftLayout = new QHBoxLayout(left);
    leftLayout->setContentsMargins({});
    row.chip = new Chip(State::Warning, {}, left);
    leftLayout->addWidget(row.chip);
    leftLayout->addStretch(1);
    row.name = new TextLabel(TextStyle::Heading, Token::TextPrimary, row.widget);
    row.happened = new TextLabel(TextStyle::Body, Token::TextPrimary, row.widget);
    row.todo = new TextLabel(TextStyle::Small, Token::TextSecondary, row.widget);
    row.button = makeButton(ButtonKind::Plain, QString(), row.widget);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(row.happened);
    words->addWidget(row.todo);
    words->addStretch(1);
    layout->addWidget(left);
    layout->addWidget(row.name);
    layout->addLayout(words, 1);
    layout->addWidget(row.button);
    m_card->body()->addWidget(row.line);
    m_card->body()->addWidget(row.widget);
    connect(row.button, &QPushButton::clicked, this, [this, index] {
        const FleetProblem& problem = m_rows[index].problem;
        Q_EMIT triggered(problem.connectionId, problem.concern);
    });
    followScale(row.widget, [this, layout, left, widget = row.widget] {
        layout->setContentsMargins({});
        layout->setSpacing(px(12));
        left->setFixedWidth(px(chipWidth));
        widget->setFixedHeight(px(rowHeight));
        fitNames();
    });
}

/// All of one width, so that what happened begins below each other.
void FleetProblems::fitNames()
{
    for (const Row& row : m_rows) {
        if (row.name)
            row.name->setFixedWidth(std::max(px(leastName), width() / nameShare));
    }
}

void FleetProblems::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitNames();
}

void FleetProblems::show(Row& row, const FleetProblem& problem)
{
    row.problem = problem;
    row.chip->setState(problem.look.chip.value_or(State::Warning), problem.look.word);
    row.name->setText(problem.name);
    row.happened->setText(problem.happened);
    row.todo->setText(problem.todo);
    row.button->setText(problem.button);
    row.button->setAccessibleName(problem.button + u' ' + problem.name);
}

void FleetProblems::setProblems(const std::vector<FleetProblem>& problems, int all)
{
    for (std::size_t index = 0; index < m_rows.size(); ++index) {
        const bool shown = index < problems.size();
        if (shown && m_rows[index].problem != problems[index])
            show(m_rows[index], problems[index]);
        m_rows[index].widget->setVisible(shown);
        m_rows[index].line->setVisible(shown && index > 0);
    }
    const int more = all - int(problems.size());
    m_more->setText(more > 0 ? tr("and %1 more").arg(Format().count(more)) : QString());
    setVisible(!problems.empty());
}

} // namespace tierwatch
