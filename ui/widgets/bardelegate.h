// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tabledelegate.h"

namespace tierwatch {

/// Rows of a table with a bar where a cell has a share. GUI thread; owned by its view.
class BarDelegate final : public TableDelegate
{
    Q_OBJECT
public:
    enum Role {
        ShareRole = Qt::UserRole + 1, ///< 0 to 1: a bar of that length beside the text
        CostRole,                     ///< true: the figure is a loss
    };
    using TableDelegate::TableDelegate;

protected:
    [[nodiscard]] Token inkOf(const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QFontMetrics& metrics,
                                   const QModelIndex& index) const override;
    void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                      const Colors& colors) const override;
};

} // namespace tierwatch
