// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyledItemDelegate>

namespace tierwatch {

struct EventItem;

/// Paints one event: time, number of its mark, title, small second line with its link.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    /// Texts that had to be cut show whole in the tool tip.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

    void setTitleColor(Token color) { m_title = color; }
    [[nodiscard]] static int rowHeight();
    /// Where the link of `item` stands in its row; empty if it has none.
    [[nodiscard]] static QRect linkRect(const QRect& row, const EventItem& item);

private:
    static void paintGround(QPainter& painter, const QStyleOptionViewItem& option);
    static void paintTime(QPainter& painter, const Colors& colors, const QRect& row, qint64 timeMs);
    static void paintMark(QPainter& painter, const Colors& colors, const QRect& row, int number);
    static void paintLink(QPainter& painter, const Colors& colors, const QRect& rect,
                          const QString& text);

    Token m_title = Token::TextPrimary;
};

} // namespace tierwatch
