// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figures.h"
#include "models/snapshot.h"

#include <QWidget>

namespace tierwatch {

class Card;
class TextLabel;
class TierMeter;

/// How full both tiers are, what was pushed out for room, and the last clean-up.
class SizeCard final : public QWidget
{
    Q_OBJECT
public:
    explicit SizeCard(QWidget* parent = nullptr);

    void setFigures(const Snapshot& snapshot, RangeChoice range);
    void clear();
    /// Figures of old are grey and keep their place.
    void setGrey(bool grey);

private:
    void showTiers(const Stats& stats);

    Card* m_card;
    TierMeter* m_memory;
    TierMeter* m_disk;
    TextLabel* m_pushedOut;
    TextLabel* m_cleanedUp;
};

} // namespace tierwatch
