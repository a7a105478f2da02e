// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <map>

namespace tierwatch {

/// What was invalidated in the last 24 hours, to the minute. One thread at a time.
class InvalidationTally final
{
public:
    struct Sum
    {
        qint64 invalidations = 0;
        qint64 entries = 0;
        friend bool operator==(const Sum&, const Sum&) = default;
    };

    void add(qint64 timeMs, qint64 entries);
    [[nodiscard]] Sum lastDay(qint64 nowMs) const;

private:
    std::map<qint64, Sum> m_minutes; ///< by Unix minute
};

} // namespace tierwatch
