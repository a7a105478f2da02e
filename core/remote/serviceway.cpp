// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceway.h"

#include "remote/servicetrust.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int mostPort = 65'535;
constexpr qsizetype digitsOfADigest = 64;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
}

/// People copy it with colons, too.
Result<QString> checkedPin(const QUrl& base, const QString& pin)
{
    if (pin.isEmpty())
        return QString();
    const QString bare = pin.toLower().remove(u':');
    if (bare.size() != digitsOfADigest || !std::ranges::all_of(bare, isHexDigit))
        return Error{ErrorCode::InvalidArgument,
                     said("This is no digest of a certificate: a SHA-256 has 64 digits of 0 to 9 "
                          "and a to f.")};
    if (base.scheme() != u"https")
        return Error{ErrorCode::InvalidArgument,
                     said("Without TLS there is no certificate that could be the pinned one. Use "
                          "https://, or take the pin away.")};
    return bare;
}

Result<void> checkProxy(const ServiceProxy& proxy)
{
    const bool isThere = !proxy.host.isEmpty() && proxy.port > 0 && proxy.port <= mostPort;
    if (proxy.kind != ServiceProxy::Kind::Manual || isThere)
        return {};
    return Error{ErrorCode::InvalidArgument,
                 said("A proxy needs the name of its machine and a port from 1 to 65535.")};
}

/// By what the file of authorities holds now, not by where it is.
QByteArray nameOf(const QSslConfiguration& trust)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    for (const QSslCertificate& authority : trust.caCertificates())
        digest.addData(authority.digest(QCryptographicHash::Sha256));
    return digest.result().toHex();
}

} // namespace

Result<ServiceWay> wayTo(const QUrl& base, const QString& authoritiesFile, const QString& pin,
                         const ServiceProxy& proxy)
{
    auto checked = checkedPin(base, pin);
    if (!checked)
        return checked.error();
    if (const Result<void> reachable = checkProxy(proxy); !reachable)
        return reachable.error();
    const auto trust = trustWith(authoritiesFile);
    if (!trust)
        return trust.error();
    ServiceWay way(*trust);
    way.pin = *std::move(checked);
    way.proxy = proxy;
    if (!way.pin.isEmpty())
        way.trust.setCaCertificates({}); // so that no handshake passes but the one looked at
    way.trustName =
        way.pin.isEmpty() && !authoritiesFile.isEmpty() ? nameOf(*trust) : way.pin.toLatin1();
    return way;
}

} // namespace tierwatch
