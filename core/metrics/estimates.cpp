// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/estimates.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qint64 mostWeight = 200;

} // namespace

std::optional<double> Estimates::averageMs(quint32 typeId) const noexcept
{
    const Slot* slot = m_slots.find(typeId);
    if (!slot || slot->samples.load(std::memory_order_acquire) == 0)
        return std::nullopt;
    return slot->averageMs.load(std::memory_order_relaxed);
}

void Estimates::learn(const std::vector<AccessRecord>& records)
{
    std::map<quint32, Sum> sums;
    for (const AccessRecord& record : records) {
        if (!record.measured())
            continue;
        Sum& sum = sums[record.typeId];
        sum.ms += record.hasEstimate() ? record.estimateMs : record.responseMs;
        ++sum.samples;
    }
    for (const auto& [typeId, sum] : sums)
        learn(typeId, sum);
}

void Estimates::learn(quint32 typeId, const Sum& sum)
{
    add(typeId, sum);
    m_unstored[typeId].ms += sum.ms;
    m_unstored[typeId].samples += sum.samples;
}

void Estimates::restore(quint32 typeId, double averageMs, qint64 samples)
{
    const qint64 weight = std::clamp(samples, qint64{0}, mostWeight);
    add(typeId, {averageMs * static_cast<double>(weight), weight});
}

void Estimates::add(quint32 typeId, const Sum& sum)
{
    if (sum.samples == 0)
        return;
    Slot& slot = m_slots.make(typeId);
    const qint64 before = std::min(slot.samples.load(std::memory_order_relaxed), mostWeight);
    const double average = slot.averageMs.load(std::memory_order_relaxed);
    const double total = average * static_cast<double>(before) + sum.ms;
    const qint64 samples = before + sum.samples;
    slot.averageMs.store(total / static_cast<double>(samples), std::memory_order_relaxed);
    slot.samples.store(samples, std::memory_order_release);
}

} // namespace tierwatch
