// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace tierwatch {

/// Items in the order in which they came, with the sum of their costs. Owns nothing, allocates
/// nothing. Not locked. T has the members `queue` (where it stands), `older`, `newer` and `cost`.
template <class T>
class UseQueue final
{
public:
    UseQueue() = default;
    Q_DISABLE_COPY_MOVE(UseQueue)

    [[nodiscard]] bool isEmpty() const { return !m_oldest; }
    [[nodiscard]] qint64 cost() const { return m_cost; }

    void append(T* item)
    {
        item->queue = this;
        item->older = m_newest;
        item->newer = nullptr;
        (m_newest ? m_newest->newer : m_oldest) = item;
        m_newest = item;
        m_cost += item->cost;
    }
    /// There is one.
    [[nodiscard]] T* takeOldest()
    {
        T* const item = m_oldest;
        take(item);
        return item;
    }
    void take(T* item)
    {
        (item->older ? item->older->newer : m_oldest) = item->newer;
        (item->newer ? item->newer->older : m_newest) = item->older;
        m_cost -= item->cost;
        item->queue = nullptr;
    }
    /// May take the item that it is given.
    void forEach(auto&& visit) const
    {
        for (T* item = m_oldest; item;) {
            T* const next = item->newer;
            visit(item);
            item = next;
        }
    }

private:
    T* m_oldest = nullptr;
    T* m_newest = nullptr;
    qint64 m_cost = 0;
};

} // namespace tierwatch
