// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sessionpasswords.h"

#include "base/async.h"

namespace tierwatch {

namespace {

QString placeOf(const SourceSettings& source)
{
    const QString database = source.database.isEmpty() ? source.name : source.database;
    const QString place = source.host.isEmpty()
                              ? database
                              : SessionPasswords::tr("%1 at %2").arg(database, source.host);
    return source.user.isEmpty() ? place
                                 : SessionPasswords::tr("%1, as %2").arg(place, source.user);
}

} // namespace

std::shared_ptr<SourcePasswords> SessionPasswords::of(const Workspace& workspace, QThreadPool& pool)
{
    std::vector<SourceLogin> logins;
    for (const SourceSettings& source : workspace.settings().sources()) {
        if (source.passwordFrom == QLatin1StringView(SourceSettings::keychain))
            logins.push_back({source.name, placeOf(source)});
    }
    if (logins.empty())
        return nullptr;
    return std::shared_ptr<SourcePasswords>(
        new SessionPasswords(workspace, std::move(logins), pool));
}

SessionPasswords::SessionPasswords(const Workspace& workspace, std::vector<SourceLogin> logins,
                                   QThreadPool& pool)
    : m_secrets(workspace.secrets()),
      m_kept(workspace.keptSecrets()),
      m_logins(std::move(logins)),
      m_pool(pool)
{
}

/// A store that is slow to answer may have the password all the same: that is not asked for.
QFuture<SourceLogins> SessionPasswords::logins()
{
    return runOn(m_pool, [secrets = m_secrets, known = m_logins]() -> SourceLogins {
        SourceLogins told{known};
        for (SourceLogin& login : told.all) {
            const auto password = secrets->passwordOf(login.source);
            login.wanted =
                password ? !password->has_value() : password.error().code != ErrorCode::Timeout;
            if (!password && password.error().code == ErrorCode::NotAvailable)
                told.hasKeyStore = false;
        }
        return told;
    });
}

QFuture<Result<QString>> SessionPasswords::keep(const QString& source, const QString& password)
{
    return runOn(m_pool,
                 [kept = m_kept, source, password] { return kept->keep(source, password); });
}

} // namespace tierwatch
