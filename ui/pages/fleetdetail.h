// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleetdetailtext.h"

#include <QWidget>

class QGridLayout;

namespace tierwatch {

class Card;
class Chip;
class TextLabel;

/// One target in full, beside the table on a wide window: figures as words, what happened, and what
/// it costs to ask it. GUI thread.
class FleetDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit FleetDetail(QWidget* parent = nullptr);

    void setText(const FleetDetailText& text);
    /// Instead of a target.
    void setEmpty(const QString& sentence);

private:
    void build();
    void showFacts();
    void addFact();

    Card* m_card;
    Chip* m_chip;
    QGridLayout* m_grid;
    TextLabel* m_place;
    TextLabel* m_happened;
    TextLabel* m_todo;
    TextLabel* m_cost;
    QWidget* m_problem;
    FleetDetailText m_text;
    std::vector<std::pair<TextLabel*, TextLabel*>> m_facts;
};

} // namespace tierwatch
