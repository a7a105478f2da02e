// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/emptystate.h"

#include "theme/icons.h"
#include "widgets/buttons.h"
#include "widgets/textlabel.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace tierwatch {

namespace {

constexpr double tileSide = 44, tileIconSide = 22, tileRadius = 8;

class IconTile final : public QWidget
{
public:
    IconTile(const QString& icon, QWidget* parent) : QWidget(parent), m_icon(icon)
    {
        followScale(this, [this] { setFixedSize(pxSize(tileSide, tileSide)); });
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors colors = Colors::of(*this);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors(Token::Selection));
        painter.drawRoundedRect(rect(), px(tileRadius), px(tileRadius));
        QRectF icon(0, 0, px(tileIconSide), px(tileIconSide));
        icon.moveCenter(QRectF(rect()).center());
        icons::paint(painter, m_icon, icon, colors(Token::TextPrimary));
    }

private:
    QString m_icon;
};

} // namespace

EmptyState::EmptyState(const QString& icon, const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(new TextLabel(title, TextStyle::Door, Token::TextPrimary, this)),
      m_sentence(new TextLabel(TextStyle::Body, Token::TextSecondary, this)),
      m_button(makeButton(ButtonKind::Plain, {}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addStretch(1);
    if (!icon.isEmpty())
        layout->addWidget(makeIconTile(icon, this), 0, Qt::AlignHCenter);
    for (TextLabel* label : {m_title, m_sentence}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    m_sentence->hide();
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::triggered);
    followScale(this, [layout] { layout->setSpacing(px(8)); });
}

void EmptyState::setTitle(const QString& title)
{
    m_title->setText(title);
}

void EmptyState::setSentence(const QString& sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

void EmptyState::setAction(const QString& text, ButtonKind kind)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
    setKind(*m_button, kind);
}

QWidget* makeIconTile(const QString& icon, QWidget* parent)
{
    return new IconTile(icon, parent);
}

} // namespace tierwatch
