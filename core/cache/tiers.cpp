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

/// 0 = a row that another program wrote.
quint64 stampOf(const FoundEntry& row)
{
    return static_cast<quint64>(row.stamp.value_or(0));
}

} // namespace

Tiers::Tiers(const EngineOptions& options, MemoryTier& memory, StoreTier* store,
             const Barriers& barriers, const Clock& clock)
    : m_options(options), m_memory(memory), m_store(store), m_barriers(barriers), m_clock(clock)
{
}

std::optional<Answer> Tiers::fromMemory(const PreparedRequest& request, const Moment& now,
                                        MemoryMiss& miss)
{
    if (!usesMemory())
        return std::nullopt;
    MemoryLook look = m_memory.find(request.key, now.steadyMs(), now.wallMs);
    miss = look.miss;
    if (miss != MemoryMiss::None)
        return std::nullopt;
    return Answer{std::move(look.value),
                  Origin::Memory,
                  MissReason::None,
                  false,
                  std::max<qint64>(0, now.wallMs - look.createdMs),
                  look.loadMs};
}

std::optional<Answer> Tiers::fromStore(const PreparedRequest& request, MissReason& reason)
{
    if (!m_store)
        return std::nullopt;
    Result<std::optional<FoundEntry>> found = m_store->find(request.key.text());
    if (!found) {
        // A store that fails never breaks a caller: the source answers.
        qCWarning(logTiers).noquote() << found.error().message << found.error().detail;
        return std::nullopt;
    }
    if (!*found)
        return std::nullopt;
    const FoundEntry& row = **found;
    const qint64 nowMs = m_clock.wallMs();
    if (!admits(request, row))
        reason = MissReason::Invalidated;
    else if (row.expiresMs <= nowMs)
        reason = MissReason::Expired;
    else {
        m_store->noteHit(request.key.text());
        promote(request, row);
        return Answer{row.value,
                      Origin::Disk,
                      MissReason::None,
                      false,
                      std::max<qint64>(0, nowMs - row.createdMs),
                      row.loadMs.value_or(0)};
    }
    return std::nullopt;
}

/// The row's own tags count too: the request that stored it may have carried others.
EntryScopesPtr Tiers::scopesOf(const PreparedRequest& request, const FoundEntry& row)
{
    if (row.tags == request.scopes->tags || row.tags.isEmpty())
        return request.scopes;
    auto both = std::make_shared<EntryScopes>(*request.scopes);
    both->tags += row.tags;
    return both;
}

bool Tiers::admits(const PreparedRequest& request, const FoundEntry& row) const
{
    const EntryScopesPtr scopes = scopesOf(request, row);
    return row.stamp ? m_barriers.admits(*scopes, stampOf(row))
                     : m_barriers.admitsUnstamped(*scopes, row.createdMs);
}

void Tiers::promote(const PreparedRequest& request, const FoundEntry& row)
{
    const qint64 ttl = request.request.l1TtlMs.value_or(m_options.l1TtlMs);
    if (!usesMemory() || ttl <= 0)
        return;
    // Promotion never lengthens life.
    const qint64 left = std::min({ttl, row.expiresMs - m_clock.wallMs(), longestLifeMs});
    m_memory.put(request.key, {row.value, scopesOf(request, row), stampOf(row), row.createdMs,
                               m_clock.steadyMs() + left, row.loadMs.value_or(0), true});
}

double Tiers::drawLifeFactor() const
{
    const double most = std::clamp(m_options.jitterPercent, 0.0, 100.0) / 100;
    return 1 - most * QRandomGenerator::global()->generateDouble();
}

void Tiers::keep(const PreparedRequest& request, const Answer& answer, quint64 stamp)
{
    if (!m_barriers.admits(*request.scopes, stamp))
        return;
    const double factor = drawLifeFactor();
    const auto life = [factor](qint64 ttlMs) {
        return static_cast<qint64>(static_cast<double>(std::min(ttlMs, longestLifeMs)) * factor);
    };
    const qint64 l2Life = life(request.request.l2TtlMs.value_or(m_options.l2TtlMs));
    qint64 l1Life = life(request.request.l1TtlMs.value_or(m_options.l1TtlMs));
    const bool stores = m_store && !m_options.readOnly && l2Life > 0;
    if (stores)
        l1Life = std::min(l1Life, l2Life);
    const qint64 nowMs = m_clock.wallMs();
    if (usesMemory() && l1Life > 0)
        m_memory.put(request.key, {answer.value, request.scopes, stamp, nowMs,
                                   m_clock.steadyMs() + l1Life, answer.loadMs, stores});
    if (stores)
        store(request, answer, stamp, nowMs, nowMs + l2Life);
}

void Tiers::store(const PreparedRequest& request, const Answer& answer, quint64 stamp, qint64 nowMs,
                  qint64 expiresMs)
{
    const EntryScopesPtr scopes = request.scopes;
    const bool queued = m_store->put(
        {request.key.text(), scopes->type, scopes->companyId, answer.value, nowMs, expiresMs,
         static_cast<qint64>(stamp), scopes->username, scopes->tags, answer.loadMs},
        [this, scopes, stamp] { return m_barriers.admits(*scopes, stamp); });
    if (!queued)
        m_unstored.fetch_add(1, std::memory_order_relaxed);
    // Without a memory tier the row is the only copy: whoever asks next must find it.
    if (queued && !usesMemory())
        m_store->flush();
}

} // namespace tierwatch
