// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>

#include <functional>
#include <stop_token>

namespace tierwatch {

class Clock;

struct SampleOptions
{
    qint64 postingsPerCompany = 255'000; ///< at least; some companies are larger
    quint64 seed = 20'261'031;           ///< the same seed gives the same rows on every machine
};

/// How far the generator is.
struct SampleProgress
{
    int company = 1; ///< counted from 1
    int companies = 1;
    qint64 postings = 0;
    qint64 allPostings = 0; ///< about
    qint64 msLeft = -1;     ///< -1 = not known yet
};

/// Makes a sample workspace: an invented accounting database of six companies, reports on it, and
/// `tierwatch.ini`. Any thread, one call at a time; it blocks for under a minute. All is written
/// beside the folder and renamed at the end, so a failure, a cancel or a crash leaves no half of
/// it.
class SampleGenerator final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SampleGenerator)
public:
    using Progress = std::function<void(const SampleProgress&)>; ///< called in the same thread

    explicit SampleGenerator(const Clock& clock, SampleOptions options = {});

    /// Errors: InvalidArgument (the folder exists and is not empty), Unreadable (it can't be made),
    /// Locked (another program is making it), Storage (disk full, ...), Cancelled.
    [[nodiscard]] Result<void> create(const QString& folder, const Progress& progress,
                                      const std::stop_token& stop) const;

private:
    class Run;

    const Clock& m_clock;
    const SampleOptions m_options;
};

} // namespace tierwatch
