// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionlink.h"

#include "settings/connectioncheck.h"

#include <QCoreApplication>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto action = "attach"_L1;
constexpr auto serverKey = "server"_L1;
constexpr qsizetype longestLink = 8'192;
constexpr qsizetype longestName = 200;

QString said(const char* text)
{
    return QCoreApplication::translate("Connection", text);
}

Error wrong(const QString& message)
{
    return {ErrorCode::InvalidArgument, message};
}

Result<QUrlQuery> queryOf(const QString& link)
{
    const QUrl url(link.trimmed(), QUrl::StrictMode);
    if (link.size() > longestLink || !url.isValid() ||
        url.scheme() != QLatin1StringView(linkScheme) || url.host() != action)
        return wrong(said("This is no link to a service. One looks like "
                          "tierwatch://attach?url=https%3A%2F%2Fhost%2Fapi."));
    const QUrlQuery query(url);
    const auto items = query.queryItems(QUrl::FullyDecoded);
    if (std::ranges::any_of(items, [](const auto& item) { return looksSecret(item.first); }) ||
        !url.userInfo().isEmpty())
        return wrong(said("This link holds a token or a password, so it was not used: whoever saw "
                          "it could sign in. Ask whoever sent it for one without, and have the "
                          "token replaced."));
    return query;
}

QString textOf(const QUrlQuery& query, const QString& name)
{
    const QString value = query.queryItemValue(name, QUrl::FullyDecoded);
    return withoutHiddenCharacters(value).trimmed().left(longestName);
}

} // namespace

Result<TargetConnection> connectionFromLink(const QString& link)
{
    const auto query = queryOf(link);
    if (!query)
        return query.error();
    const auto service = splitServer(query->queryItemValue(u"url"_s, QUrl::FullyDecoded));
    if (!service)
        return service.error();
    if (const auto address = checkAddress(service->place); !address)
        return address.error();
    TargetConnection connection;
    connection.kind = TargetConnection::Kind::Service;
    connection.place = service->place;
    connection.name = textOf(*query, u"name"_s);
    connection.group = textOf(*query, u"group"_s);
    connection.server =
        query->hasQueryItem(serverKey) ? textOf(*query, serverKey) : service->server;
    return connection;
}

QString linkTo(const TargetConnection& connection)
{
    const std::pair<QString, QString> items[] = {
        {u"url"_s, withoutSecret(connection.kind, connection.place)},
        {u"name"_s, connection.name},
        {serverKey, connection.server},
        {u"group"_s, connection.group}};
    QString link = QLatin1StringView(linkScheme) + "://"_L1 + action;
    QChar before = u'?';
    for (const auto& [name, value] : items) {
        if (value.isEmpty())
            continue;
        link += before + name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
        before = u'&';
    }
    return link;
}

Result<ServicePlace> splitServer(const QString& address)
{
    QUrl url(address.trimmed(), QUrl::StrictMode);
    if (!url.hasQuery())
        return ServicePlace{address.trimmed(), {}};
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    if (std::ranges::any_of(items, [](const auto& item) { return looksSecret(item.first); }))
        return wrong(said("An address must not hold a token or a password: it is shown, and kept "
                          "in files. Leave it out, and sign in instead."));
    if (items.size() != 1 || items.constFirst().first != serverKey)
        return wrong(said("Only ?server=ID may follow the path of the address. Leave out the "
                          "rest."));
    url.setQuery(QString());
    return ServicePlace{url.toString(), items.constFirst().second};
}

} // namespace tierwatch
