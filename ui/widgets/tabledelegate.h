// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyledItemDelegate>

class QTableView;

namespace tierwatch {

/// Rows of a card's table: a hair line below each, selected ones filled with an accent bar at the
/// left, more room at the outer edges. A text that is cut is told in the tool tip. GUI thread;
/// owned by its view.
class TableDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Figures of old are grey and keep their place; the view paints it once it is updated.
    void setGrey(bool grey) { m_grey = grey; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;

private:
    bool m_grey = false;
};

/// A table as cards hold it: no grid, no row heads, whole rows, heads in their own height.
[[nodiscard]] QTableView* makeTable(const QString& name, QWidget* parent);

} // namespace tierwatch
