// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/verdictline.h"

#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>

namespace tierwatch {

using namespace Qt::StringLiterals;

VerdictLine::VerdictLine(QWidget* parent)
    : QWidget(parent),
      m_icon(new IconLabel(u"info"_s, Token::TextSecondary, 16, this)),
      m_words(new TextLabel(TextStyle::Heading, Token::TextPrimary, this)),
      m_sentence(new TextLabel(TextStyle::Body, Token::TextSecondary, this))
{
    m_words->setElidable(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_icon);
    row->addWidget(m_words);
    row->addWidget(m_sentence, 1);
    followScale(this, [this, row] {
        row->setSpacing(px(7));
        setMinimumHeight(px(22));
    });
}

void VerdictLine::setVerdict(State state, const QString& words, const QString& sentence)
{
    const StateLook look = lookOf(state);
    m_icon->setIcon(look.icon, look.color);
    m_words->setText(words);
    m_sentence->setText(sentence);
    setAccessibleName(words + u' ' + sentence);
}

} // namespace tierwatch
