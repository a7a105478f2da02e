// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tlsfiles.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* words)
{
    return QCoreApplication::translate("TlsFiles", words);
}

Result<QByteArray> contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Unreadable,
                     said("The file %1 can't be read: %2.").arg(path, file.errorString())};
    return file.readAll();
}

QSslKey keyFrom(const QByteArray& pem)
{
    const QSslKey rsa(pem, QSsl::Rsa);
    return rsa.isNull() ? QSslKey(pem, QSsl::Ec) : rsa;
}

/// A private key's file has the public key in it, whose last bytes before the exponent are enough
/// to know it by.
bool belongTogether(const QSslCertificate& certificate, const QSslKey& key)
{
    constexpr qsizetype exponent = 8;
    constexpr qsizetype telling = 16;
    const QByteArray shown = certificate.publicKey().toDer();
    return shown.size() > exponent + telling &&
           key.toDer().contains(shown.chopped(exponent).right(telling));
}

} // namespace

Result<QSslConfiguration> readTlsFiles(const QString& certificateFile, const QString& keyFile)
{
    if (!QSslSocket::supportsSsl())
        return Error{ErrorCode::NotAvailable,
                     said("TLS is not available: this system has no OpenSSL that Qt can use.")};
    const auto chain = contentOf(certificateFile);
    if (!chain)
        return chain.error();
    const auto secret = contentOf(keyFile);
    if (!secret)
        return secret.error();
    const auto certificates = QSslCertificate::fromData(*chain, QSsl::Pem);
    if (certificates.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     said("There is no certificate in PEM form in %1.").arg(certificateFile)};
    const QSslKey key = keyFrom(*secret);
    if (key.isNull())
        return Error{
            ErrorCode::InvalidArgument,
            said("There is no private key in PEM form, without a password, in %1.").arg(keyFile)};
    if (!belongTogether(certificates.constFirst(), key))
        return Error{ErrorCode::InvalidArgument,
                     said("The private key in %1 is not that of the first certificate in %2.")
                         .arg(keyFile, certificateFile)};
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(certificates);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace tierwatch
