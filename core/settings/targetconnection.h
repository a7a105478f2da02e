// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

#include <QStringList>

namespace tierwatch {

/// By which way a service is reached.
struct ServiceProxy
{
    enum class Kind { System, None, Manual };
    Kind kind = Kind::System;
    QString host; ///< of Manual, an HTTP proxy
    int port = 0;
    friend bool operator==(const ServiceProxy&, const ServiceProxy&) = default;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("kind", &ServiceProxy::kind),
                          codec::field("host", &ServiceProxy::host),
                          codec::field("port", &ServiceProxy::port)};
    }
};

[[nodiscard]] inline QStringList wireNames(ServiceProxy::Kind)
{
    return {QStringLiteral("system"), QStringLiteral("none"), QStringLiteral("manual")};
}

/// A target that a person knows, and how it is to be opened. Holds no secret: what signs in is in
/// the system's key store, under the connection's id. A value; any thread.
struct TargetConnection
{
    enum class Kind { Workspace, File, Service };
    enum class SignIn { Token, Password };

    QString id; ///< a UUID without braces; empty = it is not kept, only opened
    Kind kind = Kind::Workspace;
    QString name;  ///< for people; empty = what the target calls itself
    QString place; ///< a folder, a file, or the base URL of a service
    QString group;
    QString colour; ///< "#rrggbb"; empty = none
    bool production = false;
    bool watchOnly = false;
    SignIn signIn = SignIn::Token;
    QString username;    ///< of Password
    QString server;      ///< the source server to sign in to, where a service has several
    QString authorities; ///< a file (PEM) of certificates to trust besides the system's
    QString pin; ///< SHA-256 of the one certificate to accept, lower case hex; empty = any trusted
    bool insecure = false; ///< http:// to another machine is wanted all the same
    ServiceProxy proxy;

    friend bool operator==(const TargetConnection&, const TargetConnection&) = default;

    static constexpr auto fields()
    {
        using C = TargetConnection;
        return std::tuple{codec::field("id", &C::id),
                          codec::field("kind", &C::kind),
                          codec::field("name", &C::name),
                          codec::field("place", &C::place),
                          codec::field("group", &C::group),
                          codec::field("colour", &C::colour),
                          codec::field("production", &C::production),
                          codec::field("watch_only", &C::watchOnly),
                          codec::field("sign_in", &C::signIn),
                          codec::field("username", &C::username),
                          codec::field("server", &C::server),
                          codec::field("authorities", &C::authorities),
                          codec::field("pin", &C::pin),
                          codec::field("insecure", &C::insecure),
                          codec::field("proxy", &C::proxy)};
    }
};

[[nodiscard]] inline QStringList wireNames(TargetConnection::Kind)
{
    return {QStringLiteral("workspace"), QStringLiteral("file"), QStringLiteral("service")};
}

[[nodiscard]] inline QStringList wireNames(TargetConnection::SignIn)
{
    return {QStringLiteral("token"), QStringLiteral("password")};
}

} // namespace tierwatch
