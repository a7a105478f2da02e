// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httpservice.h"
#include "httpclient.h"

#include <QTemporaryDir>

#include <algorithm>
#include <limits>

namespace tierwatch::test {

/// A target published on a free port, with a token for each role. The users they act as are called
/// as their roles are.
class ServiceFixture final
{
public:
    explicit ServiceFixture(CacheTarget& target, const ServiceOptions& options = {})
        : m_tokens(opened(m_folder.path(), m_clock)),
          m_audit(*ControlFile::open(m_folder.path()), m_clock),
          m_service(target, *m_tokens, m_audit, m_clock, options)
    {
        m_base = *m_service.listen(QHostAddress(QHostAddress::LocalHost), 0);
        for (const Role role : {Role::Viewer, Role::Operator, Role::Administrator})
            m_secrets[role] = secretFor({codec::nameOf(role), role});
    }

    /// A rate that no test reaches.
    [[nodiscard]] static ServiceOptions withoutRates()
    {
        ServiceOptions options;
        options.rate = options.failures = {1e6, 1e6};
        return options;
    }

    [[nodiscard]] HttpClient client() const
    {
        return HttpClient(static_cast<quint16>(m_base.port()));
    }
    [[nodiscard]] QByteArray token(Role role) { return m_secrets[role]; }
    [[nodiscard]] QByteArray secretFor(const TokenWish& wish)
    {
        const auto issued = m_tokens->create(wish);
        return issued ? issued->secret.toLatin1() : QByteArray();
    }
    [[nodiscard]] TokenStore& tokens() { return *m_tokens; }
    [[nodiscard]] AuditLog& audit() { return m_audit; }
    /// What the audit log holds of actions and refusals, oldest first.
    [[nodiscard]] std::vector<QJsonObject> audited()
    {
        m_audit.flush();
        std::vector<QJsonObject> records;
        const auto stored = m_audit.before(std::numeric_limits<qint64>::max(), 100'000);
        records.reserve(stored->size());
        for (const auto& record : *stored)
            records.push_back(QJsonDocument::fromJson(record.json).object());
        std::ranges::reverse(records);
        return records;
    }
    [[nodiscard]] HttpService& service() { return m_service; }
    [[nodiscard]] const QUrl& base() const { return m_base; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    static std::unique_ptr<TokenStore> opened(const QString& folder, const Clock& clock)
    {
        return *TokenStore::open(*ControlFile::open(folder), clock);
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<TokenStore> m_tokens;
    AuditLog m_audit;
    HttpService m_service;
    QUrl m_base;
    std::map<Role, QByteArray> m_secrets;
};

} // namespace tierwatch::test
