// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QStandardPaths>

namespace tierwatch::test {

/// Whether makeCertificate() has what it needs.
[[nodiscard]] inline bool canMakeCertificates()
{
    return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

[[nodiscard]] inline bool runOpenssl(const QStringList& arguments)
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), arguments);
    return openssl.waitForFinished() && openssl.exitCode() == 0;
}

/// Makes a certificate for `commonName` that signs itself, and its key, both PEM, with openssl.
/// `kind` is the key's, in openssl's words.
[[nodiscard]] inline bool
makeCertificate(const QString& commonName, const QString& certificateFile, const QString& keyFile,
                const QStringList& kind = {QStringLiteral("-newkey"), QStringLiteral("rsa:2048")})
{
    using namespace Qt::StringLiterals;
    return runOpenssl(QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                  u"/CN="_s + commonName, u"-keyout"_s, keyFile, u"-out"_s,
                                  certificateFile} +
                      kind);
}

/// A kind whose key is made at once, for other names as well ("IP:127.0.0.1").
[[nodiscard]] inline QStringList quickKindFor(const QString& names)
{
    using namespace Qt::StringLiterals;
    return {u"-addext"_s,  u"subjectAltName="_s + names,     u"-newkey"_s, u"ec"_s,
            u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s};
}

/// Makes a certificate of this kind that an authority signed and that ended yesterday.
[[nodiscard]] inline bool makeEndedCertificate(const QString& certificateFile,
                                               const QString& keyFile, const QStringList& kind,
                                               const QString& authority,
                                               const QString& authorityKey)
{
    using namespace Qt::StringLiterals;
    const QString request = certificateFile + u".csr"_s;
    return runOpenssl(QStringList{u"req"_s, u"-new"_s, u"-nodes"_s, u"-subj"_s, u"/CN=ended"_s,
                                  u"-keyout"_s, keyFile, u"-out"_s, request} +
                      kind) &&
           runOpenssl({u"x509"_s, u"-req"_s, u"-in"_s, request, u"-CA"_s, authority, u"-CAkey"_s,
                       authorityKey, u"-set_serial"_s, u"7"_s, u"-days"_s, u"-1"_s,
                       u"-copy_extensions"_s, u"copy"_s, u"-out"_s, certificateFile});
}

[[nodiscard]] inline QSslCertificate certificateIn(const QString& file)
{
    return QSslCertificate::fromPath(file).value(0);
}

/// How a server proves itself with one of these, whose key is of a quick kind.
[[nodiscard]] inline QSslConfiguration serverTls(const QString& certificateFile,
                                                 const QString& keyFile)
{
    QSslConfiguration tls;
    QFile key(keyFile);
    if (key.open(QIODevice::ReadOnly))
        tls.setPrivateKey(QSslKey(&key, QSsl::Ec));
    tls.setLocalCertificate(certificateIn(certificateFile));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return tls;
}

} // namespace tierwatch::test
