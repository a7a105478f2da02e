// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "source/laghistory.h"
#include "values/watermarks.h"

#include <algorithm>

namespace tierwatch {

/// What the source's watermark query gave for a company.
struct SourceMark
{
    QString schema;
    qint64 maxId = 0; ///< of its first column
    QByteArray row;   ///< all of it, as JSON
    friend bool operator==(const SourceMark&, const SourceMark&) = default;
};

/// What is known of one company, and when it is to be asked again. Knows neither databases nor
/// threads: one thread at a time.
class CompanyWatch final
{
public:
    struct Timing
    {
        qint64 intervalMs = 60'000;
        double factor = 1; ///< the jitter that was drawn for this time
    };

    /// `kept`: up to where the cached data was known to go when the program last ran.
    CompanyWatch(const QString& source, qint64 companyId, std::optional<SourceMark> kept);

    [[nodiscard]] bool isDue(qint64 steadyMs) const { return steadyMs >= m_dueMs; }
    [[nodiscard]] qint64 dueMs() const { return m_dueMs; }
    /// It is to be asked now, whatever was planned.
    void hurry() { m_dueMs = 0; }
    /// It is to be asked by then.
    void hurry(qint64 steadyMs) { m_dueMs = std::min(m_dueMs, steadyMs); }

    /// The source is asked; until it answers or fails.
    void asked() { m_told.checking = true; }
    /// The source answered. True where this is not what the cached data is known to have seen.
    [[nodiscard]] bool answered(const SourceMark& mark, const Moment& now, const Timing& timing);
    /// The source did not: its next answer counts as a change. Waits longer each time.
    void failed(const Error& error, const Moment& now, const Timing& timing);
    /// Somebody took out all that is cached: what is there now is not older than the last answer.
    void emptied(const Moment& now);
    /// That was undone: what is cached goes as far as it did before.
    void refilled(const Moment& now);
    /// Something else went wrong.
    void note(const Error& error, const Moment& now);
    /// Nothing older than the last answer is cached any more; `entries` were.
    void invalidated(const Moment& now, qint64 entries);
    /// True where the last answer was not the one before, or there was none before.
    [[nodiscard]] bool hasMoved() const { return m_moved; }
    /// True where there is nothing that the last answer could have changed from.
    [[nodiscard]] bool isFirst() const { return m_first; }
    /// True where the change before this one was seen by the check before this one: a bulk load.
    [[nodiscard]] bool isMoving() const { return m_changesInARow > 1; }

    [[nodiscard]] const std::optional<SourceMark>& seen() const { return m_seen; }
    /// `now` tells what the steady times are on the wall.
    [[nodiscard]] CompanyWatermark state(const Moment& now) const;
    [[nodiscard]] const LagHistory& lag() const { return m_lag; }

private:
    void noteChange(const SourceMark& mark, qint64 nowMs);

    std::optional<SourceMark> m_cached;
    std::optional<SourceMark> m_seen;    ///< the last answer
    std::optional<SourceMark> m_emptied; ///< as far as what was taken out went, while it may return
    CompanyWatermark m_told;
    LagHistory m_lag;
    qint64 m_dueMs = 0; ///< steady; 0 = at once
    bool m_first = true;
    bool m_moved = false;
    int m_changesInARow = 0;
};

} // namespace tierwatch
