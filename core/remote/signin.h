// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"
#include "settings/connectionprobe.h"
#include "settings/targetconnection.h"

#include <QFuture>

#include <vector>

namespace tierwatch {

/// Signs in at a service with a user's name and password, where it offers that, and asks which
/// source servers that user may choose from. What was entered goes to that service alone and stands
/// in no error. Lives in the thread it is made in; destroying it ends what is under way with
/// Cancelled.
class SignIn final : public QObject
{
    Q_OBJECT
public:
    /// Sends nothing yet. Errors: InvalidArgument for what can't be an address, a pin or a proxy;
    /// Unreadable for the file of authorities.
    [[nodiscard]] static Result<std::unique_ptr<SignIn>>
    at(const TargetConnection& connection, std::shared_ptr<ServiceNetwork> network = {});

    /// The token for the connection's user, at its source server if it names one. Errors:
    /// NotSignedIn where the service refuses; NotAvailable where it has no sign-in by password;
    /// InvalidArgument for what is missing here, or what the service misses.
    [[nodiscard]] QFuture<Result<QByteArray>> withPassword(const QString& password);
    /// Those that the token's user may see. Errors: NotSignedIn where the token is refused;
    /// NotAvailable where the service does not tell.
    [[nodiscard]] QFuture<Result<std::vector<SourceServer>>> servers(const QByteArray& token);

private:
    SignIn(TargetConnection connection, QUrl base, ServiceWay way);
    /// Asks once; `read` makes the value of the answer. No error holds `secret`.
    template <class T>
    [[nodiscard]] QFuture<Result<T>> asked(const QByteArray& token, const ServiceRequest& request,
                                           std::function<Result<T>(const ServiceAnswer&)> read,
                                           const QString& secret);

    const TargetConnection m_connection;
    const QUrl m_base;
    const ServiceWay m_way;
};

} // namespace tierwatch
