// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/fleetpoller.h"

#include <QSet>

namespace tierwatch {

/// Many targets, watched side by side: a plain collection with sums, not a target itself. Members
/// have rows in the order of their connections. One that is dead or slow delays no other. What
/// changed is told at most four times a second. Lives in one thread and has none of its own; the
/// owner keeps the clock alive.
class Fleet final : public QObject
{
    Q_OBJECT
public:
    Fleet(FleetOpener opener, const Clock& clock, QObject* parent = nullptr);
    ~Fleet() override;

    /// Members stay as they are where only name, group, colour or order differ. Each connection has
    /// an id of its own.
    void setConnections(const std::vector<TargetConnection>& connections);
    /// Zero means by hand: only refresh() and askAll() ask.
    void setInterval(std::chrono::milliseconds interval) { m_poller.setInterval(interval); }
    void setPaused(bool paused) { m_poller.setPaused(paused); }
    /// Whether anybody can see it.
    void setWatched(bool watched) { m_poller.setWatched(watched); }
    /// Asks all of them now, but for those that wait for a person.
    void refresh() { m_poller.refresh(); }
    /// Those as well, and what refused who asked is opened anew: a person wants to know, and may
    /// have unlocked a key store since, or a certificate was renewed.
    void askAll();
    /// Asks one now, and opens it first where it is not open: a person has signed in, or trusts it.
    void ask(const QString& connectionId);
    /// Opens one anew: a person wants no waiting.
    void retry(const QString& connectionId);

    [[nodiscard]] int size() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] const FleetMember& member(int row) const
    {
        return *m_rows[std::size_t(row)].member;
    }
    /// -1 = there is none.
    [[nodiscard]] int rowOf(const QString& connectionId) const;
    [[nodiscard]] FleetConcern concern(int row) const;
    /// Until it is asked again; absent where that is not by itself.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNext(int row) const;
    /// Between two questions to it; zero = it is asked by hand.
    [[nodiscard]] std::chrono::milliseconds pace(int row) const;
    /// Rows, those that a person should look at first; the calm ones as their connections stand,
    /// production before the others.
    [[nodiscard]] const std::vector<int>& order() const { return m_order; }
    [[nodiscard]] FleetSums sums() const;
    [[nodiscard]] FleetCost cost() const;
    [[nodiscard]] qint64 polls() const { return m_poller.polls(); }

Q_SIGNALS:
    /// Members came or went, or have other rows.
    void reset();
    void changed(const QList<int>& rows);
    /// After changed(), every 10 s at most.
    void reordered();

private:
    struct Row
    {
        int id = 0;
        std::unique_ptr<FleetMember> member;
    };

    [[nodiscard]] Row rowFor(const TargetConnection& connection);
    void noteRows();
    void note(int id);
    void tell();
    bool putInOrder();

    const FleetOpener m_opener;
    const Clock& m_clock;
    FleetPoller m_poller;
    std::vector<Row> m_rows;
    std::vector<int> m_order;
    QHash<int, int> m_rowById;
    QHash<QString, int> m_rowByConnection;
    QSet<int> m_changed; ///< ids
    QTimer m_telling;
    qint64 m_orderedMs = 0;
    FleetCost m_gone; ///< of members that are
    int m_lastId = 0;
};

} // namespace tierwatch
