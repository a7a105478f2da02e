// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/recordring.h"

namespace tierwatch {

void RecordRing::drain(std::vector<AccessRecord>& into)
{
    const quint64 head = m_head.load(std::memory_order_acquire);
    quint64 tail = m_tail.load(std::memory_order_relaxed);
    for (; tail != head; ++tail)
        into.push_back(m_slots[tail % capacity].record);
    m_tail.store(tail, std::memory_order_release);
}

} // namespace tierwatch
