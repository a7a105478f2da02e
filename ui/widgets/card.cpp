// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/card.h"

#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace tierwatch {

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent),
      m_layout(new QVBoxLayout(this)),
      m_titleBar(new QWidget(this)),
      m_title(new TextLabel(TextStyle::Heading, Token::TextPrimary, m_titleBar)),
      m_subtitle(new TextLabel(TextStyle::Small, Token::TextSecondary, m_titleBar)),
      m_reason(new TextLabel(TextStyle::Small, Token::TextSecondary, this)),
      m_content(new QWidget(this)),
      m_body(new QVBoxLayout(m_content))
{
    setProperty("card", true);
    buildTitleRow();
    m_reason->setBreakable(true);
    m_reason->hide();
    m_body->setSpacing(0);
    m_body->setContentsMargins({});
    m_layout->addWidget(m_titleBar);
    m_layout->addWidget(m_reason, 1, Qt::AlignTop);
    m_layout->addWidget(m_content, 1);
    setTitle(title);
    followScale(this, [this] { applySizes(); });
}

void Card::buildTitleRow()
{
    m_titleRow = new QHBoxLayout(m_titleBar);
    m_titleRow->setContentsMargins({});
    m_title->setElidable(false);
    m_titleRow->addWidget(m_title);
    m_titleRow->addWidget(m_subtitle, 1);
}

void Card::applySizes()
{
    m_layout->setContentsMargins(pxMargins(14, 10, 14, 12));
    m_layout->setSpacing(px(4));
    m_titleRow->setSpacing(px(8));
    m_titleBar->setFixedHeight(px(24)); // a button fits
}

void Card::setTitle(const QString& title)
{
    m_title->setText(title);
    m_titleBar->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::setSubtitle(const QString& subtitle)
{
    m_subtitle->setText(subtitle);
}

void Card::setCorner(QWidget* widget)
{
    delete m_corner;
    m_corner = widget;
    m_titleRow->addWidget(widget, 0, Qt::AlignRight | Qt::AlignVCenter);
}

void Card::setEmpty(const QString& sentence)
{
    m_reason->setText(sentence);
    showBody(sentence.isEmpty());
    setAccessibleDescription(sentence);
}

void Card::setNotAvailable(const QString& reason)
{
    const bool available = reason.isEmpty();
    m_title->setColor(available ? Token::TextPrimary : Token::TextSecondary);
    m_reason->setText(QString(QChar(0x2013)) + u' ' + reason);
    showBody(available);
    setAccessibleDescription(reason);
}

void Card::showBody(bool shown)
{
    m_reason->setVisible(!shown);
    m_content->setVisible(shown);
    if (m_corner)
        m_corner->setVisible(shown);
}

QFrame* makeHairLine(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("hairLine", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace tierwatch
