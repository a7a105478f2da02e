// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "session.h"
#include "target/filetarget.h"

#include <memory>

namespace tierwatch {

/// What the service publishes: a workspace that this process works on, or a file of another one.
/// Opening and destroying block on the disk; main thread.
class PublishedCache final
{
public:
    /// Errors: those of Session and FileTarget. The clock outlives it.
    [[nodiscard]] static Result<std::unique_ptr<PublishedCache>> open(const CommandLine& line,
                                                                      Clock& clock);
    ~PublishedCache() = default;
    Q_DISABLE_COPY_MOVE(PublishedCache)

    [[nodiscard]] CacheTarget& target();
    /// Puts what happened so far onto the disk; blocks.
    void flush();

private:
    PublishedCache() = default;

    std::unique_ptr<Session> m_session; ///< this one or the other
    std::unique_ptr<FileTarget> m_file;
};

} // namespace tierwatch
