// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "publishedcache.h"

#include "support/otherprogram.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return *std::move(result);
}

ServiceOptions withoutRates()
{
    ServiceOptions options;
    options.rate = {1e9, 1e9};
    return options;
}

} // namespace

Published::Published(CacheTarget& target)
    : m_tokens(must(TokenStore::open(must(ControlFile::open(m_folder.path())), m_clock))),
      m_audit(std::make_unique<AuditLog>(must(ControlFile::open(m_folder.path())), m_clock)),
      m_service(std::make_unique<HttpService>(target, *m_tokens, *m_audit, m_clock, withoutRates()))
{
    const QUrl base = must(m_service->listen(QHostAddress(QHostAddress::LocalHost), 0));
    m_root = base.toString(QUrl::RemovePath);
    m_port = static_cast<quint16>(base.port());
    m_token = must(m_tokens->create({u"bench"_s, Role::Viewer})).secret.toLatin1();
}

QueryWorkspace::QueryWorkspace() : m_workspace(m_clock, "[source]\ndatabase=main.db\n")
{
    const QDir folder(m_workspace.folder());
    QFile query(folder.filePath(u"queries/numbers.sql"_s));
    const bool made =
        folder.mkpath(u"queries"_s) && query.open(QIODevice::WriteOnly) &&
        query.write("-- name: numbers\n-- param: least integer 0\n"
                    "WITH RECURSIVE n(number) AS (SELECT 100 UNION ALL SELECT number + 1 FROM n "
                    "WHERE number < 165) SELECT number FROM n WHERE number >= :least\n") > 0 &&
        test::OtherProgram(folder.filePath(u"main.db"_s)).exec({u"CREATE TABLE t (n)"_s});
    query.close();
    if (const Result<void> opened = m_workspace.open(); !made || !opened)
        qFatal("the workspace of the query can't be made");
    m_source = must(WorkspaceSource::open(m_workspace.workspace(), m_workspace.cache()));
    EngineTargetParts parts;
    parts.gateway = &m_source->gateway();
    m_target = std::make_unique<EngineTarget>(m_workspace.cache(), parts);
}

} // namespace tierwatch::bench
