// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicetoken.h"

#include "remote/serviceaddress.h"

#include <QCoreApplication>
#include <QFile>

namespace tierwatch {

namespace {

constexpr qint64 moreThanAnyToken = 4096;

QString said(const char* text)
{
    return QCoreApplication::translate("Session", text);
}

Result<QByteArray> contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Unreadable,
                     said("The token's file %1 can't be read: %2.").arg(path, file.errorString())};
    return file.read(moreThanAnyToken);
}

} // namespace

Result<QByteArray> serviceToken(const QString& file)
{
    const Result<QByteArray> text =
        file.isEmpty() ? Result<QByteArray>(qgetenv(tokenVariable)) : contentOf(file);
    if (!text)
        return text.error();
    QByteArray token = text->trimmed();
    if (token.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     said("A service answers only those who have a token. Put it into a file for "
                          "--token-file, or into the environment variable %1.")
                         .arg(QLatin1StringView(tokenVariable))};
    if (const auto checked = checkToken(token); !checked)
        return checked.error();
    return token;
}

} // namespace tierwatch
