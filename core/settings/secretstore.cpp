// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/secretstore.h"

#include "settings/sourcesettings.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto prefix = "TIERWATCH_SOURCE_"_L1;
constexpr auto suffix = "PASSWORD"_L1;

} // namespace

EnvironmentSecrets::EnvironmentSecrets(const QProcessEnvironment& environment)
{
    for (const QString& variable : environment.keys()) {
        if (variable.startsWith(prefix) && variable.endsWith(suffix))
            m_passwords.insert(variable, environment.value(variable));
    }
}

Result<std::optional<QString>> EnvironmentSecrets::passwordOf(const QString& source) const
{
    const auto found = m_passwords.constFind(variableOf(source));
    return found == m_passwords.cend() ? std::nullopt : std::optional(*found);
}

QString EnvironmentSecrets::variableOf(const QString& source)
{
    if (source == QLatin1StringView(SourceSettings::mainName))
        return prefix + suffix;
    return prefix + source.toUpper() + u'_' + suffix;
}

WorkspaceSecrets::WorkspaceSecrets(const QProcessEnvironment& environment, QSet<QString> inKeyStore,
                                   std::shared_ptr<const SecretStore> keyStore)
    : m_environment(environment),
      m_inKeyStore(std::move(inKeyStore)),
      m_keyStore(std::move(keyStore))
{
}

Result<std::optional<QString>> WorkspaceSecrets::passwordOf(const QString& source) const
{
    auto password = m_environment.passwordOf(source);
    if (!password || *password || !m_inKeyStore.contains(source))
        return password;
    password = m_keyStore->passwordOf(source);
    if (!password || *password)
        return password;
    return Error{
        ErrorCode::NotFound,
        tr("The system's key store holds no password of \"%1\", although the workspace's settings "
           "say so. Enter it in the dashboard (Target, Source password), or give it in the "
           "environment as %2.")
            .arg(source, EnvironmentSecrets::variableOf(source))};
}

} // namespace tierwatch
