// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/fleet.h"

namespace tierwatch {

/// What became of an action at one member.
struct FleetOutcome
{
    enum class State {
        Unable, ///< can't be done there; nothing was sent
        Ready,
        Running,
        Done,
        Failed
    };
    QString connectionId;
    QString name;
    bool production = false;
    State state = State::Ready;
    QString sentence; ///< why not, or why it failed
    std::optional<Reply> reply = {};
};

/// One action on several members at once, with a result for each as it arrives: one that fails or
/// takes long neither hides nor delays another. What a target does not allow, watch-only among it,
/// is said before. Lives in the fleet's thread; the owner keeps the fleet alive. Going away it
/// stops listening, not what was begun.
class FleetRun final : public QObject
{
    Q_OBJECT
public:
    FleetRun(Fleet& fleet, Action action, const QStringList& connectionIds,
             QObject* parent = nullptr);

    /// Before it is begun. `unable`: why it can't be done at these, by their connections.
    void setAction(Action action, QHash<QString, QString> unable = {});
    void begin();
    /// Those that failed, and no other.
    void retryFailed();

    [[nodiscard]] const std::vector<FleetOutcome>& outcomes() const { return m_outcomes; }
    [[nodiscard]] int count(FleetOutcome::State state) const;
    [[nodiscard]] bool isRunning() const { return count(FleetOutcome::State::Running) > 0; }

Q_SIGNALS:
    void changed(int index);
    /// Everybody answered.
    void ended();

private:
    void judge(FleetOutcome& outcome) const;
    void beginAll(FleetOutcome::State those);
    void beginOne(std::size_t index);
    void take(std::size_t index, const Result<Reply>& reply);

    Fleet& m_fleet;
    Action m_action;
    QHash<QString, QString> m_unable;
    std::vector<FleetOutcome> m_outcomes;
};

} // namespace tierwatch
