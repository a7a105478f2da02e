// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/owncost.h"
#include "models/snapshot.h"
#include "target/cachetarget.h"
#include "theme/state.h"

#include <QStatusBar>
#include <QTimer>

class QToolButton;

namespace tierwatch {

class StatusDot;
class TextLabel;

/// The foot of the window: whether the target answers, when the figures arrived and how long that
/// took, what the dashboard itself costs; and for ten seconds what the last action did.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(const Clock& clock, QWidget* parent = nullptr);

    void showNoTarget();
    void showState(const TargetState& state);
    void showSnapshot(const Snapshot& snapshot);
    void showOverdue();
    /// Of how many targets figures are shown, and what that costs; in place of one target's.
    void showFleet(int connected, int members, const QString& cost);
    /// How often its figures were asked for so far, and what was sent for that where anything was;
    /// the rates are worked out from call to call.
    void showOwnCost(qint64 batches, const LinkFigures& link);
    void say(const QString& sentence);
    /// As say(), with a link behind it; it stays longer while it has the focus or the pointer.
    void offer(const QString& sentence, const QString& link);

Q_SIGNALS:
    void linkActivated();

private:
    void buildNotice();
    void endNotice();
    void setState(State state, const QString& text);

    const Clock& m_clock;
    OwnCost m_cost;
    qint64 m_costMs = 0;
    qint64 m_batches = 0;
    LinkFigures m_sent;
    StatusDot* m_state;
    TextLabel* m_updated;
    TextLabel* m_own;
    QWidget* m_notice; ///< a sentence with a link, in place of what stands at the left
    TextLabel* m_said = nullptr;
    QToolButton* m_link = nullptr;
    QTimer m_noticeTimer;
};

} // namespace tierwatch
