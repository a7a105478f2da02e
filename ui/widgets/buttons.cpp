// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/buttons.h"

#include "theme/icons.h"
#include "theme/typography.h"

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

void followIconSize(QAbstractButton* button)
{
    followScale(button, [button] { button->setIconSize(pxSize(16, 16)); });
}

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
    followIconSize(button);
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
    followIconSize(button);
    return button;
}

QToolButton* makeLink(const QString& text, QWidget* parent)
{
    auto* link = new QToolButton(parent);
    link->setText(text);
    link->setFocusPolicy(Qt::TabFocus);
    link->setCursor(Qt::PointingHandCursor);
    setKindName(*link, u"link"_s);
    return link;
}

} // namespace tierwatch
