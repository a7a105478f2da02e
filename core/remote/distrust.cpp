// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/distrust.h"

#include "base/foreigntext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch::distrust {

namespace {

/// Most important first: what a person should do is said of that one.
enum class Fault { Revoked, SelfSigned, UnknownAuthority, Ended, NotYet, OtherName, Other };

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

Fault faultOf(const QSslError& error)
{
    switch (error.error()) {
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return Fault::Revoked;
    case QSslError::SelfSignedCertificate:
        return Fault::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Fault::UnknownAuthority;
    case QSslError::CertificateExpired:
        return Fault::Ended;
    case QSslError::CertificateNotYetValid:
        return Fault::NotYet;
    case QSslError::HostNameMismatch:
        return Fault::OtherName;
    default:
        return Fault::Other;
    }
}

QString nameIn(const QStringList& names)
{
    constexpr qsizetype mostOfAName = 80;
    return foreign::shown(names.join(u", "_s), mostOfAName);
}

QString namesOf(const QSslCertificate& certificate)
{
    const QStringList others = certificate.subjectAlternativeNames().values();
    return nameIn(others.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName) : others);
}

QString dayOf(const QDateTime& moment)
{
    return moment.date().toString(Qt::ISODate);
}

QString reasonOf(Fault fault, const QSslError& error, const QUrl& base,
                 const QSslCertificate& presented)
{
    switch (fault) {
    case Fault::Revoked:
        return said("its certificate was revoked");
    case Fault::SelfSigned:
        return said("its certificate is signed by nobody but itself");
    case Fault::UnknownAuthority:
        return said("its certificate is signed by an authority that is not trusted here (%1)")
            .arg(nameIn(presented.issuerInfo(QSslCertificate::CommonName)));
    case Fault::Ended:
        return said("its certificate ended on %1").arg(dayOf(presented.expiryDate()));
    case Fault::NotYet:
        return said("its certificate begins on %1 only").arg(dayOf(presented.effectiveDate()));
    case Fault::OtherName:
        return said("its certificate is for %1, not for %2").arg(namesOf(presented), base.host());
    default:
        return foreign::shown(error.errorString());
    }
}

QString adviceFor(Fault fault)
{
    switch (fault) {
    case Fault::Revoked:
        return said("Do not use it until whoever runs it has given it another one.");
    case Fault::SelfSigned:
        return said("Compare the certificate's SHA-256 with the one that whoever runs the service "
                    "tells you, then trust it.");
    case Fault::UnknownAuthority:
        return said("Trust that authority, if you know it, by its file of certificates.");
    case Fault::Ended:
    case Fault::NotYet:
        return said("Have it renewed, and check the clock of this machine.");
    case Fault::OtherName:
        return said("Check the address, or have a certificate made for it.");
    default:
        return said("Have the certificate mended.");
    }
}

} // namespace

QString digestOf(const QSslCertificate& certificate)
{
    if (certificate.isNull())
        return {};
    return QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
}

Error of(const QUrl& base, const QSslCertificate& presented, const QList<QSslError>& errors)
{
    QStringList reasons;
    Fault worst = Fault::Other;
    for (const QSslError& error : errors) {
        const Fault fault = faultOf(error);
        worst = std::min(worst, fault);
        const QString reason = reasonOf(fault, error, base, presented);
        if (!reasons.contains(reason))
            reasons.append(reason);
    }
    return {ErrorCode::NotTrusted,
            said("%1 could not prove that it is what it says: %2. So the token was not sent there. "
                 "%3")
                .arg(base.authority(), reasons.join(u"; "_s), adviceFor(worst)),
            worst == Fault::Revoked ? QString() : digestOf(presented)};
}

Error changed(const QUrl& base, const QString& pin, const QString& presented)
{
    return {ErrorCode::NotTrusted,
            said("The certificate of %1 is not the one that was pinned, so the token was not sent "
                 "there. Pinned is SHA-256 %2; what came is %3. Somebody may be listening in "
                 "between. Ask whoever runs the service whether it has a new certificate, and "
                 "trust that one only if its SHA-256 is the same.")
                .arg(base.authority(), pin,
                     presented.isEmpty() ? said("no certificate at all") : presented),
            presented};
}

Error ofHandshake(const QUrl& base, const QString& words)
{
    const auto tells = [&words](QLatin1StringView what) { return words.contains(what); };
    const QString place = base.authority();
    const QString detail = foreign::shown(words);
    if (tells("unsupported protocol"_L1) || tells("protocol version"_L1))
        return {ErrorCode::Unreadable,
                said("%1 speaks no version of TLS that is safe: 1.0 and 1.1 are not, and 1.2 or "
                     "later is needed. So the token was not sent there. Have the service updated.")
                    .arg(place),
                detail};
    if (tells("wrong version number"_L1) || tells("packet length too long"_L1))
        return {ErrorCode::Unreadable,
                said("What answers at %1 does not speak TLS, so the token was not sent there. "
                     "Check the port, or whether the address begins with http://.")
                    .arg(place),
                detail};
    return {
        ErrorCode::Unreadable,
        said("No safe connection to %1 came about, so the token was not sent there.").arg(place),
        detail};
}

} // namespace tierwatch::distrust
