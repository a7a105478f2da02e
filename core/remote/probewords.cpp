// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/probewords.h"

#include "base/foreigntext.h"
#include "remote/answerjson.h"
#include "remote/distrust.h"
#include "remote/htmlpage.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::probewords {

namespace {

constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int otherMethods = 405;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceProbe", text);
}

Error noCacheService(const QString& words)
{
    return {ErrorCode::NotAvailable, words};
}

Result<QString> statusIn(const QUrl& base, const QJsonObject& health)
{
    const QString status = health[u"status"].toString();
    if (status == u"healthy")
        return said("A cache service answers, and is healthy.");
    if (status == u"not_initialized")
        return said("A cache service answers, whose cache is not there yet.");
    if (!status.isEmpty())
        return said("A cache service answers, and says of itself: %1.").arg(foreign::shown(status));
    return noCacheService(said("What answers at %1 is no cache service: it does not say how its "
                               "cache is. Check the address.")
                              .arg(base.authority()));
}

} // namespace

QString noSuchName(const QString& host)
{
    return said("There is no machine called %1, or the network is down. Check the address; a "
                "company's own names may want its VPN.")
        .arg(host);
}

QString notReached(const QString& place, QAbstractSocket::SocketError error, const QString& words)
{
    if (error == QAbstractSocket::ConnectionRefusedError)
        return said("Nothing answers at %1: the machine is there, but no program listens at this "
                    "port. Start the service there, or check the port.")
            .arg(place);
    return said("%1 can't be reached: %2. Check the network, and whether a firewall is in "
                "between.")
        .arg(place, foreign::shown(words));
}

QString noHandshake(const QUrl& base, QAbstractSocket::SocketError error, const QString& words)
{
    if (error == QAbstractSocket::SslHandshakeFailedError)
        return distrust::ofHandshake(base, words).message;
    if (error == QAbstractSocket::RemoteHostClosedError)
        return said("%1 closed the connection as soon as it was to be encrypted. It may speak no "
                    "TLS; then its address begins with http://.")
            .arg(base.authority());
    return notReached(base.authority(), error, words);
}

QString overdue(const QString& place, std::chrono::milliseconds patience)
{
    return said("%1 did not answer within %2 s. It may be busy or out of reach, or a firewall "
                "swallows what is sent there.")
        .arg(place, QLocale().toString(static_cast<double>(patience.count()) / 1000));
}

Result<QString> health(const QUrl& base, const ServiceAnswer& answer)
{
    if (answer.trouble)
        return Error{answer.trouble->code,
                     said("%1 It was reached a moment ago, so what listens there may be no HTTP "
                          "service, or one with TLS where there is none in the address.")
                         .arg(answer.trouble->message)};
    if (isHtmlPage(answer))
        return noCacheService(
            said("%1 is not a cache service (got text/html): it shows a page for people. The "
                 "address may have another path, or something in between wants a sign-in.")
                .arg(base.toString()));
    if (answer.status == notFound || answer.status == otherMethods)
        return noCacheService(said("There is no cache service below %1 (status %2). Check the path "
                                   "of the address, which mostly ends in /api.")
                                  .arg(base.toString())
                                  .arg(answer.status));
    if (answer.status == unauthorized || answer.status == forbidden)
        return said("Something answers, and wants a token even for its health.");
    if (answer.status != 200)
        return failure::of(answer);
    const auto told = answerjson::objectIn(answer);
    return statusIn(base, told ? *told : QJsonObject());
}

QString whoItIs(const Result<ServiceSelf>& self)
{
    if (!self)
        return said("The service does not refuse the token.");
    if (self->contractOnly)
        return said("The service takes the token.");
    return said("The service takes the token, as that of %1 with the role %2.")
        .arg(self->username, codec::nameOf(self->role));
}

QString whatItCan(const ServiceSelf& self)
{
    const auto able = std::ranges::count(self.capabilities, true, &Capability::available);
    const QString what = self.contractOnly
                             ? said("A reporting service with the contract's calls alone: %1 of %2 "
                                    "operations can be done there.")
                             : said("%1 of %2 operations can be done there.");
    return what.arg(able).arg(self.capabilities.size());
}

} // namespace tierwatch::probewords
