// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QBoxLayout;

namespace tierwatch {

/// The cards of the Overview, owned by the layout's widget.
struct OverviewCards
{
    QWidget* chart = nullptr;
    QWidget* controls = nullptr;
    QWidget* times = nullptr;
    QWidget* size = nullptr;
    QWidget* events = nullptr;
};

/// Puts the cards where the window's width lets them stand: chart and controls above, three cards
/// below; from 1,800 pixels the chart takes the height and the four others stand beside it.
class OverviewLayout final : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewLayout(QWidget* parent = nullptr);

    /// Once; takes the cards over.
    void setCards(const OverviewCards& cards);
    /// `wide` where three cards have room beside the chart, `low` where height is scarce.
    void arrange(bool wide, bool low);

private:
    void place();
    void placeNormal();
    void placeWide();
    void applySizes();

    OverviewCards m_cards;
    std::array<QBoxLayout*, 3> m_boxes{};
    bool m_wide = false;
    bool m_low = false;
};

} // namespace tierwatch
