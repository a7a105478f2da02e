// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/eventdelegate.h"

#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/eventlistmodel.h"
#include "widgets/painting.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double markSide = 16, gap = 5, padding = 4;

const EventItem& itemOf(const QModelIndex& index)
{
    return static_cast<const EventListModel*>(index.model())->item(index.row());
}

QFontMetrics metricsOf(TextStyle style)
{
    return QFontMetrics(textFont(style));
}

/// Room for a time or for a day of this year, whichever is wider.
int timeWidth()
{
    const QFontMetrics metrics = metricsOf(TextStyle::Small);
    int width = metrics.horizontalAdvance(u"00:00"_s);
    for (int month = 1; month <= 12; ++month)
        width = std::max(width, metrics.horizontalAdvance(
                                    QLocale().toString(QDate(2000, month, 28), u"d MMM"_s)));
    return width;
}

/// Left edge of title and detail: behind the time and the mark.
int textLeft(const QRect& row)
{
    return row.left() + timeWidth() + px(2 * gap + markSide + padding);
}

QRect titleRect(const QRect& row)
{
    const int height = metricsOf(TextStyle::Body).height();
    return {textLeft(row), row.top() + px(1), row.right() - textLeft(row), height};
}

QRect detailRect(const QRect& row, const EventItem& item)
{
    const QRect title = titleRect(row);
    QRect detail(title.left(), title.bottom() + 1, title.width(),
                 metricsOf(TextStyle::Small).height());
    const QRect link = EventDelegate::linkRect(row, item);
    if (!link.isEmpty())
        detail.setWidth(detail.width() - link.width() - px(gap));
    return detail;
}

bool isCut(TextStyle style, const QString& text, const QRect& rect)
{
    return metricsOf(style).horizontalAdvance(text) > rect.width();
}

/// Paints `text` into `rect`, cut at its end if it must be.
void paintText(QPainter& painter, TextStyle style, const QColor& color, const QRect& rect,
               const QString& text)
{
    painter.setFont(textFont(style));
    painter.setPen(color);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                     metricsOf(style).elidedText(text, Qt::ElideRight, rect.width()));
}

} // namespace

int EventDelegate::rowHeight()
{
    return metricsOf(TextStyle::Body).height() + metricsOf(TextStyle::Small).height() + px(2);
}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {px(200), rowHeight()};
}

QRect EventDelegate::linkRect(const QRect& row, const EventItem& item)
{
    if (item.link.isEmpty())
        return {};
    const QFontMetrics small = metricsOf(TextStyle::Small);
    const QRect title = titleRect(row);
    const int width = small.horizontalAdvance(item.link) + px(2);
    const int after = small.horizontalAdvance(item.detail) + (item.detail.isEmpty() ? 0 : px(gap));
    const int left = std::min(title.left() + after, title.right() - width);
    return {std::max(left, title.left()), title.bottom() + 1, width, small.height()};
}

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const EventItem& item = itemOf(index);
    const Colors colors = Colors::of(*option.widget);
    const QRect row = option.rect;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option);
    paintTime(*painter, colors, row, item.timeMs);
    if (item.mark > 0)
        paintMark(*painter, colors, row, item.mark);
    paintText(*painter, TextStyle::Body, colors(m_title), titleRect(row), item.title);
    paintText(*painter, TextStyle::Small, colors(Token::TextSecondary), detailRect(row, item),
              item.detail);
    paintLink(*painter, colors, linkRect(row, item), item.link);
    painter->restore();
}

void EventDelegate::paintGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Colors colors = Colors::of(*option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(selected ? Token::Selection : Token::Hover));
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter.drawRoundedRect(option.rect, 4, 4);
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, QRectF(option.rect).adjusted(4, 4, -4, -4), 1, colors);
}

/// Today the time alone; before that the day, and the time below it.
void EventDelegate::paintTime(QPainter& painter, const Colors& colors, const QRect& row,
                              qint64 timeMs)
{
    const Format format;
    const QString day = format.day(timeMs, QDateTime::currentMSecsSinceEpoch());
    const QString time = format.clock(timeMs);
    const int height = metricsOf(TextStyle::Small).height();
    QRect line(row.left() + px(padding), titleRect(row).bottom() - height, timeWidth(), height);
    paintText(painter, TextStyle::Small, colors(Token::TextSecondary), line,
              day.isEmpty() ? time : day);
    line.moveTop(titleRect(row).bottom() + 1);
    if (!day.isEmpty())
        paintText(painter, TextStyle::Small, colors(Token::TextSecondary), line, time);
}

void EventDelegate::paintMark(QPainter& painter, const Colors& colors, const QRect& row, int number)
{
    const double side = px(markSide);
    QRectF circle(0, 0, side, side);
    circle.moveCenter({textLeft(row) - px(gap) - side / 2, QRectF(titleRect(row)).center().y()});
    paintEventMark(painter, circle, QString::number(number), colors);
}

void EventDelegate::paintLink(QPainter& painter, const Colors& colors, const QRect& rect,
                              const QString& text)
{
    if (rect.isEmpty())
        return;
    paintText(painter, TextStyle::Small, colors(Token::TextPrimary), rect, text);
    painter.setPen(colors(Token::BorderStrong));
    painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5),
                     QPointF(rect.right(), rect.bottom() - 0.5));
}

bool EventDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                              const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const EventItem& item = itemOf(index);
    const bool cut = isCut(TextStyle::Body, item.title, titleRect(option.rect)) ||
                     isCut(TextStyle::Small, item.detail, detailRect(option.rect, item));
    QToolTip::showText(event->globalPos(), cut ? item.title + u'\n' + item.detail : QString(),
                       view);
    return true;
}

} // namespace tierwatch
