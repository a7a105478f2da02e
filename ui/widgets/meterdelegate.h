// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tabledelegate.h"

namespace tierwatch {

/// A small meter and its percent in a cell; a text alone where the model gives no share. GUI
/// thread; owned by its view.
class MeterDelegate final : public TableDelegate
{
    Q_OBJECT
public:
    enum Role {
        ShareRole = Qt::UserRole + 310, ///< 0 to 1
        FadedRole                       ///< true: it is of old
    };

    /// `fill` is Token::Memory or Token::Disk.
    MeterDelegate(Token fill, QObject* parent) : TableDelegate(parent), m_fill(fill) {}

protected:
    [[nodiscard]] Token inkOf(const QModelIndex& index) const override;
    [[nodiscard]] int contentWidth(const QFontMetrics& metrics,
                                   const QModelIndex& index) const override;
    void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                      const Colors& colors) const override;

private:
    const Token m_fill;
};

} // namespace tierwatch
