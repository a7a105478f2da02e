// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/tierprobe.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Long enough for some rounds; what a program that died left behind is cleaned up then.
constexpr qint64 lifeMs = 600'000;

Policy policy()
{
    Policy policy;
    policy.l1TtlMs = policy.l2TtlMs = policy.nullTtlMs = lifeMs;
    policy.jitterPercent = 0;
    return policy;
}

} // namespace

TierProbe::TierProbe(const EngineOptions& options, StoreTier* store, const Barriers& barriers,
                     Stamps& stamps, const Clock& clock)
    : m_options(options),
      m_store(options.mode == CacheMode::Memory || options.readOnly ? nullptr : store),
      m_stamps(stamps),
      m_clock(clock),
      m_memory(options.memory, barriers),
      m_memoryOnly(m_options, m_memory, nullptr, barriers, clock),
      m_both(m_options, m_memory, m_store, barriers, clock)
{
}

TierProbe::~TierProbe()
{
    drop();
}

QString TierProbe::reservedSource()
{
    return u"@benchmark"_s;
}

void TierProbe::keep(const PreparedRequest& request, const QByteArray& value)
{
    drop();
    m_kept = request.withPolicy(policy());
    m_answer = {};
    m_answer.value = value;
    m_diskFull = m_store && !fitsOnDisk(value);
    put();
}

bool TierProbe::fitsOnDisk(const QByteArray& value) const
{
    if (m_options.storeMaxBytes <= 0)
        return true;
    const Result<EntrySizes> size = m_store->size(m_clock.wallMs());
    return size && size->bytes + value.size() <= m_options.storeMaxBytes;
}

void TierProbe::put()
{
    m_stamp = m_stamps.next();
    m_onDisk = m_store && !m_diskFull;
    (m_onDisk ? m_both : m_memoryOnly).keep(*m_kept, m_answer, false, m_stamp);
    m_inMemory = m_memory.size().entries > 0;
    if (m_onDisk)
        m_store->flush();
}

std::optional<double> TierProbe::fromMemoryMs()
{
    return m_inMemory ? lookMs(false) : std::nullopt;
}

std::optional<double> TierProbe::fromDiskMs()
{
    return m_onDisk ? lookMs(true) : std::nullopt;
}

/// An invalidation of everything, or the end of its life, takes the value away: it is put back
/// once.
std::optional<double> TierProbe::lookMs(bool onDisk)
{
    for (int attempt = 0; m_kept && attempt < 2; ++attempt) {
        StoreLook inStore;
        const Moment started = m_clock.now();
        const bool found =
            onDisk ? m_both.fromStore(*m_kept, inStore).has_value()
                   : m_both.fromMemory(m_kept->view(), started).miss == MemoryMiss::None;
        const qint64 tookNs = m_clock.steadyNs() - started.steadyNs;
        if (found)
            return static_cast<double>(tookNs) / 1e6;
        put();
    }
    return std::nullopt;
}

void TierProbe::drop()
{
    if (m_onDisk)
        removeRow();
    m_onDisk = m_inMemory = false;
    m_kept.reset();
    m_memory.clear();
}

/// As an invalidation that was never raised takes its rows out for good.
void TierProbe::removeRow()
{
    Invalidation own;
    own.stamp = m_stamp;
    own.scope.cacheKey = QString::fromUtf8(m_kept->key.text());
    own.wallMs = m_clock.wallMs();
    (void)m_store->sweep(own, 1);
    (void)m_store->finish(m_stamp, false);
}

} // namespace tierwatch
