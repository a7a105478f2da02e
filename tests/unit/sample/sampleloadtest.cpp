// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/sampleload.h"

#include "base/async.h"

#include <QTest>

#include <mutex>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Answers at once, or never until it is told to.
class Reports final
{
public:
    [[nodiscard]] SampleLoad::Ask ask()
    {
        return [this](const SampleQuestion& question) { return take(question); };
    }
    void hold(bool on) { m_hold = on; }
    void fail(bool on) { m_fail = on; }

    void answerHeld()
    {
        const std::scoped_lock lock(m_mutex);
        for (QPromise<Result<Answer>>& promise : m_held) {
            promise.addResult(Answer{});
            promise.finish();
        }
        m_held.clear();
    }
    void abandonHeld()
    {
        const std::scoped_lock lock(m_mutex);
        m_held.clear();
    }
    [[nodiscard]] std::vector<SampleQuestion> questions() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_questions;
    }

private:
    QFuture<Result<Answer>> take(const SampleQuestion& question)
    {
        const std::scoped_lock lock(m_mutex);
        m_questions.push_back(question);
        if (m_fail)
            return ready<Result<Answer>>(Error{ErrorCode::Source, u"down"_s});
        if (!m_hold)
            return ready<Result<Answer>>(Answer{});
        m_held.emplace_back().start();
        return m_held.back().future();
    }

    std::atomic<bool> m_hold = false;
    std::atomic<bool> m_fail = false;
    mutable std::mutex m_mutex;
    std::vector<SampleQuestion> m_questions;
    std::vector<QPromise<Result<Answer>>> m_held;
};

class SampleLoadTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyAsksUntilItIsStarted()
    {
        Reports reports;
        const SampleLoad load(reports.ask(), m_clock, 1);
        QVERIFY(!load.state().running);
        QCOMPARE(load.state().ratePerSecond, 30.0);
        QCOMPARE(load.counts().asked, 0);
    }

    void itAsksAboutAsOftenAsItIsTold()
    {
        Reports reports;
        SampleLoad load(reports.ask(), m_clock, 1);
        const qint64 started = m_clock.steadyMs();
        QVERIFY(load.set({true, 1000}).ok());
        QTRY_VERIFY(load.counts().asked >= 500);
        const double perSecond =
            1000.0 * double(load.counts().asked) / double(m_clock.steadyMs() - started);
        QVERIFY2(perSecond > 500 && perSecond < 1500, qPrintable(QString::number(perSecond)));
        QTRY_VERIFY(load.counts().answered >= 500);
    }

    void theSameSeedAsksTheSame()
    {
        Reports first;
        Reports second;
        for (Reports* reports : {&first, &second}) {
            SampleLoad load(reports->ask(), m_clock, 7);
            QVERIFY(load.set({true, 1000}).ok());
            QTRY_VERIFY(load.counts().asked >= 20);
        }
        for (std::size_t i = 0; i < 20; ++i)
            QCOMPARE(first.questions()[i], second.questions()[i]);
    }

    void aSlowSourceNeverPilesUpWork()
    {
        Reports reports;
        reports.hold(true);
        SampleLoad load(reports.ask(), m_clock, 1);
        QVERIFY(load.set({true, 1000}).ok());
        QTRY_VERIFY(load.counts().skipped > 50);
        QCOMPARE(load.counts().asked, SampleLoad::mostUnderWay);
        QCOMPARE(load.counts().underWay, SampleLoad::mostUnderWay);
        reports.hold(false);
        reports.answerHeld();
        QTRY_VERIFY(load.counts().answered > 50);
    }

    void itStopsAndGoesOn()
    {
        Reports reports;
        SampleLoad load(reports.ask(), m_clock, 1);
        QVERIFY(load.set({true, 1000}).ok());
        QTRY_VERIFY(load.counts().asked > 0);
        QVERIFY(!load.set({false, 1000})->running);
        // A question that is asked while the wish travels may still come, none after that.
        qint64 before = -1;
        QTRY_VERIFY(std::exchange(before, load.counts().asked) == load.counts().asked);
        QVERIFY(load.set({true, 500})->running);
        QTRY_VERIFY(load.counts().asked > before);
    }

    void failuresAndAbandonedQuestionsAreCounted()
    {
        Reports reports;
        reports.fail(true);
        SampleLoad load(reports.ask(), m_clock, 1);
        QVERIFY(load.set({true, 1000}).ok());
        QTRY_VERIFY(load.counts().failed > 0);
        reports.fail(false);
        reports.hold(true);
        QTRY_COMPARE(load.counts().underWay, SampleLoad::mostUnderWay);
        const qint64 failed = load.counts().failed;
        QVERIFY(load.set({false, 1000}).ok());
        reports.abandonHeld();
        QTRY_COMPARE(load.counts().failed, failed + SampleLoad::mostUnderWay);
        QCOMPARE(load.counts().underWay, 0);
    }

    void aRateOutOfBoundsIsRefused()
    {
        Reports reports;
        SampleLoad load(reports.ask(), m_clock, 1);
        for (const double rate : {0.0, -1.0, 0.09, 1001.0, qQNaN(), qInf()}) {
            const auto state = load.set({true, rate});
            QVERIFY(!state.ok());
            QCOMPARE(state.error().code, ErrorCode::InvalidArgument);
        }
        QVERIFY(!load.state().running);
    }

    void itMayGoWhileQuestionsAreUnderWay()
    {
        Reports reports;
        reports.hold(true);
        {
            SampleLoad load(reports.ask(), m_clock, 1);
            QVERIFY(load.set({true, 1000}).ok());
            QTRY_VERIFY(load.counts().underWay > 0);
        }
        reports.answerHeld();
    }

private:
    SystemClock m_clock;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SampleLoadTest)
#include "sampleloadtest.moc"
