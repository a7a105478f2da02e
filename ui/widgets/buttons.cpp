// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/buttons.h"

#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/painting.h"

#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

/// As the style sheet names it.
QString nameOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plain:
        break;
    case ButtonKind::Primary:
        return u"primary"_s;
    case ButtonKind::Danger:
        return u"danger"_s;
    case ButtonKind::DangerFinal:
        return u"danger-final"_s;
    }
    return u"plain"_s;
}

Token textColorOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plain:
        break;
    case ButtonKind::Primary:
        return Token::OnAccent;
    case ButtonKind::Danger:
        return Token::Error;
    case ButtonKind::DangerFinal:
        return Token::OnDanger;
    }
    return Token::TextPrimary;
}

void setKindName(QAbstractButton& button, const QString& name)
{
    button.setProperty("kind", name);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

constexpr double iconSide = 16, iconAndGap = 21;

void followIconSize(QAbstractButton* button, double width)
{
    followScale(button, [=] { button->setIconSize(pxSize(width, iconSide)); });
}

/// Underlined text, as wide as its text and high enough for a pointer.
class LinkButton final : public QToolButton
{
public:
    using QToolButton::QToolButton;

    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(textFont(TextStyle::Small));
        return {metrics.horizontalAdvance(text()) + 1, std::max(px(24), metrics.height() + 4)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors colors = Colors::of(*this);
        painter.setFont(textFont(TextStyle::Small));
        painter.setPen(colors(isEnabled() ? Token::TextPrimary : Token::TextDisabled));
        painter.drawText(rect(), Qt::AlignCenter, text());
        const int line = (height() + painter.fontMetrics().height()) / 2 - 1;
        painter.fillRect(0, line, width(), 1,
                         colors(underMouse() ? Token::TextPrimary : Token::BorderStrong));
        if (hasFocus())
            paintFocusRing(painter, QRectF(rect()).adjusted(4, 4, -4, -4), 1, colors);
    }
};

} // namespace

void setKind(QAbstractButton& button, ButtonKind kind)
{
    setKindName(button, nameOf(kind));
    auto* push = qobject_cast<QPushButton*>(&button);
    if (push && kind == ButtonKind::DangerFinal) {
        push->setDefault(false);
        push->setAutoDefault(false);
    }
}

QPushButton* makeButton(ButtonKind kind, const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setFocusPolicy(Qt::TabFocus);
    setKind(*button, kind);
    return button;
}

QPushButton* makeButton(ButtonKind kind, const QString& icon, const QString& text, QWidget* parent)
{
    QPushButton* button = makeButton(kind, text, parent);
    button->setIcon(icons::icon(icon, textColorOf(kind)));
    followIconSize(button, iconAndGap);
    return button;
}

QToolButton* makeIconButton(const QString& icon, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icons::icon(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::TabFocus);
    setKindName(*button, u"flat"_s);
    followIconSize(button, iconSide);
    return button;
}

QToolButton* makeLink(const QString& text, QWidget* parent)
{
    auto* link = new LinkButton(parent);
    link->setText(text);
    link->setFocusPolicy(Qt::TabFocus);
    link->setCursor(Qt::PointingHandCursor);
    return link;
}

} // namespace tierwatch
