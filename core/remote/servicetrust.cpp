// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicetrust.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

} // namespace

Result<QSslConfiguration> trustWith(const QString& authoritiesFile)
{
    auto trust = QSslConfiguration::defaultConfiguration();
    trust.setProtocol(QSsl::TlsV1_2OrLater);
    trust.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (authoritiesFile.isEmpty())
        return trust;
    QFile file(authoritiesFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Unreadable, said("The file of certificates %1 can't be read: %2.")
                                                .arg(authoritiesFile, file.errorString())};
    const auto authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (authorities.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     said("There is no certificate in PEM form in %1.").arg(authoritiesFile)};
    trust.addCaCertificates(authorities);
    return trust;
}

} // namespace tierwatch
