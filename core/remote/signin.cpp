// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/signin.h"

#include "base/async.h"
#include "base/foreigntext.h"
#include "remote/answerjson.h"
#include "remote/htmlpage.h"
#include "remote/serviceaddress.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int badRequest = 400;
constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int notFound = 404;
constexpr int otherMethods = 405;
constexpr int notProcessed = 422;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

/// The server's id goes as text: a service that wants a number takes "3" as well, and one that
/// wants a text takes no 3.
ServiceRequest loginRequest(const TargetConnection& connection, const QString& password)
{
    QJsonObject members{{u"username"_s, connection.username}, {u"password"_s, password}};
    if (!connection.server.isEmpty())
        members.insert(u"server_id"_s, connection.server);
    ServiceRequest request{"/auth/login"};
    request.body = QJsonDocument(members).toJson(QJsonDocument::Compact);
    request.isAction = false;
    return request;
}

Error page(const QUrl& base)
{
    return {ErrorCode::NotAvailable,
            said("%1 answered with a page (text/html), not as a service does. Something in between "
                 "may want a sign-in of its own, or the address has another path; open it in a "
                 "browser to see the page.")
                .arg(base.authority())};
}

Error refused(const QString& words)
{
    return {ErrorCode::NotSignedIn,
            said("The service refuses to sign in: %1 Check the user name and the password.")
                .arg(failure::asSentence(words))};
}

/// It misses something, most likely which of its servers is meant.
Error incomplete(const ServiceAnswer& answer)
{
    Error error = failure::of(answer);
    if (answer.body.contains("server_id"))
        error.message = failure::asSentence(error.message) + u' ' +
                        said("Name the source server to sign in to.");
    return error;
}

Error failureOf(const ServiceAnswer& answer)
{
    switch (answer.status) {
    case badRequest:
    case unauthorized:
    case forbidden:
        return refused(failure::words(answer));
    case notFound:
    case otherMethods:
        return {ErrorCode::NotAvailable, said("This service has no sign-in by password. Paste a "
                                              "token, which whoever runs it can give you.")};
    case notProcessed:
        return incomplete(answer);
    default:
        return failure::of(answer);
    }
}

/// Some say what is wrong beside the status that all is well.
QString wordsIn(const QJsonObject& body)
{
    for (const QString& name : {u"detail"_s, u"message"_s, u"error"_s}) {
        if (const QString words = body[name].toString(); !words.isEmpty())
            return foreign::shown(words);
    }
    return {};
}

Result<QByteArray> tokenIn(const ServiceAnswer& answer)
{
    if (answer.status != 200)
        return failureOf(answer);
    const auto told = answerjson::objectIn(answer, "access_token"_L1);
    if (!told)
        return told.error();
    const QJsonObject& body = *told;
    const QByteArray token = body[u"access_token"].toString().toUtf8();
    if (token.isEmpty()) {
        const QString words = wordsIn(body);
        return words.isEmpty() ? failure::notUnderstood(u"access_token"_s) : refused(words);
    }
    if (!checkToken(token))
        return failure::notUnderstood(u"access_token"_s);
    return token;
}

Error notListed(const ServiceAnswer& answer)
{
    if (answer.status == unauthorized || answer.status == forbidden)
        return {ErrorCode::NotSignedIn, failure::words(answer)};
    if (answer.status == notFound || answer.status == otherMethods)
        return {ErrorCode::NotAvailable,
                said("This service does not tell its source servers. Enter "
                     "the id of one, if it wants that.")};
    return failure::of(answer);
}

Result<std::vector<SourceServer>> serversIn(const ServiceAnswer& answer)
{
    if (answer.status != 200)
        return notListed(answer);
    const auto listed = answerjson::listIn(answer);
    if (!listed)
        return listed.error();
    std::vector<SourceServer> servers;
    servers.reserve(static_cast<std::size_t>(listed->size()));
    for (const auto one : *listed) {
        const QString id = one[u"id"].toVariant().toString(); // a number or a text
        if (id.isEmpty())
            return failure::notUnderstood(u"my-servers: id"_s);
        const QString name = foreign::shown(one[u"name"].toString());
        servers.push_back({id, name.isEmpty() ? foreign::shown(id) : name});
    }
    return servers;
}

/// A service may say in its words what it was told.
Error without(const QString& secret, Error error)
{
    if (!error.message.contains(secret) && !error.detail.contains(secret))
        return error;
    return {error.code,
            said("The service refuses, in words that are not shown, since they hold the "
                 "password or the token.")};
}

} // namespace

Result<std::unique_ptr<SignIn>> SignIn::at(const TargetConnection& connection,
                                           std::shared_ptr<ServiceNetwork> network)
{
    auto base = checkedBase(QUrl(connection.place), connection.insecure);
    if (!base)
        return base.error();
    auto way = wayTo(*base, connection.authorities, connection.pin, connection.proxy);
    if (!way)
        return way.error();
    way->network = std::move(network);
    return std::unique_ptr<SignIn>(new SignIn(connection, *std::move(base), *std::move(way)));
}

SignIn::SignIn(TargetConnection connection, QUrl base, ServiceWay way)
    : m_connection(std::move(connection)), m_base(std::move(base)), m_way(std::move(way))
{
}

QFuture<Result<QByteArray>> SignIn::withPassword(const QString& password)
{
    if (m_connection.username.isEmpty() || password.isEmpty())
        return ready<Result<QByteArray>>(Error{
            ErrorCode::InvalidArgument, said("Signing in takes a user name and a password.")});
    return asked<QByteArray>({}, loginRequest(m_connection, password), tokenIn, password);
}

QFuture<Result<std::vector<SourceServer>>> SignIn::servers(const QByteArray& token)
{
    using Servers = std::vector<SourceServer>;
    if (const Result<void> checked = checkToken(token); !checked)
        return ready<Result<Servers>>(checked.error());
    return asked<Servers>(token, {"/auth/my-servers"}, serversIn, QString::fromLatin1(token));
}

template <class T>
QFuture<Result<T>> SignIn::asked(const QByteArray& token, const ServiceRequest& request,
                                 std::function<Result<T>(const ServiceAnswer&)> read,
                                 const QString& secret)
{
    const auto answering = std::make_shared<QPromise<Result<T>>>();
    answering->start();
    auto* client = new ServiceClient(m_base, token, m_way);
    client->setParent(this);
    client->ask(request, [client, answering, read = std::move(read), secret](const auto& answer) {
        client->deleteLater();
        const bool isPage = answer.status == 200 && isHtmlPage(answer);
        Result<T> outcome = answer.trouble ? Result<T>(*answer.trouble)
                            : isPage       ? Result<T>(page(client->base()))
                                           : read(answer);
        // Nothing of the client may be touched behind it.
        resolve(*answering, outcome ? std::move(outcome) : without(secret, outcome.error()));
    });
    return answering->future();
}

} // namespace tierwatch
