// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QStandardPaths>

namespace tierwatch::test {

/// Whether makeCertificate() has what it needs.
[[nodiscard]] inline bool canMakeCertificates()
{
    return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

/// Makes a certificate for `commonName` that signs itself, and its key, both PEM, with openssl.
/// `kind` is the key's, in openssl's words.
[[nodiscard]] inline bool
makeCertificate(const QString& commonName, const QString& certificateFile, const QString& keyFile,
                const QStringList& kind = {QStringLiteral("-newkey"), QStringLiteral("rsa:2048")})
{
    using namespace Qt::StringLiterals;
    QProcess openssl;
    openssl.start(u"openssl"_s, QStringList{u"req"_s, u"-x509"_s, u"-nodes"_s, u"-days"_s, u"2"_s,
                                            u"-subj"_s, u"/CN="_s + commonName, u"-keyout"_s,
                                            keyFile, u"-out"_s, certificateFile} +
                                    kind);
    return openssl.waitForFinished() && openssl.exitCode() == 0;
}

} // namespace tierwatch::test
