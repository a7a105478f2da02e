// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"
#include "cache/sqlitetier.h"
#include "groups.h"
#include "storage/cachefile.h"
#include "storage/entrydigest.h"
#include "support/tempworkspace.h"

#include <algorithm>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 rowCount = 100'000;
constexpr qint64 readsARound = 50'000;
constexpr int rounds = 5;
constexpr qint64 share = rowCount / rounds; // of the rows, for a round of writing
constexpr qint64 rowsATransaction = 1000;
constexpr qint64 firstMs = 1'790'000'000'000;

QByteArray valueOf(qint64 i)
{
    return QByteArray(1024, static_cast<char>('a' + i % 26));
}

Result<QByteArray> mustNotLoad()
{
    return Error{ErrorCode::Internal, u"not a hit"_s};
}

/// Stored on disk alone: a life of zero keeps it out of memory.
Request requestFor(qint64 i)
{
    Request request;
    request.type = u"invoices_by_month"_s;
    request.companyId = 100 + i % 6;
    request.perUser = false;
    request.params = {{u"number"_s, 100'000 + i}};
    request.policy = Policy{.l1TtlMs = 0};
    return request;
}

/// Rows with the same keys, values and times into a cache file and into a bare one.
class EntryWrites final
{
public:
    explicit EntryWrites(const std::vector<QByteArray>& keys)
        : m_keys(keys),
          m_bare(m_folder.filePath(u"bare.db"_s)),
          m_listed(m_folder.filePath(u"listed.db"_s))
    {
        auto file = CacheFile::open({m_folder.filePath(u"cache.db"_s)}, m_clock);
        if (!file)
            qFatal("%s", qPrintable(file.error().message));
        m_file = *std::move(file);
        m_tier.emplace(*m_file, m_clock);
        m_bare.createContractTables();
        m_listed.createContractTables();
        m_listed.addListingIndexes();
        std::mt19937 random(7);
        std::uniform_int_distribution<qint64> lifeMs(3'240'000, 3'600'000);
        m_expiresMs.reserve(m_keys.size());
        m_digests.reserve(m_keys.size());
        for (size_t i = 0; i < m_keys.size(); ++i) {
            m_expiresMs.push_back(createdMs(qint64(i)) + lifeMs(random));
            m_digests.push_back(entrydigest::numberOf(m_keys[i]));
        }
    }

    /// Nanoseconds a row from the first in the queue until the last is committed.
    double queued(qint64 first, qint64 count)
    {
        const double ns = nsPerCall(1, [&](qint64) {
            for (qint64 i = first; i < first + count; ++i)
                queue(i);
            m_tier->flush();
        });
        return ns / static_cast<double>(count);
    }
    double bare(qint64 first, qint64 count)
    {
        return inserted(m_bare, &BareSqlite::insert, first, count);
    }
    /// Into a table with the same indexes.
    double listed(qint64 first, qint64 count)
    {
        return inserted(m_listed, &BareSqlite::insertListed, first, count);
    }
    void checkThatAllIsThere()
    {
        const auto sizes = m_tier->size(firstMs);
        if (!sizes || sizes->entries != rowCount)
            qFatal("not every entry was written");
        for (BareSqlite* bare : {&m_bare, &m_listed}) {
            if (bare->number("SELECT count(*) FROM cache_entries") != rowCount)
                qFatal("not every bare row was written");
        }
    }

private:
    [[nodiscard]] static qint64 createdMs(qint64 i) { return firstMs + i / 10; }
    [[nodiscard]] BareEntry bareEntry(qint64 i) const
    {
        const auto place = static_cast<size_t>(i);
        return {m_keys[place],
                100 + i % 6,
                valueOf(i),
                static_cast<double>(createdMs(i)) / 1000,
                static_cast<double>(m_expiresMs[place]) / 1000,
                m_digests[place]};
    }
    double inserted(BareSqlite& bare, void (BareSqlite::*insert)(const BareEntry&), qint64 first,
                    qint64 count)
    {
        return nsPerCall(count, [&](qint64 offset) {
            const qint64 i = first + offset;
            if (i % rowsATransaction == 0)
                bare.run("BEGIN IMMEDIATE");
            (bare.*insert)(bareEntry(i));
            if (i % rowsATransaction == rowsATransaction - 1)
                bare.run("COMMIT");
        });
    }
    void queue(qint64 i)
    {
        const auto place = static_cast<size_t>(i);
        StoredEntry entry{m_keys[place], u"invoices_by_month"_s, 100 + i % 6, valueOf(i),
                          createdMs(i),  m_expiresMs[place],     i + 1};
        entry.loadMs = 200.5;
        if (!m_tier->put(std::move(entry), [] { return true; }))
            qFatal("the queue was full");
    }

    const std::vector<QByteArray>& m_keys;
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<CacheFile> m_file;
    std::optional<SqliteTier> m_tier;
    BareSqlite m_bare;
    BareSqlite m_listed;
    std::vector<qint64> m_expiresMs;
    std::vector<qint64> m_digests;
};

/// Requests of an engine that find their values on disk.
class DiskHits final
{
public:
    DiskHits() : m_workspace(m_clock, "[cache]\ncleanup_interval=86400\n")
    {
        if (const Result<void> opened = m_workspace.open(); !opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_prepared.reserve(rowCount);
        m_keys.reserve(rowCount);
        for (qint64 i = 0; i < rowCount; ++i) {
            m_prepared.push_back(*m_workspace.engine().prepare(requestFor(i)));
            m_keys.push_back(m_prepared.back().key.text());
        }
        m_order.resize(rowCount);
        std::iota(m_order.begin(), m_order.end(), 0);
        std::shuffle(m_order.begin(), m_order.end(), std::mt19937(7));
    }

    [[nodiscard]] const std::vector<QByteArray>& keys() const { return m_keys; }
    [[nodiscard]] QString cachePath() const { return m_workspace.cachePath(); }

    /// Nanoseconds a request that misses, until its row and its figures are committed.
    double miss()
    {
        const double ns = nsPerCall(1, [&](qint64) {
            for (qint64 i = 0; i < rowCount; ++i) {
                load(i);
                if (i % share == share - 1)
                    m_workspace.engine().settle(); // the queue is full at twice that
            }
        });
        return ns / static_cast<double>(rowCount);
    }
    double hit()
    {
        return nsPerCall(readsARound, [&](qint64 i) { read(m_order[static_cast<size_t>(i)]); });
    }
    double bare(BareSqlite& bare)
    {
        return nsPerCall(readsARound, [&](qint64 i) {
            if (bare.select(m_keys[static_cast<size_t>(m_order[static_cast<size_t>(i)])]) != 1024)
                qFatal("the bare SELECT did not find its row");
        });
    }

private:
    void load(qint64 i)
    {
        const auto answer = m_workspace.engine().fetch(
            m_prepared[static_cast<size_t>(i)], [i]() -> Result<QByteArray> { return valueOf(i); });
        if (!answer || answer->origin != Origin::Database)
            qFatal("the value was there before it was written");
    }
    void read(qint64 i)
    {
        const auto answer =
            m_workspace.engine().fetch(m_prepared[static_cast<size_t>(i)], mustNotLoad);
        if (!answer || answer->origin != Origin::Disk || answer->value.size() != 1024)
            qFatal("the fetch was no hit on disk");
    }

    SystemClock m_clock;
    test::TempWorkspace m_workspace;
    std::vector<PreparedRequest> m_prepared;
    std::vector<QByteArray> m_keys;
    std::vector<qint64> m_order;
};

void reportWrites(const Report& report, const std::vector<QByteArray>& keys)
{
    EntryWrites entries(keys);
    qint64 queuedNext = 0;
    qint64 listedNext = 0;
    const Pair writes = inTurn(
        rounds,
        [&] { return entries.queued(std::exchange(queuedNext, queuedNext + share), share) / 1000; },
        [&] {
            return entries.listed(std::exchange(listedNext, listedNext + share), share) / 1000;
        });
    const double bare = entries.bare(0, rowCount) / 1000;
    entries.checkThatAllIsThere();
    report({u"entry write, queue to commit"_s, writes.subject, u"us"_s, writes.baseline,
            u"bare inserts, 1,000 a transaction, same indexes"_s, 1.5});
    report({u"the same beside the contract's indexes alone"_s, writes.subject, u"us"_s, bare,
            u"bare inserts, 1,000 a transaction"_s});
}

void run(const Report& report)
{
    DiskHits hits;
    reportWrites(report, hits.keys());
    report({u"miss through fetch, until committed"_s, hits.miss() / 1000, u"us"_s});
    BareSqlite bare(hits.cachePath());
    if (bare.number("SELECT count(*) FROM cache_entries") != rowCount)
        qFatal("the engine did not keep every row");
    const Pair reads = inTurn(
        rounds, [&] { return hits.hit() / 1000; }, [&] { return hits.bare(bare) / 1000; });
    report({u"disk hit through fetch"_s, reads.subject, u"us"_s, reads.baseline,
            u"bare prepared SELECT"_s, 2.0});
}

} // namespace

Group diskTier()
{
    return {u"disk"_s, run};
}

} // namespace tierwatch::bench
