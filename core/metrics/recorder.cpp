// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/recorder.h"

#include "base/threadlocal.h"

#include <algorithm>

namespace tierwatch {

namespace {

std::atomic<quint64> nextRecorderId{1};

/// The ring a thread used last. Without constructor or destructor, so that reading it is one
/// instruction and safe even while the thread ends.
struct Shortcut
{
    quint64 recorderId = 0;
    RecordRing* ring = nullptr;
};
constinit thread_local Shortcut latest;
constinit thread_local bool threadEnds = false;

/// A thread's rings, one a recorder that it ever recorded to.
class RingsOfThread final
{
public:
    RingsOfThread() = default;
    Q_DISABLE_COPY_MOVE(RingsOfThread)
    ~RingsOfThread()
    {
        latest = {};
        threadEnds = true;
        for (const auto& [id, ring] : m_rings)
            ring->close();
    }

    [[nodiscard]] RecordRing* find(quint64 recorderId) const
    {
        const auto found = std::ranges::find(m_rings, recorderId, &Entry::first);
        return found == m_rings.end() ? nullptr : found->second.get();
    }
    [[nodiscard]] std::shared_ptr<RecordRing> make(quint64 recorderId)
    {
        std::erase_if(m_rings, [](const Entry& entry) { return entry.second->abandoned(); });
        return m_rings.emplace_back(recorderId, std::make_shared<RecordRing>()).second;
    }

private:
    using Entry = std::pair<quint64, std::shared_ptr<RecordRing>>;
    std::vector<Entry> m_rings;
};

} // namespace

Recorder::Recorder(std::function<void()> wake) : m_id(nextRecorderId++), m_wake(std::move(wake)) {}

Recorder::~Recorder()
{
    for (const auto& ring : m_rings)
        ring->abandon();
}

void Recorder::record(const AccessRecord& record) noexcept
{
    RecordRing* ring = latest.recorderId == m_id ? latest.ring : ringOfThisThread();
    const auto pushed = ring ? ring->push(record) : RecordRing::Push::Full;
    if (pushed == RecordRing::Push::Stored) [[likely]]
        return;
    if (pushed == RecordRing::Push::Full)
        m_dropped.fetch_add(1, std::memory_order_relaxed);
    else if (m_wake)
        m_wake();
}

bool Recorder::samples(qint64 steadyMs) noexcept
{
    RecordRing* ring = latest.recorderId == m_id ? latest.ring : ringOfThisThread();
    return ring && ring->samples(steadyMs);
}

/// Null where the thread is so far into its end that it can't hold a ring any more.
RecordRing* Recorder::ringOfThisThread() noexcept
{
    if (threadEnds)
        return nullptr;
    auto& rings = ofThisThread<RingsOfThread>();
    RecordRing* ring = rings.find(m_id);
    if (!ring) {
        const std::shared_ptr<RecordRing> made = rings.make(m_id);
        ring = made.get();
        const std::scoped_lock lock(m_mutex);
        m_rings.push_back(made);
    }
    latest = {m_id, ring};
    return ring;
}

void Recorder::drain(std::vector<AccessRecord>& into)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_rings, [&](const std::shared_ptr<RecordRing>& ring) {
        // Asked before draining: what a thread records before it ends must not be freed unread.
        const bool ended = ring->closed();
        ring->drain(into);
        return ended;
    });
}

std::size_t Recorder::threads() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rings.size();
}

} // namespace tierwatch
