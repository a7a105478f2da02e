// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/nameconfirmation.h"

#include "theme/icons.h"
#include "widgets/textlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

NameConfirmation::NameConfirmation(QWidget* parent, Qt::Orientation direction)
    : QWidget(parent),
      m_reason(new TextLabel(TextStyle::Body, Token::TextPrimary, this)),
      m_prompt(new TextLabel(TextStyle::Body, Token::TextPrimary, this)),
      m_wanted(new TextLabel(TextStyle::Heading, Token::TextPrimary, this)),
      m_field(new QLineEdit(this)),
      m_tick(m_field->addAction(icons::icon(u"tick"_s, Token::Ok), QLineEdit::TrailingPosition))
{
    auto* wanted = new QHBoxLayout;
    wanted->setSpacing(4);
    wanted->addWidget(m_prompt);
    wanted->addWidget(m_wanted, 1);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_reason);
    words->addLayout(wanted);
    const bool beside = direction == Qt::Horizontal;
    auto* parts = new QBoxLayout(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, this);
    parts->setContentsMargins({});
    parts->addLayout(words, beside ? 1 : 0);
    parts->addWidget(m_field);
    if (!beside)
        parts->addStretch(1);
    followScale(this, [this] { m_field->setFixedWidth(px(216)); });
    m_tick->setVisible(false);
    connect(m_field, &QLineEdit::textChanged, this, &NameConfirmation::check);
}

void NameConfirmation::setText(const ConfirmationText& text)
{
    m_reason->setText(text.reason);
    m_prompt->setText(text.prompt);
    m_wanted->setText(text.name);
    m_field->setAccessibleName(text.prompt + u' ' + text.name);
    if (m_name == text.name)
        return;
    m_name = text.name;
    m_field->clear();
    check();
}

bool NameConfirmation::matches() const
{
    return namesMatch(m_field->text(), m_name);
}

void NameConfirmation::check()
{
    m_tick->setVisible(matches());
    Q_EMIT matchChanged(matches());
}

} // namespace tierwatch
