// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/cachefile.h"
#include "storage/entriestable.h"

#include <functional>

namespace tierwatch {

/// Changes a cache file that another program owns and writes: one short transaction after the
/// other, each of which waits its turn and holds the lock for less than 50 ms. What is missing of
/// the contract's tables is made; of ours nothing. Its connection that only reads closes last, so
/// that closing never puts the log into the file beside the owner. One thread, for one action.
class FileControl final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::FileControl)
public:
    using Job = std::function<Result<void>(Connection&)>;
    /// Waits for so many ms; false = give up, somebody wants to end.
    using Pause = std::function<bool(qint64)>;

    /// Errors: those of CacheFile::open.
    [[nodiscard]] static Result<std::unique_ptr<FileControl>> open(const QString& path,
                                                                   Clock& clock, Pause pause);
    Q_DISABLE_COPY_MOVE(FileControl)

    /// What is there of the scope now; what is loaded meanwhile may stay.
    Result<Removed> remove(const Scope& scope);
    Result<Removed> removeExpired();
    /// One transaction. Errors: the job's own, Locked where the other side did not let go.
    Result<void> run(const Job& job);

private:
    using Step = std::function<Result<Removed>(EntriesTable, int rows)>;

    FileControl(std::unique_ptr<CacheFile> viewer, std::unique_ptr<Connection> connection,
                Clock& clock, Pause pause);
    Result<void> prepare();
    Result<Removed> inBatches(const Step& step);
    [[nodiscard]] static Error broken(Error error, const Removed& before);

    Clock& m_clock;
    const Pause m_pause;
    std::unique_ptr<CacheFile> m_viewer; // before what writes: it goes after it
    std::unique_ptr<Connection> m_connection;
};

} // namespace tierwatch
