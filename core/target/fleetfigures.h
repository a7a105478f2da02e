// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/tiersize.h"

#include <optional>
#include <vector>

namespace tierwatch {

/// How a member of a fleet stands.
enum class FleetState {
    Opening,
    Held, ///< opening, and held up by what a person may have to answer
    Connected,
    ViewOnly,
    Silent,      ///< asked, and overdue with its answer
    Offline,     ///< tried again by itself
    NotSignedIn, ///< waits for a person, as does the next
    NotTrusted
};

[[nodiscard]] inline bool waitsForAPerson(FleetState state)
{
    return state == FleetState::NotSignedIn || state == FleetState::NotTrusted ||
           state == FleetState::Held;
}

/// Nothing is known of it yet.
[[nodiscard]] inline bool isOpening(FleetState state)
{
    return state == FleetState::Opening || state == FleetState::Held;
}

/// Why a person should look at a member, the worst first.
enum class FleetConcern {
    Offline,
    NotSignedIn,
    NotTrusted,
    Held,
    Degraded, ///< goes on without its disk
    SwitchedOff,
    Behind, ///< what is cached of some companies is not what the database has
    HitRate,
    P95,
    Clock,
    SignIn, ///< ends within a day
    None
};

/// Companies whose cached data is up to date, of all that are watched.
struct CompaniesCurrent
{
    qint64 current = 0;
    qint64 all = 0;
    friend bool operator==(const CompaniesCurrent&, const CompaniesCurrent&) = default;
};

/// What was last heard of a member; an absent figure was never told. Of one that is gone they stay
/// as of `seenMs`. Times are Unix ms. A value; any thread.
struct FleetFigures
{
    /// Fewer in an hour say less than all since the beginning.
    static constexpr qint64 usefulAnswers = 20;

    FleetState state = FleetState::Opening;
    std::optional<Error> trouble;        ///< why there is no answer, as long as there is none
    std::optional<qint64> troubledSince; ///< Unix ms
    int failures = 0;                    ///< in a row
    std::optional<Error> lastProblem;    ///< that trouble, or one that is over
    qint64 lastProblemMs = 0;
    std::optional<qint64> seenMs;
    bool enabled = true;
    std::optional<QString> degraded;    ///< why it goes without its disk
    std::optional<double> hitRate;      ///< percent; of the last hour, as far as that is known
    qint64 answeredLastHour = 0;        ///< requests with a rate, as far as that is known
    std::optional<QString> memoryOnly;  ///< why the rate is the memory tier's alone
    std::optional<double> requestsPerS; ///< of the last half minute
    std::optional<double> p95Ms;        ///< of the last minutes with enough requests
    std::optional<qint64> savedQueries; ///< in 24 h, as is the next
    std::optional<double> savedMs;
    TierSize memory;
    TierSize disk;
    std::optional<CompaniesCurrent> fresh;
    std::optional<qint64> clockAheadMs;
    std::optional<qint64> signInEndsMs;
    std::vector<std::optional<float>> lastHour = {}; ///< hit rate by minute, oldest first
    std::optional<double> hitRateFallenFrom; ///< percent; what is usual, where it is far below that
    std::optional<double> p95RisenFromMs;    ///< the same, where it is far above that
};

/// Sums over a fleet; each says of how many members it is.
struct FleetSums
{
    int members = 0;
    int offline = 0; ///< and silent
    int waiting = 0; ///< for a person
    int opening = 0;
    int concerned = 0;             ///< the others that a person should look at
    std::optional<double> hitRate; ///< weighted by requests
    int ofHitRate = 0;
    double requestsPerS = 0;
    int ofRequests = 0;
    qint64 savedQueries = 0;
    int ofSaved = 0;
    CompaniesCurrent fresh;
    int ofFresh = 0;
};

/// What watching a fleet costs, since it was made.
struct FleetCost
{
    qint64 requests = 0;
    qint64 bytes = 0; ///< of the answers' bodies
    double ms = 0;    ///< time taken in the fleet's thread, without the network's
};

} // namespace tierwatch
