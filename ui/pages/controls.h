// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/targetactions.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class Card;
class ToggleRow;

/// The card one acts from: three switches with their state in words, invalidate, clean up, and on a
/// sample the simulated users. S, U and A flip the switches while the focus is inside. GUI thread.
class Controls final : public QWidget
{
    Q_OBJECT
public:
    explicit Controls(TargetActions& actions, QWidget* parent = nullptr);

    void setStats(const Stats& stats, qint64 nowMs);
    void setSample(bool sample);
    /// Closer rows where height is scarce.
    void setLow(bool low);

private:
    void buildSwitches();
    void buildButtons();
    void buildLoad();
    [[nodiscard]] ToggleRow* addSwitch(SwitchKind kind, const QString& title, Qt::Key key);
    void applySizes();
    void arrangeButtons();
    void sync();
    [[nodiscard]] QString untilText(const QString& words, SwitchKind kind) const;
    void syncSwitch(SwitchKind kind, ToggleRow& row, const QString& on, const QString& off);
    void nameLoad(bool running);
    void showLoad(const SampleLoadState& load);
    void rateChosen(int index);

    TargetActions& m_actions;
    Stats m_stats;
    qint64 m_nowMs = 0;
    bool m_known = false;
    bool m_low = false;
    Card* m_card;
    QVBoxLayout* m_switches = nullptr;
    QVBoxLayout* m_buttons = nullptr;
    QHBoxLayout* m_buttonRow = nullptr;
    QPushButton* m_invalidate = nullptr;
    QPushButton* m_benchmark = nullptr;
    ToggleRow* m_global = nullptr;
    ToggleRow* m_user = nullptr;
    ToggleRow* m_auto = nullptr;
    QWidget* m_loadRow = nullptr;
    QPushButton* m_load = nullptr;
    QComboBox* m_rate = nullptr;
};

} // namespace tierwatch
