// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyledItemDelegate>

namespace tierwatch {

/// Rows of a table on a page: a hair line below each, more room at the outer edges, and a bar where
/// a cell has a share. A text that is cut is told in the tool tip. GUI thread; owned by its view.
class BarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    enum Role {
        ShareRole = Qt::UserRole + 1, ///< 0 to 1: a bar of that length beside the text
        CostRole,                     ///< true: the figure is a loss
    };
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Figures of old are grey; the view paints it once it is updated.
    void setGrey(bool grey) { m_grey = grey; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    [[nodiscard]] QRect paintBar(QPainter& painter, const QRect& room, double share,
                                 const QStyleOptionViewItem& option) const;

    bool m_grey = false;
};

} // namespace tierwatch
