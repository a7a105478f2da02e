// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tabledelegate.h"

namespace tierwatch {

/// What a model tells a DataDelegate beside text and alignment.
enum DataRole {
    SortRole = Qt::UserRole + 100, ///< what a column is sorted by
    ColorRole,                     ///< a Token, as int; absent = text.primary
    StateRole,                     ///< a State, as int: a chip, or a tick where all is well
    BriefRole,                     ///< shown where the text does not fit
    EmphasisRole,                  ///< true: DemiBold
    IconRole,                      ///< the name of an icon before the text
};

/// The rows of a DataTable: states as chips, ticks where all is well, ink and weight by the model.
/// GUI thread; owned by its view.
class DataDelegate final : public TableDelegate
{
    Q_OBJECT
public:
    using TableDelegate::TableDelegate;

protected:
    [[nodiscard]] Token inkOf(const QModelIndex& index) const override;
    [[nodiscard]] QFont fontOf(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QFontMetrics& metrics,
                                   const QModelIndex& index) const override;
    void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                      const Colors& colors) const override;
};

} // namespace tierwatch
