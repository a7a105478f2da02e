// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/alarms.h"
#include "cache/loader.h"
#include "cache/loadthreads.h"
#include "cache/singleflight.h"
#include "cache/stamps.h"
#include "cache/throttle.h"
#include "cache/tiers.h"

namespace tierwatch {

/// The way of a request that memory could not answer: the store, then the loader, once a key
/// however many ask; and what is the answer where the loader fails or takes too long. Any thread;
/// owned by the engine, which owns what it refers to.
class Loads final
{
public:
    using Waiter = SingleFlight::Waiter;
    /// Told what a renewal in the background took, which nobody waits for.
    using Renewed = std::function<void(const PreparedRequest&, double loadMs)>;

    Loads(const EngineOptions& options, Tiers& tiers, const Barriers& barriers, Stamps& stamps,
          const Clock& clock, Renewed renewed = {});
    ~Loads();
    Q_DISABLE_COPY_MOVE(Loads)

    /// Blocks: on the store, the loader, or somebody else's load, no longer than the policy says.
    Result<Answer> answer(const PreparedRequest& request, const Loader& loader, MemoryMiss miss);
    /// The same for a caller who does not wait: `waiter` is called once, here or on another thread.
    /// The load itself may run here and block.
    void answerTo(const PreparedRequest& request, const Loader& loader, MemoryMiss miss,
                  const Waiter& waiter);
    /// Loads anew in the background, unless somebody does, the source failed just now, or too many
    /// loads are under way. For a value that
    /// memory has; never blocks.
    void refresh(const PreparedRequest& request, const Loader& loader)
    {
        renew(request, loader, m_tiers.cachedStamp(request));
    }
    /// Asks the loader whatever is cached, and keeps nothing. Blocks.
    Result<Answer> bypass(const Loader& loader);
    /// Blocks until the loads under way are over; nobody may ask any more.
    void stop();

private:
    using Time = Alarms::Time;
    struct Load;
    struct Patience;

    [[nodiscard]] Patience patienceOf(const PreparedRequest& request) const;
    void renew(const PreparedRequest& request, const Loader& loader, quint64 stamp);
    [[nodiscard]] std::optional<Answer> throttled(const PreparedRequest& request);
    [[nodiscard]] SingleFlight::Ticket enter(const PreparedRequest& request);
    void lead(const Load& load, const Patience& patience);
    /// `told`: why the tiers could not answer, if they were asked.
    void handOver(const Load& load, const Patience& patience, std::optional<MissReason> told);
    void carryOut(const Load& load, std::optional<MissReason> told, Time noLaterThan);
    [[nodiscard]] bool landFromTiers(const Load& load, MissReason& reason);
    Result<Answer> landFromSource(const Load& load, MissReason reason);
    void land(const Load& load, Result<Answer> answer);
    Result<Answer> wait(const PreparedRequest& request, const SingleFlight::Ticket& ticket,
                        const Patience& patience);
    void notify(const PreparedRequest& request, const SingleFlight::Ticket& ticket,
                const Patience& patience, const Waiter& waiter);
    Result<Answer> outOfTime(const PreparedRequest& request);

    Tiers& m_tiers;
    const Barriers& m_barriers;
    Stamps& m_stamps;
    const Clock& m_clock;
    const Renewed m_renewed;
    SingleFlight m_flights;
    Throttle m_throttle;
    Alarms m_alarms;
    LoadThreads m_threads; // last: its tasks use all of the above
};

} // namespace tierwatch
