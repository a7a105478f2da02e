// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"

#include <QDateTime>
#include <QDeadlineTimer>

namespace tierwatch {

/// When a service may be asked. It is looked for with pauses that grow, none of them quite as long
/// as another, so that many do not ask at once; it may want to be left alone for a time; and one
/// that fails three times in a row (a status of 500, 502, 503 or 504, or no answer in time) is
/// asked for no figures but by one probe at a time, until one succeeds. Of questions that were
/// under way together, no more than one failure counts. A value of its target's.
class ServiceHealth final
{
public:
    using Pause = std::chrono::milliseconds;

    explicit ServiceHealth(Pause probes) : m_probes(probes) {}

    /// It goes on with each failure that counts.
    [[nodiscard]] int round() const { return m_round; }
    /// What came of asking, whatever for.
    void note(const ServiceAnswer& answer);
    /// Whether it fails; of what was asked in that round.
    void count(const ServiceAnswer& answer, int round);
    /// It said who it is; `wasLost`: at last.
    void recognise(bool wasLost);

    [[nodiscard]] bool isOpen() const { return m_failures >= mostFailures; }
    /// For people: how often it failed, with what, and when it is tried again.
    [[nodiscard]] QString sentence() const;
    /// How long until it is looked for once more; longer each time.
    [[nodiscard]] Pause nextPause();

    /// Why nothing at all may be asked now, if so.
    [[nodiscard]] std::optional<Error> hold() const;
    /// Why no figures may be asked for now, if so.
    [[nodiscard]] std::optional<Error> refusal(bool mayProbe) const;
    /// Figures are being asked for: while it is open that is the probe, and its answer is to be
    /// counted.
    void begin() { m_isProbing = isOpen(); }

private:
    static constexpr int mostFailures = 3;
    static constexpr Pause shortestPause{1'000};

    [[nodiscard]] static bool fails(const ServiceAnswer& answer);
    void open(const ServiceAnswer& answer);

    Pause m_probes;
    Pause m_pause = shortestPause;
    int m_failures = 0; ///< in a row
    int m_round = 0;
    Error m_last; ///< of them
    bool m_isProbing = false;
    QDeadlineTimer m_nextProbe;
    QTime m_nextProbeAt; ///< for people
    QDeadlineTimer m_hold;
};

} // namespace tierwatch
