// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "support/tempworkspace.h"

#include <QCache>
#include <algorithm>

#include <latch>
#include <mutex>
#include <random>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qsizetype keyCount = 100'000;
constexpr qsizetype valueBytes = 1024;
constexpr qsizetype keyChars = 60;
constexpr qint64 callsARound = 400'000;
constexpr int rounds = 7;

const QByteArray limits = "[cache]\nl1_max_bytes=536870912\ncleanup_interval=86400\n";

Result<QByteArray> mustNotLoad()
{
    return Error{ErrorCode::Internal, u"not a hit"_s};
}

/// The same keys in both caches, asked in the same shuffled order.
class MemoryHits final
{
public:
    explicit MemoryHits() : m_workspace(m_clock, limits)
    {
        if (const Result<void> opened = m_workspace.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_bare.setMaxCost(keyCount);
        for (qsizetype i = 0; i < keyCount; ++i)
            add(i);
        m_workspace.engine().settle();
        m_order.resize(keyCount);
        std::iota(m_order.begin(), m_order.end(), 0);
        std::shuffle(m_order.begin(), m_order.end(), std::mt19937(7));
    }

    double prepared()
    {
        return nsPerCall(callsARound, [this](qint64 i) { fetchPrepared(i); });
    }
    double fromRequest()
    {
        return nsPerCall(callsARound, [this](qint64 i) {
            const Request request = requestFor(static_cast<qsizetype>(keyAt(i)));
            m_sum = m_sum + m_workspace.engine().fetch(request, mustNotLoad)->value.size();
        });
    }
    double bareLookup()
    {
        return nsPerCall(callsARound, [this](qint64 i) {
            const std::lock_guard lock(m_bareMutex);
            const QByteArray value = *m_bare.object(m_bareKeys[keyAt(i)]);
            m_sum = m_sum + value.size();
        });
    }
    /// Hits a second, of all threads together.
    double throughput(int threads)
    {
        std::latch ready(threads + 1);
        std::vector<std::jthread> workers;
        workers.reserve(static_cast<size_t>(threads));
        for (int t = 0; t < threads; ++t) {
            workers.emplace_back([this, t, &ready] {
                ready.arrive_and_wait();
                for (qint64 i = 0; i < callsARound; ++i)
                    fetchPrepared(i + t * 31'337);
            });
        }
        ready.arrive_and_wait();
        const double ns = nsPerCall(1, [&](qint64) { workers.clear(); });
        return static_cast<double>(threads * callsARound) / ns * 1e9;
    }

private:
    /// As a program has it: the parts are at hand, the request is made for each call.
    static Request requestFor(qsizetype i)
    {
        Request request;
        request.type = u"invoices_by_month"_s;
        request.companyId = 100 + i % 6;
        request.perUser = false;
        request.params.insert(u"invoice_numbe"_s, qint64(100'000 + i));
        return request;
    }
    void add(qsizetype i)
    {
        const QByteArray value(valueBytes, static_cast<char>('a' + i % 26));
        const auto prepared = m_workspace.engine().prepare(requestFor(i));
        if (prepared->key.text().size() != keyChars)
            qFatal("the key has %lld characters", qlonglong(prepared->key.text().size()));
        (void)m_workspace.engine().fetch(*prepared, [&]() -> Result<QByteArray> { return value; });
        m_prepared.push_back(*prepared);
        const QString key = QString::fromUtf8(prepared->key.text());
        m_bareKeys.push_back(key);
        m_bare.insert(key, new QByteArray(value));
    }
    [[nodiscard]] size_t keyAt(qint64 i) const
    {
        return static_cast<size_t>(m_order[static_cast<size_t>(i) % keyCount]);
    }
    void fetchPrepared(qint64 i)
    {
        thread_local volatile qint64 sum = 0;
        sum = sum + m_workspace.engine().fetch(m_prepared[keyAt(i)], mustNotLoad)->value.size();
    }

    SystemClock m_clock;
    test::TempWorkspace m_workspace;
    std::vector<PreparedRequest> m_prepared;
    std::vector<QString> m_bareKeys;
    std::mutex m_bareMutex;
    QCache<QString, QByteArray> m_bare;
    std::vector<qsizetype> m_order;
    volatile qint64 m_sum = 0;
};

void run(const Report& report)
{
    MemoryHits hits;
    const QString bare = u"bare QCache under a mutex"_s;
    const auto against = [&](double (MemoryHits::*subject)()) {
        return inTurn(
            rounds, [&] { return (hits.*subject)(); }, [&] { return hits.bareLookup(); });
    };
    const Pair prepared = against(&MemoryHits::prepared);
    report(
        {u"memory hit, prepared key"_s, prepared.subject, u"ns"_s, prepared.baseline, bare, 0.7});
    const Pair built = against(&MemoryHits::fromRequest);
    report(
        {u"memory hit, key built each time"_s, built.subject, u"ns"_s, built.baseline, bare, 1.3});
    const Pair threads = inTurn(
        rounds, [&] { return hits.throughput(2) / 1e6; }, [&] { return hits.throughput(1) / 1e6; });
    report({u"memory hits on 2 threads"_s, threads.subject, u"M/s"_s, threads.baseline,
            u"on 1 thread"_s, 1.7, Figure::Better::Higher});
}

} // namespace

Group memoryHits()
{
    return {u"memory"_s, run};
}

} // namespace tierwatch::bench
