// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "storage/countsfile.h"
#include "values/history.h"

#include <vector>

namespace tierwatch {

/// Counters that a service told, and which one.
struct PlacedCounters
{
    QString place;
    ToldCounters counters;
};

/// Makes steps of what counters grew by from one time they were told to the next, and histories of
/// those. Where too long lies in between, nobody knows when it was: that is a gap. Where a counter
/// went back nothing is counted, and goes on from there: the service began anew, or one answer
/// overtook another. Belongs to one thread; the clock outlives it.
class CountsKeeper final
{
    Q_DECLARE_TR_FUNCTIONS(CountsKeeper)
public:
    /// Up to so long in between, what came is spread evenly over it.
    static constexpr qint64 longestMs = 120'000;
    /// Of a step, at the least.
    static constexpr qint64 finestMs = 10'000;

    CountsKeeper(QString path, const Clock& clock) : m_path(std::move(path)), m_clock(clock) {}

    /// All in one transaction, in the order they were told in. What can't be written is lost.
    void write(std::vector<PlacedCounters> told);
    /// NotAvailable, with the reason, where the file can't be opened or was not written last.
    [[nodiscard]] Result<History> history(const QString& place, const HistoryQuery& query);

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> tryToWrite(std::vector<PlacedCounters> told);
    [[nodiscard]] Result<void> take(const PlacedCounters& told);
    [[nodiscard]] Result<void> spread(const QString& place, const ToldCounters& from,
                                      const ToldCounters& to);
    [[nodiscard]] Result<void> removeOld(const QString& place, qint64 nowMs);
    [[nodiscard]] Error unavailable(const Error& why) const;

    const QString m_path;
    const Clock& m_clock;
    std::unique_ptr<CountsFile> m_file;
    std::optional<Error> m_failure; ///< of the last attempt to open or to write
    qint64 m_triedMs = 0;           ///< to open, by the steady clock
};

} // namespace tierwatch
