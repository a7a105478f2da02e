// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cache/workspacecache.h"
#include "sample/sampleload.h"
#include "settings/keystore.h"
#include "settings/workspace.h"
#include "source/workspacesource.h"
#include "target/enginetarget.h"

#include <memory>

namespace tierwatch {

/// A workspace at work: its cache, the source behind it, the gateway between them, on a sample the
/// simulated users, and the target that shows it all. Opening and destroying block on the disk; all
/// else belongs to the parts.
class Session final
{
public:
    /// Errors: those of Workspace, WorkspaceCache and WorkspaceSource. The clock outlives it.
    /// `watchOnly`: why no action is wanted; empty = they are.
    [[nodiscard]] static Result<std::unique_ptr<Session>>
    open(const QString& folder, const QString& watchOnly, Clock& clock,
         std::shared_ptr<KeyStore> keyStore = systemKeyStore());
    ~Session() = default;
    Q_DISABLE_COPY_MOVE(Session)

    [[nodiscard]] EngineTarget& target() { return *m_target; }
    [[nodiscard]] const Workspace& workspace() const { return m_workspace; }
    /// Who sits in front of the program.
    [[nodiscard]] static QString currentUser();
    /// Puts what happened so far into the cache file; blocks.
    void flush();

private:
    explicit Session(Workspace workspace) : m_workspace(std::move(workspace)) {}
    Result<void> start(const QString& watchOnly, Clock& clock);
    void publish(const QString& watchOnly);

    const Workspace m_workspace;
    std::unique_ptr<WorkspaceCache> m_cache;
    std::unique_ptr<WorkspaceSource> m_source;
    std::unique_ptr<SampleLoad> m_load; ///< on a sample only
    std::unique_ptr<EngineTarget> m_target;
};

} // namespace tierwatch
