// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tabledelegate.h"

#include <QMetaType>

#include <optional>
#include <vector>

namespace tierwatch {

/// Percent, oldest first; absent = a gap.
using Sparkline = std::vector<std::optional<float>>;

/// A line in a cell, from 50 to 100 percent, or from 0 where it goes lower; the model gives it by
/// LineRole. GUI thread; owned by its view.
class SparklineDelegate final : public TableDelegate
{
    Q_OBJECT
public:
    enum Role {
        LineRole = Qt::UserRole + 300,
        FadedRole ///< true: it is of old
    };
    using TableDelegate::TableDelegate;

protected:
    [[nodiscard]] int contentWidth(const QFontMetrics&, const QModelIndex&) const override;
    void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                      const Colors& colors) const override;
};

} // namespace tierwatch

Q_DECLARE_METATYPE(tierwatch::Sparkline)
