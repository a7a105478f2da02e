// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "sample/samplemix.h"
#include "values/answer.h"
#include "values/stats.h"
#include "values/switches.h"

#include <QCoreApplication>
#include <QFuture>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace tierwatch {

class Gateway;

/// What became of the questions of the simulated users.
struct SampleLoadCounts
{
    qint64 asked = 0;
    qint64 answered = 0;
    qint64 failed = 0;
    qint64 skipped = 0; ///< too many were under way; nobody waits for these
    int underWay = 0;
};

/// Simulated users who ask reports at random moments, a given number a second on average, from a
/// thread of their own. At most `mostUnderWay` questions wait at a time, so a slow source makes
/// answers slow but never piles up work. Any thread may call it; it is still until set() starts it.
/// Destroying it stops asking and does not wait for answers.
class SampleLoad final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SampleLoad)
public:
    using Ask = std::function<QFuture<Result<Answer>>(const SampleQuestion&)>;
    static constexpr double leastRate = 0.1;
    static constexpr double mostRate = 1000;
    static constexpr int mostUnderWay = 8;

    /// `ask` must not block and is called on the thread of the users; the clock must outlive this.
    SampleLoad(Ask ask, const Clock& clock, quint64 seed);
    ~SampleLoad();
    Q_DISABLE_COPY_MOVE(SampleLoad)

    /// Starts, stops or re-paces. InvalidArgument for a rate outside 0.1 to 1000 a second.
    Result<SampleLoadState> set(const SetSampleLoad& wish);
    [[nodiscard]] SampleLoadState state() const;
    [[nodiscard]] SampleLoadCounts counts() const;

private:
    class Tally;
    class Users;

    const std::shared_ptr<Tally> m_tally;
    QThread m_thread;
    Users* m_users; ///< lives in m_thread, which deletes it
    std::atomic<bool> m_running = false;
    std::atomic<double> m_rate = 30;
};

/// Asks through a gateway, which must outlive the load.
[[nodiscard]] SampleLoad::Ask askThrough(Gateway& gateway);

} // namespace tierwatch
