// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceaddress.h"

#include "settings/connectioncheck.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

Error wrong(const QString& message)
{
    return {ErrorCode::InvalidArgument, message};
}

bool mayStandInHeader(char c)
{
    return c > ' ' && c < 0x7f;
}

} // namespace

Result<QUrl> checkedBase(const QUrl& url, bool insecure)
{
    const bool encrypted = url.scheme() == u"https";
    if (!url.isValid() || url.host().isEmpty() || (!encrypted && url.scheme() != u"http"))
        return wrong(said("This is no address of a service. One looks like "
                          "https://cache.example.org:8787/api."));
    if (!url.userInfo().isEmpty())
        return wrong(said("The address of a service must not hold a user name or a password: a "
                          "token says who asks."));
    if (url.hasQuery() || url.hasFragment())
        return wrong(said("The address of a service ends with its path, mostly /api. Leave out "
                          "what follows a question mark or a hash sign."));
    if (!insecure && goesInTheClear(url))
        return wrong(said("http:// would send the token to %1 for everybody on the way to read. "
                          "Use https://, or say --insecure.")
                         .arg(url.host()));
    return serviceBase(url);
}

bool isThisMachine(const QString& host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

bool goesInTheClear(const QUrl& url)
{
    return url.scheme() == u"http" && !isThisMachine(url.host());
}

Result<void> checkToken(const QByteArray& token)
{
    if (token.isEmpty())
        return wrong(said("A service answers only those who have a token. Get one from whoever "
                          "runs it."));
    if (!std::ranges::all_of(token, mayStandInHeader))
        return wrong(said("This is no token: it holds blanks or other characters that no token "
                          "has. Copy it once more."));
    return {};
}

} // namespace tierwatch
