// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/answer.h"

#include <QHash>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tierwatch {

/// One load that is under way, and who waits for it.
struct Flight
{
    quint64 stamp = 0; ///< taken before the source was asked

    std::mutex mutex = {};
    std::condition_variable landed = {};
    std::optional<Result<Answer>> outcome = {};
    std::vector<std::function<void(const Result<Answer>&)>> waiters = {};
};

/// However many ask for one key at once, one of them loads it and all share the value or the error.
/// Knows nothing of tiers or threads. Any thread. The one who leads must land its flight, whatever
/// happens.
class SingleFlight final
{
public:
    struct Ticket
    {
        std::shared_ptr<Flight> flight;
        bool leads = false;
    };
    using Waiter = std::function<void(const Result<Answer>&)>;

    SingleFlight() = default;
    Q_DISABLE_COPY_MOVE(SingleFlight)

    /// Joins the flight for `key` if there is one and `mayJoin` accepts its stamp (it was not
    /// overtaken by an invalidation); else starts one with the stamp that `takeStamp` gives.
    [[nodiscard]] Ticket enter(const QByteArray& key, const std::function<bool(quint64)>& mayJoin,
                               const std::function<quint64()>& takeStamp);
    /// Ends the flight: later callers start a new one; those who wait get the outcome.
    void land(const QByteArray& key, const Ticket& ticket, Result<Answer> outcome);

    /// Blocks until the flight landed.
    [[nodiscard]] static Result<Answer> wait(const Ticket& ticket);
    /// The same until that time; nothing if the flight did not land by then.
    [[nodiscard]] static std::optional<Result<Answer>>
    waitUntil(const Ticket& ticket, std::chrono::steady_clock::time_point time);
    /// Calls the waiter with the outcome: at once if it landed, else on the leader's thread.
    static void whenLanded(const Ticket& ticket, Waiter waiter);

private:
    std::mutex m_mutex;
    QHash<QByteArray, std::shared_ptr<Flight>> m_flights;
};

} // namespace tierwatch
