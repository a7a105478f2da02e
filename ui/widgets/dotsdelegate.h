// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tabledelegate.h"

#include <QMetaType>

#include <optional>

namespace tierwatch {

/// The times of one row of a dot plot, ms, and the decades at the ends of its axis.
struct Dots
{
    std::optional<double> memoryMs;
    std::optional<double> diskMs;
    std::optional<double> databaseMs;
    double lowest = -2; ///< 10 us
    double highest = 4; ///< 10 s
    friend bool operator==(const Dots&, const Dots&) = default;
};

/// One row of a dot plot in a cell: circle memory, square disk, diamond database, on a logarithmic
/// axis that all rows share; the model gives its Dots by DotsRole. A cell without any shows its
/// text, in the colour of errors. GUI thread; owned by its view.
class DotsDelegate final : public TableDelegate
{
    Q_OBJECT
public:
    static constexpr int DotsRole = Qt::UserRole + 100;

    using TableDelegate::TableDelegate;

protected:
    [[nodiscard]] Token inkOf(const QModelIndex&) const override { return Token::Error; }
    [[nodiscard]] int contentWidth(const QFontMetrics&, const QModelIndex& index) const override;
    void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                      const Colors& colors) const override;
};

} // namespace tierwatch

Q_DECLARE_METATYPE(tierwatch::Dots)
