// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textlabel.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace tierwatch {

namespace {

constexpr double leastElidedWidth = 40;

} // namespace

TextLabel::TextLabel(TextStyle style, Token color, QWidget* parent)
    : TextLabel(QString(), style, color, parent)
{
}

TextLabel::TextLabel(const QString& text, TextStyle style, Token color, QWidget* parent)
    : QLabel(text, parent), m_style(style), m_color(color)
{
    setTextFormat(Qt::PlainText);
    followScale(this, [this] { setFont(textFont(m_style)); });
}

void TextLabel::setTextStyle(TextStyle style)
{
    m_style = style;
    setFont(textFont(style));
}

void TextLabel::setColor(Token color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
}

void TextLabel::setElidable(bool elidable)
{
    m_elidable = elidable;
    updateGeometry();
}

void TextLabel::setBreakable(bool breakable)
{
    m_breakable = breakable;
    updateGeometry();
}

int TextLabel::moreLines() const
{
    if (!m_breakable)
        return 0;
    const QFontMetrics metrics = fontMetrics();
    const QRect room(0, 0, std::max(contentsRect().width(), px(leastElidedWidth)), 0);
    const int needed = metrics.boundingRect(room, Qt::TextWordWrap, text()).height();
    return std::max(0, needed - metrics.height());
}

QSize TextLabel::sizeHint() const
{
    QSize size = QLabel::sizeHint();
    size.rheight() += moreLines();
    return size;
}

QSize TextLabel::minimumSizeHint() const
{
    QSize whole = QLabel::minimumSizeHint();
    whole.rheight() += moreLines();
    if (!m_elidable || wordWrap())
        return whole;
    return {std::min(whole.width(), px(leastElidedWidth)), whole.height()};
}

void TextLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(Colors::of(*this)(isEnabled() ? m_color : Token::TextDisabled));
    const QRect area = contentsRect();
    const int flags = int(QStyle::visualAlignment(layoutDirection(), alignment()));
    if (wordWrap() || moreLines() > 0)
        painter.drawText(area, flags | Qt::TextWordWrap, text());
    else if (m_elidable)
        painter.drawText(area, flags,
                         fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
    else
        painter.drawText(area, flags, text());
}

bool TextLabel::isCut() const
{
    return m_elidable && !wordWrap() && !m_breakable &&
           fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

void TextLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    if (m_breakable)
        updateGeometry();
}

bool TextLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

} // namespace tierwatch
