// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace tierwatch {

/// How many rows the next step of a long job takes: as many as this disk manages without holding
/// its lock, or keeping others waiting, for 50 ms. One thread.
class Pace final
{
public:
    explicit Pace(int least = 200, int most = 2000) : m_least(least), m_most(most) {}

    [[nodiscard]] int rows() const { return m_rows; }
    /// Tells how long the last step took, the commit of a transaction not counted.
    void took(qint64 ms)
    {
        if (ms > slowMs)
            m_rows = std::max(m_least, m_rows / 2);
        else if (ms < quickMs)
            m_rows = std::min(m_most, m_rows * 2);
    }

private:
    static constexpr qint64 slowMs = 20;
    static constexpr qint64 quickMs = 8;

    int m_least;
    int m_most;
    int m_rows = 250;
};

} // namespace tierwatch
