// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/sampleload.h"

#include "base/async.h"
#include "source/gateway.h"

#include <QTimer>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// What became of the questions. Answers may come after the load has gone, on any thread.
class SampleLoad::Tally final
{
public:
    /// False when too many questions wait already.
    [[nodiscard]] bool take()
    {
        const bool room = m_underWay < mostUnderWay; // one thread asks, so there is no race
        ++(room ? m_asked : m_skipped);
        m_underWay += room;
        return room;
    }
    void finish(bool ok)
    {
        ++(ok ? m_answered : m_failed);
        --m_underWay;
    }
    [[nodiscard]] SampleLoadCounts counts() const
    {
        return {m_asked, m_answered, m_failed, m_skipped, m_underWay};
    }

private:
    std::atomic<qint64> m_asked = 0;
    std::atomic<qint64> m_answered = 0;
    std::atomic<qint64> m_failed = 0;
    std::atomic<qint64> m_skipped = 0;
    std::atomic<int> m_underWay = 0;
};

/// The users, in their own thread.
class SampleLoad::Users final : public QObject
{
public:
    Users(Ask ask, std::shared_ptr<Tally> tally, const Clock& clock, quint64 seed)
        : m_ask(std::move(ask)),
          m_tally(std::move(tally)),
          m_clock(clock),
          m_random(seed),
          m_timer(this)
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, &Users::askWhatIsDue);
    }

    void apply(bool running, double rate)
    {
        m_rate = rate;
        m_timer.stop();
        if (!running)
            return;
        m_nextNs = m_clock.steadyNs() + pauseNs();
        waitForNext();
    }

private:
    // Moments that know nothing of each other lie apart by this law (Poisson arrivals).
    qint64 pauseNs() { return qint64(-std::log(1.0 - m_random.unit()) / m_rate * 1e9); }

    void waitForNext()
    {
        constexpr qint64 nsInMs = 1'000'000;
        const qint64 leftNs = std::max<qint64>(0, m_nextNs - m_clock.steadyNs());
        m_timer.start(int((leftNs + nsInMs - 1) / nsInMs));
    }

    void askWhatIsDue()
    {
        constexpr qint64 longestLagNs = 1'000'000'000;
        const qint64 now = m_clock.steadyNs();
        m_nextNs = std::max(m_nextNs, now - longestLagNs); // the machine may have slept
        while (m_nextNs <= now) {
            ask(m_mix.next(m_random));
            m_nextNs += pauseNs();
        }
        waitForNext();
    }

    void ask(const SampleQuestion& question)
    {
        if (!m_tally->take())
            return;
        // Not in this object's context: Qt asserts that it still lives when the answer comes.
        attach<Result<Answer>>(m_ask(question), [tally = m_tally](const auto& answer) {
            tally->finish(answer.resultCount() > 0 && answer.result().ok());
        });
    }

    const Ask m_ask;
    const std::shared_ptr<Tally> m_tally;
    const Clock& m_clock;
    const SampleMix m_mix;
    Random m_random;
    QTimer m_timer;
    double m_rate = 30;
    qint64 m_nextNs = 0;
};

SampleLoad::SampleLoad(Ask ask, const Clock& clock, quint64 seed)
    : m_tally(std::make_shared<Tally>()), m_users(new Users(std::move(ask), m_tally, clock, seed))
{
    m_thread.setObjectName(u"sample users"_s);
    m_users->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_users, &QObject::deleteLater);
    m_thread.start();
}

SampleLoad::~SampleLoad()
{
    m_thread.quit();
    m_thread.wait();
}

Result<SampleLoadState> SampleLoad::set(const SetSampleLoad& wish)
{
    if (!(wish.ratePerSecond >= leastRate && wish.ratePerSecond <= mostRate))
        return Error{ErrorCode::InvalidArgument,
                     tr("The sample load can ask %1 to %2 times a second, not %3.")
                         .arg(leastRate)
                         .arg(mostRate)
                         .arg(wish.ratePerSecond)};
    m_running = wish.running;
    m_rate = wish.ratePerSecond;
    QMetaObject::invokeMethod(
        m_users, [users = m_users, wish] { users->apply(wish.running, wish.ratePerSecond); });
    return state();
}

SampleLoadState SampleLoad::state() const
{
    return {m_running, m_rate};
}

SampleLoadCounts SampleLoad::counts() const
{
    return m_tally->counts();
}

SampleLoad::Ask askThrough(Gateway& gateway)
{
    return [&gateway](const SampleQuestion& question) {
        return gateway.run(question.query, question.companyId, question.params, question.user);
    };
}

} // namespace tierwatch
