// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/singleflight.h"

namespace tierwatch {

SingleFlight::Ticket SingleFlight::enter(const QByteArray& key,
                                         const std::function<bool(quint64)>& mayJoin,
                                         const std::function<quint64()>& takeStamp)
{
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<Flight>& flight = m_flights[key];
    if (flight && mayJoin(flight->stamp))
        return {flight, false};
    flight = std::make_shared<Flight>();
    flight->stamp = takeStamp();
    return {flight, true};
}

void SingleFlight::land(const QByteArray& key, const Ticket& ticket, Result<Answer> outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        // A flight that an invalidation overtook may have been replaced by a newer one.
        const auto it = m_flights.constFind(key);
        if (it != m_flights.cend() && *it == ticket.flight)
            m_flights.erase(it);
    }
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(ticket.flight->mutex);
        ticket.flight->outcome = std::move(outcome);
        waiters.swap(ticket.flight->waiters);
    }
    ticket.flight->landed.notify_all();
    for (const Waiter& waiter : waiters)
        waiter(*ticket.flight->outcome);
}

Result<Answer> SingleFlight::wait(const Ticket& ticket)
{
    std::unique_lock lock(ticket.flight->mutex);
    ticket.flight->landed.wait(lock, [&] { return ticket.flight->outcome.has_value(); });
    return *ticket.flight->outcome;
}

std::optional<Result<Answer>> SingleFlight::waitUntil(const Ticket& ticket,
                                                      std::chrono::steady_clock::time_point time)
{
    std::unique_lock lock(ticket.flight->mutex);
    ticket.flight->landed.wait_until(lock, time,
                                     [&] { return ticket.flight->outcome.has_value(); });
    return ticket.flight->outcome;
}

void SingleFlight::whenLanded(const Ticket& ticket, Waiter waiter)
{
    {
        const std::lock_guard lock(ticket.flight->mutex);
        if (!ticket.flight->outcome) {
            ticket.flight->waiters.push_back(std::move(waiter));
            return;
        }
    }
    waiter(*ticket.flight->outcome);
}

} // namespace tierwatch
