// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleettext.h"
#include "widgets/card.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace tierwatch {

class Chip;
class TextLabel;

/// What a person should look at, the worst first and a few at most, each with one button. Takes no
/// room where there is nothing. GUI thread.
class FleetProblems final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int most = 3;

    explicit FleetProblems(QWidget* parent = nullptr);

    /// `all` counts those that are not among them, too.
    void setProblems(const std::vector<FleetProblem>& problems, int all);

Q_SIGNALS:
    void triggered(const QString& connectionId, tierwatch::FleetConcern concern);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row
    {
        QWidget* widget = nullptr;
        QFrame* line = nullptr;
        Chip* chip = nullptr;
        TextLabel* name = nullptr;
        TextLabel* happened = nullptr;
        TextLabel* todo = nullptr;
        QPushButton* button = nullptr;
        FleetProblem problem = {};
    };
    void build(std::size_t index);
    static void show(Row& row, const FleetProblem& problem);
    void fitNames();

    Card* m_card;
    TextLabel* m_more;
    std::array<Row, most> m_rows;
};

} // namespace tierwatch
