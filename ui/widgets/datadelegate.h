// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyledItemDelegate>

namespace tierwatch {

/// What a model tells a DataDelegate beside text and alignment.
enum DataRole {
    SortRole = Qt::UserRole + 100, ///< what a column is sorted by
    ColorRole,                     ///< a Token, as int; absent = text.primary
    StateRole,                     ///< a State, as int: a chip, or a tick where all is well
    BriefRole,                     ///< shown where the text does not fit
    EmphasisRole,                  ///< true: DemiBold
};

/// The rows of a DataTable: a hair line below each, the row under the pointer and the selected one
/// filled, an accent bar at the current one. A text that is cut is told in the tool tip; so is the
/// model's own. GUI thread; owned by its view.
class DataDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override;
};

} // namespace tierwatch
