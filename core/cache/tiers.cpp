// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/tiers.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logTiers, "tierwatch.tiers")

/// Lives are clamped to ten years: enough for everybody, and sums can't overflow.
constexpr qint64 longestLifeMs = 10LL * 365 * 86'400'000;
/// By so much the clocks of those who write rows may differ.
constexpr qint64 clocksDifferMs = 60'000;

/// 0 = a row that another program wrote.
quint64 stampOf(const FoundEntry& row)
{
    return static_cast<quint64>(row.stamp.value_or(0));
}

/// After which part of its life a hit renews a value.
qint64 eagerAfter(const Policy& policy, qint64 lifeMs)
{
    const auto percent = static_cast<double>(std::min<qint64>(policy.eagerPercent, 100));
    return static_cast<qint64>(static_cast<double>(lifeMs) * percent / 100);
}

qint64 refreshAt(const Policy& policy, const FoundEntry& row)
{
    return row.createdMs + eagerAfter(policy, row.expiresMs - row.createdMs);
}

Answer answerOf(const FoundEntry& row, qint64 nowMs, bool stale)
{
    return {row.value,
            Origin::Disk,
            MissReason::None,
            stale,
            std::max<qint64>(0, nowMs - row.createdMs),
            row.loadMs.value_or(0)};
}

} // namespace

Tiers::Tiers(const EngineOptions& options, MemoryTier& memory, StoreTier* store,
             const Barriers& barriers, const Clock& clock)
    : m_options(options),
      m_memory(memory),
      m_store(store),
      m_barriers(barriers),
      m_clock(clock),
      m_wallAheadMs(clock.wallMs() - clock.steadyMs())
{
}

/// The clocks, except that the one on the wall never goes back: what was kept while it was ahead
/// would live the longer for it.
Moment Tiers::now() const
{
    Moment now = m_clock.now();
    const qint64 aheadMs = now.wallMs - now.steadyMs();
    qint64 mostMs = m_wallAheadMs.load(std::memory_order_relaxed);
    while (mostMs < aheadMs && !m_wallAheadMs.compare_exchange_weak(mostMs, aheadMs)) {
    }
    now.wallMs = now.steadyMs() + std::max(mostMs, aheadMs);
    return now;
}

std::optional<Answer> Tiers::fromStore(const PreparedRequest& request, StoreLook& look)
{
    if (!m_store)
        return std::nullopt;
    Result<std::optional<FoundEntry>> found = m_store->find(request.key.text());
    if (!found) {
        // A store that fails never breaks a caller: the source answers.
        qCWarning(logTiers).noquote() << found.error().message << found.error().detail;
        look.reason = MissReason::Error;
        return std::nullopt;
    }
    if (!*found)
        return std::nullopt;
    const FoundEntry& row = **found;
    const Policy& policy = policyOf(request);
    const Moment at = now();
    const bool valid = admits(*scopesOf(request, row), row);
    if (!valid || hasEnded(row, at)) {
        look.reason = valid ? MissReason::Expired : MissReason::Invalidated;
        if (mayStandIn(request, row, valid, at))
            promote(request, row, 0, at);
        return std::nullopt;
    }
    const qint64 leftMs = row.expiresMs - at.wallMs;
    if (row.stamp)
        m_pastLoads.note(request.key.digest(), stampOf(row), at.steadyMs() + leftMs);
    m_store->noteHit(request.key.text());
    promote(request, row, leftMs, at);
    look.stamp = stampOf(row);
    look.refresh = policy.eagerPercent > 0 && refreshAt(policy, row) <= at.wallMs;
    return answerOf(row, at.wallMs, false);
}

/// A row from the future was made before somebody set the clock back: nobody knows its age.
bool Tiers::hasEnded(const FoundEntry& row, const Moment& now)
{
    return row.expiresMs <= now.wallMs || row.createdMs > now.wallMs + clocksDifferMs;
}

std::optional<Answer> Tiers::stale(const PreparedRequest& request)
{
    if (policyOf(request).graceMs <= 0)
        return std::nullopt;
    if (std::optional<Answer> inMemory = staleInMemory(request))
        return inMemory;
    return staleOnDisk(request);
}

std::optional<Answer> Tiers::standIn(const PreparedRequest& request)
{
    const Policy& policy = policyOf(request);
    std::optional<Answer> answer = stale(request);
    if (answer || !m_store || policy.graceMs <= 0 || !policy.staleAfterChange)
        return answer;
    const Result<std::optional<FoundEntry>> found = m_store->findInTrash(request.key.text());
    answer = staleIn(request, found);
    if (answer)
        promote(request, **found, 0,
                now()); // who asks while the source still fails needn't look there
    return answer;
}

std::optional<Answer> Tiers::staleInMemory(const PreparedRequest& request)
{
    const Policy& policy = policyOf(request);
    if (!usesMemory() || policy.graceMs <= 0)
        return std::nullopt;
    const std::optional<MemoryEntry> entry = m_memory.peek(request.key);
    const Moment now = m_clock.now();
    if (!entry || entry->keptSteadyMs <= now.steadyMs())
        return std::nullopt;
    const bool valid = entry->stamp != 0
                           ? m_barriers.admits(*entry->scopes, entry->stamp)
                           : m_barriers.admitsUnstamped(*entry->scopes, entry->createdMs);
    if (valid ? entry->endsSteadyMs > now.steadyMs()
              : !policy.staleAfterChange ||
                    m_barriers.purged(*entry->scopes, entry->stamp, entry->createdMs))
        return std::nullopt;
    return Answer{entry->value,
                  Origin::Memory,
                  MissReason::None,
                  true,
                  std::max<qint64>(0, now.wallMs - entry->createdMs),
                  entry->loadMs};
}

quint64 Tiers::cachedStamp(const PreparedRequest& request)
{
    if (usesMemory()) {
        if (const std::optional<MemoryEntry> entry = m_memory.peek(request.key))
            return entry->stamp;
    }
    if (!m_store)
        return 0;
    const Result<std::optional<FoundEntry>> found = m_store->find(request.key.text());
    return found && *found ? stampOf(**found) : 0;
}

std::optional<Answer> Tiers::staleOnDisk(const PreparedRequest& request)
{
    if (!m_store)
        return std::nullopt;
    return staleIn(request, m_store->find(request.key.text()));
}

std::optional<Answer> Tiers::staleIn(const PreparedRequest& request,
                                     const Result<std::optional<FoundEntry>>& found)
{
    if (!found || !*found)
        return std::nullopt;
    const FoundEntry& row = **found;
    const bool valid = admits(*scopesOf(request, row), row);
    const Moment at = now();
    if ((valid && !hasEnded(row, at)) || !mayStandIn(request, row, valid, at))
        return std::nullopt;
    return answerOf(row, at.wallMs, true);
}

/// Within its grace, and not invalidated unless its type allows it; never what was purged.
bool Tiers::mayStandIn(const PreparedRequest& request, const FoundEntry& row, bool valid,
                       const Moment& now) const
{
    const Policy& policy = policyOf(request);
    if (policy.graceMs <= 0 || (!valid && !policy.staleAfterChange) ||
        row.expiresMs + std::min(policy.graceMs, longestLifeMs) <= now.wallMs)
        return false;
    return valid || !m_barriers.purged(*scopesOf(request, row), stampOf(row), row.createdMs);
}

/// The row's own tags count too: the request that stored it may have carried others.
EntryScopesPtr Tiers::scopesOf(const PreparedRequest& request, const FoundEntry& row)
{
    if (row.tags == request.scopes()->tags || row.tags.isEmpty())
        return request.scopes();
    auto both = std::make_shared<EntryScopes>(*request.scopes());
    both->tags += row.tags;
    return both;
}

bool Tiers::admits(const EntryScopes& scopes, const FoundEntry& row) const
{
    return row.stamp ? m_barriers.admits(scopes, stampOf(row))
                     : m_barriers.admitsUnstamped(scopes, row.createdMs);
}

/// Promotion never lengthens life: at most `lifeMs`, what is left of it on disk.
void Tiers::promote(const PreparedRequest& request, const FoundEntry& row, qint64 lifeMs,
                    const Moment& now)
{
    const Policy& policy = policyOf(request);
    if (!usesMemory() || policy.l1TtlMs <= 0)
        return;
    const qint64 untilMs = now.steadyMs() - now.wallMs; // turns wall times into steady ones
    MemoryEntry entry{row.value,
                      scopesOf(request, row),
                      stampOf(row),
                      row.createdMs,
                      now.steadyMs() + std::min({policy.l1TtlMs, lifeMs, longestLifeMs}),
                      row.loadMs.value_or(0),
                      true};
    if (policy.graceMs > 0)
        entry.keptSteadyMs = row.expiresMs + std::min(policy.graceMs, longestLifeMs) + untilMs;
    entry.keptAfterChange = policy.staleAfterChange;
    if (policy.eagerPercent > 0)
        entry.refreshSteadyMs = refreshAt(policy, row) + untilMs;
    m_memory.put(request.key, std::move(entry));
}

double Tiers::drawLifeFactor(const Policy& policy)
{
    const double most = static_cast<double>(std::clamp<qint64>(policy.jitterPercent, 0, 100)) / 100;
    return 1 - most * QRandomGenerator::global()->generateDouble();
}

MissReason Tiers::whyMissed(const PreparedRequest& request, MissReason told) const
{
    if (told == MissReason::First)
        told = m_pastLoads.reason(request.key.digest(), *request.scopes(), m_barriers,
                                  m_clock.steadyMs());
    if (told == MissReason::Invalidated && m_barriers.raisedByMonitor(*request.scopes()))
        return MissReason::MonitorInvalidated;
    return told;
}

void Tiers::keep(const PreparedRequest& request, const Answer& answer, bool empty, quint64 stamp)
{
    const Policy& policy = policyOf(request);
    const double factor = drawLifeFactor(policy);
    const qint64 most = empty ? std::min(policy.nullTtlMs, longestLifeMs) : longestLifeMs;
    const auto life = [=](qint64 ttlMs) {
        return static_cast<qint64>(static_cast<double>(std::min(ttlMs, most)) * factor);
    };
    const qint64 l2Life = life(policy.l2TtlMs);
    qint64 l1Life = life(policy.l1TtlMs);
    const bool stores = m_store && !m_options.readOnly && l2Life > 0;
    if (stores)
        l1Life = std::min(l1Life, l2Life);
    const qint64 whole = stores ? l2Life : l1Life;
    const Moment at = now();
    m_pastLoads.note(request.key.digest(), stamp, at.steadyMs() + whole);
    if (!m_barriers.admits(*request.scopes(), stamp))
        return;
    if (usesMemory() && l1Life > 0) {
        const qint64 steadyMs = at.steadyMs();
        MemoryEntry entry{answer.value,      request.scopes(), stamp, at.wallMs,
                          steadyMs + l1Life, answer.loadMs,    stores};
        if (policy.graceMs > 0)
            entry.keptSteadyMs = steadyMs + whole + std::min(policy.graceMs, longestLifeMs);
        entry.keptAfterChange = policy.staleAfterChange;
        if (policy.eagerPercent > 0)
            entry.refreshSteadyMs = steadyMs + eagerAfter(policy, whole);
        m_memory.put(request.key, std::move(entry));
    }
    if (stores)
        store(request, answer, stamp, at.wallMs, l2Life);
}

void Tiers::store(const PreparedRequest& request, const Answer& answer, quint64 stamp, qint64 nowMs,
                  qint64 lifeMs)
{
    const EntryScopesPtr scopes = request.scopes();
    StoredEntry row{request.key.text(),
                    scopes->type,
                    scopes->companyId,
                    answer.value,
                    nowMs,
                    nowMs + lifeMs,
                    static_cast<qint64>(stamp),
                    scopes->username,
                    scopes->tags,
                    answer.loadMs};
    row.graceMs = std::clamp<qint64>(policyOf(request).graceMs, 0, longestLifeMs);
    // What is larger than all there may be would only push out the rest.
    const bool fits = m_options.storeMaxBytes <= 0 || row.value.size() <= m_options.storeMaxBytes;
    const bool queued = fits && m_store->put(std::move(row), [this, scopes, stamp] {
        return m_barriers.admits(*scopes, stamp);
    });
    if (!queued)
        m_unstored.fetch_add(1, std::memory_order_relaxed);
    // Without a memory tier the row is the only copy: whoever asks next must find it.
    if (queued && !usesMemory())
        m_store->flush();
}

} // namespace tierwatch
