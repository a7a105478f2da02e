// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "dialogs/sourcepasswords.h"
#include "settings/connectionbook.h"
#include "target/cachetarget.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace tierwatch {

/// A target with everything that keeps it open; it closes when the last holder lets go.
using TargetPtr = std::shared_ptr<CacheTarget>;

/// How far the making of the sample is.
struct CreationProgress
{
    int company = 0;
    int companies = 0;
    qint64 postings = 0;
    qint64 allPostings = 0;
    qint64 leftMs = -1; ///< -1 = not known yet
};

/// Opens what a window asks for. All calls come from the GUI thread and return at once; the work is
/// done elsewhere. The target that arrives lives in the GUI thread.
class TargetOpener
{
public:
    enum class Access { Control, WatchOnly };
    using Progress = std::function<void(const CreationProgress&)>;

    TargetOpener() = default;
    virtual ~TargetOpener() = default;
    Q_DISABLE_COPY_MOVE(TargetOpener)

    /// NotSignedIn or NotTrusted where a person is to be asked first. While it waits for what a
    /// person may have to do elsewhere, the future's progress text says so.
    [[nodiscard]] virtual QFuture<Result<TargetPtr>> open(const TargetConnection& connection) = 0;
    /// What this person keeps.
    [[nodiscard]] virtual ConnectionBook& connections() = 0;
    [[nodiscard]] virtual ConnectionDesk& desk() = 0;
    /// Of an open target; null where none of its source databases has one in the key store.
    [[nodiscard]] virtual std::shared_ptr<SourcePasswords>
    passwordsOf(const CacheTarget& target) = 0;

    /// Where this person's sample workspace is, or would be.
    [[nodiscard]] virtual QString sampleDirectory() const = 0;
    [[nodiscard]] virtual bool sampleExists() const = 0;
    /// Makes the sample there. `progress` is called on another thread; a stop leaves nothing behind
    /// and gives ErrorCode::Cancelled.
    [[nodiscard]] virtual QFuture<Result<void>> createSample(std::stop_token stop,
                                                             Progress progress) = 0;
};

/// What nobody has a connection for: a folder, a file or an address as it is.
[[nodiscard]] TargetConnection connectionAt(const QString& place, TargetOpener::Access access);

} // namespace tierwatch
