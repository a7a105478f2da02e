// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpservice.h"
#include "source/workspacesource.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

#include <QTemporaryDir>

namespace tierwatch::bench {

/// A target on a free port, without a limit to how often it may be asked.
class Published final
{
public:
    explicit Published(CacheTarget& target);

    [[nodiscard]] QUrl address(const QString& path) const { return QUrl(m_root + path); }
    /// A viewer's.
    [[nodiscard]] const QByteArray& token() const { return m_token; }
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<TokenStore> m_tokens;
    std::unique_ptr<AuditLog> m_audit;
    std::unique_ptr<HttpService> m_service;
    QString m_root;
    quint16 m_port = 0;
    QByteArray m_token;
};

/// A workspace with one named query, `numbers`, whose answer has about 1 KiB.
class QueryWorkspace final
{
public:
    QueryWorkspace();

    [[nodiscard]] CacheTarget& target() { return *m_target; }
    [[nodiscard]] CacheEngine& engine() { return m_workspace.engine(); }

private:
    SystemClock m_clock;
    test::TempWorkspace m_workspace;
    std::unique_ptr<WorkspaceSource> m_source;
    std::unique_ptr<EngineTarget> m_target;
};

} // namespace tierwatch::bench
