// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace tierwatch {

/// How many rows the next transaction of a long job takes: as many as this disk manages without
/// holding its lock for 50 ms. One thread.
class Pace final
{
public:
    [[nodiscard]] int rows() const { return m_rows; }
    /// Tells how long the last transaction took, its commit not counted.
    void took(qint64 ms)
    {
        if (ms > slowMs)
            m_rows = std::max(least, m_rows / 2);
        else if (ms < quickMs)
            m_rows = std::min(most, m_rows * 2);
    }

private:
    static constexpr int least = 200;
    static constexpr int most = 2000;
    static constexpr qint64 slowMs = 20;
    static constexpr qint64 quickMs = 8;

    int m_rows = 250;
};

} // namespace tierwatch
