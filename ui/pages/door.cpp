// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/door.h"

#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/emptystate.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace tierwatch {

Door::Door(const DoorText& text, bool primary, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    auto* card = new Card({}, this);
    card->setAccessibleName(text.title);
    layout->addWidget(card);
    auto* body = new QVBoxLayout;
    card->body()->addLayout(body);
    buildText(*body, text);
    buildFacts(*body, text);
    body->addStretch(1);
    m_button = makeButton(primary ? ButtonKind::Primary : ButtonKind::Plain, text.button, card);
    body->addWidget(m_button);
    if (!text.link.isEmpty())
        buildLink(*body, text.link);
    buildProgress(*body);
    m_problem = new TextLabel(TextStyle::Small, Token::Error, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    body->addWidget(m_problem);
    connect(m_button, &QPushButton::clicked, this, &Door::entered);
    followScale(this, [this, body] {
        body->setContentsMargins(pxMargins(8, 10, 8, 10));
        body->setSpacing(px(8));
        setFixedWidth(px(318));
        setMinimumHeight(px(350));
        m_state->setMinimumHeight(px(34));
        m_button->setMinimumHeight(px(34));
        m_cancel->setMinimumHeight(px(34));
        m_bar->setFixedHeight(px(8));
    });
}

void Door::buildText(QVBoxLayout& body, const DoorText& text)
{
    body.addWidget(makeIconTile(text.icon, this), 0, Qt::AlignLeft);
    body.addWidget(new TextLabel(text.title, TextStyle::Door, Token::TextPrimary, this));
    auto* description =
        new TextLabel(text.description, TextStyle::Body, Token::TextSecondary, this);
    description->setWordWrap(true);
    body.addWidget(description);
    body.addWidget(makeHairLine(this));
}

void Door::buildFacts(QVBoxLayout& body, const DoorText& text)
{
    m_facts = new QWidget(this);
    auto* rows = new QVBoxLayout(m_facts);
    followScale(m_facts, [rows] {
        rows->setContentsMargins(pxMargins(0, 4, 0, 6));
        rows->setSpacing(px(6));
    });
    for (const DoorText::Fact& fact : text.facts) {
        auto* row = new QHBoxLayout;
        followScale(m_facts, [row] { row->setSpacing(px(8)); });
        row->addWidget(new IconLabel(fact.icon, Token::TextSecondary, 13, m_facts));
        row->addWidget(new TextLabel(fact.text, TextStyle::Small, Token::TextPrimary, m_facts), 1);
        rows->addLayout(row);
    }
    body.addWidget(m_facts);
}

void Door::buildLink(QVBoxLayout& body, const QString& text)
{
    m_link = makeLink(text, this);
    body.addWidget(m_link, 0, Qt::AlignHCenter);
    connect(m_link, &QToolButton::clicked, this, &Door::linkFollowed);
}

void Door::buildProgress(QVBoxLayout& body)
{
    m_running = new QWidget(this);
    auto* column = new QVBoxLayout(m_running);
    column->setContentsMargins({});
    followScale(m_running, [column] { column->setSpacing(px(6)); });
    m_state = new TextLabel(TextStyle::Small, Token::TextPrimary, m_running);
    m_state->setWordWrap(true);
    m_bar = new QProgressBar(m_running);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress"));
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), m_running);
    column->addWidget(m_state);
    column->addWidget(m_bar);
    column->addWidget(m_cancel);
    m_running->hide();
    body.addWidget(m_running);
    connect(m_cancel, &QPushButton::clicked, this, &Door::cancelled);
}

void Door::setProgress(int percent, const QString& sentence)
{
    setProblem({});
    m_facts->hide();
    m_bar->setValue(percent);
    m_state->setText(sentence);
    const bool hadFocus = m_button->hasFocus();
    m_running->show();
    if (hadFocus)
        m_cancel->setFocus();
    m_button->hide();
}

void Door::endProgress()
{
    const bool hadFocus = m_cancel->hasFocus();
    m_facts->show();
    m_button->show();
    if (hadFocus)
        m_button->setFocus();
    m_running->hide();
}

void Door::setProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void Door::setButtonText(const QString& text)
{
    m_button->setText(text);
}

} // namespace tierwatch
