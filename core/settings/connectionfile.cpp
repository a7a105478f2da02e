// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionfile.h"

#include "settings/connectioncheck.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto versionKey = "version"_L1;
constexpr auto listKey = "connections"_L1;
constexpr auto proxyKey = "proxy"_L1;
constexpr qsizetype longestId = 64;

QString said(const char* text)
{
    return QCoreApplication::translate("Connection", text);
}

/// Its number and, where it has one, its name.
QString titleOf(const QJsonValue& json, qsizetype index)
{
    const QString name = withoutHiddenCharacters(json[u"name"].toString()).left(80);
    if (name.isEmpty())
        return said("Connection %1").arg(index + 1);
    return said("Connection %1, \u201c%2\u201d").arg(QString::number(index + 1), name);
}

/// Without members that are named as secrets are, at any depth; their names go into `found`.
QJsonValue cleaned(const QJsonValue& json, QStringList& found)
{
    if (json.isArray()) {
        QJsonArray list;
        for (const auto item : json.toArray())
            list.append(cleaned(item, found));
        return list;
    }
    if (!json.isObject())
        return json;
    QJsonObject object;
    const QJsonObject given = json.toObject();
    for (auto member = given.begin(); member != given.end(); ++member) {
        if (looksSecret(member.key()))
            found.append(withoutHiddenCharacters(member.key()));
        else
            object.insert(member.key(), cleaned(member.value(), found));
    }
    return object;
}

/// Of what is not understood, as it is kept in the file.
QJsonValue withoutSecretPlace(const QJsonValue& json)
{
    const QJsonValue place = json[u"place"];
    if (!place.isString())
        return json;
    using Kind = TargetConnection::Kind;
    const bool service = json[u"kind"] == codec::nameOf(Kind::Service);
    QJsonObject object = json.toObject();
    object.insert(u"place"_s,
                  withoutSecret(service ? Kind::Service : Kind::File, place.toString()));
    return object;
}

/// The members that were given, over the defaults of the others.
QJsonObject overlaid(QJsonObject base, const QJsonObject& over)
{
    for (auto member = over.begin(); member != over.end(); ++member)
        base.insert(member.key(), member.value());
    return base;
}

Result<TargetConnection> connectionFrom(const QJsonValue& json)
{
    if (!json.isObject())
        return codec::wrongType(u"connection"_s, u"an object"_s);
    static const QJsonObject defaults = codec::toJson(TargetConnection()).toObject();
    static const QJsonObject noProxy = codec::toJson(ServiceProxy()).toObject();
    QJsonObject object = overlaid(defaults, json.toObject());
    if (!object.value(proxyKey).isObject())
        return codec::wrongType(proxyKey, u"an object"_s);
    const QJsonObject proxy = overlaid(noProxy, object.value(proxyKey).toObject());
    if (auto read = codec::fromJson<ServiceProxy>(proxy, proxyKey); !read) {
        Error error = read.error();
        error.message = said("In \u201cproxy\u201d: %1").arg(error.message);
        return error;
    }
    object.insert(proxyKey, proxy);
    // An empty one is of a connection that somebody has only begun.
    if (!json.toObject().contains(u"place"))
        return codec::wrongType(u"place"_s, said("a folder, a file or an address"));
    return codec::fromJson<TargetConnection>(object);
}

bool isGoodId(const QString& id)
{
    const auto plain = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.');
    };
    return !id.isEmpty() && id.size() <= longestId && std::ranges::all_of(id, plain);
}

/// The same at every start: under it a secret may be kept before the file is ever written.
QString derivedId(const TargetConnection& connection, qsizetype attempt)
{
    static const QUuid family(u"{5f7d3c5e-0d5b-4a0e-9a3f-6f6f3d6a3c11}"_s);
    const QString what = QStringList{connection.id, codec::nameOf(connection.kind),
                                     connection.place, connection.server, QString::number(attempt)}
                             .join(QChar(0));
    return QUuid::createUuidV5(family, what).toString(QUuid::WithoutBraces);
}

class Reader final
{
public:
    ConnectionFile file;

    void take(const QJsonValue& json, qsizetype index)
    {
        QStringList secrets;
        const QJsonValue clean = cleaned(json, secrets);
        for (const QString& secret : secrets)
            tell(
                json, index,
                said("\u201c%1\u201d looks like a secret and was left out. Secrets are kept in the "
                     "system\u2019s key store: sign in instead.")
                    .arg(secret));
        auto connection = connectionFrom(clean);
        if (!connection) {
            file.unread.append(withoutSecretPlace(clean));
            tell(json, index, connection.error().message);
            return;
        }
        if (const auto plain = checkNoSecret(*connection); !plain) {
            tell(json, index, plain.error().message);
            connection->place = withoutSecret(connection->kind, connection->place);
            connection->proxy.host = connection->proxy.host.section(u'@', -1);
        }
        giveId(*connection);
        file.members.insert(connection->id, clean.toObject());
        file.connections.push_back(*connection);
    }

private:
    void tell(const QJsonValue& json, qsizetype index, const QString& what)
    {
        file.problems.append(titleOf(json, index) + u": "_s + what);
    }

    void giveId(TargetConnection& connection)
    {
        QString id = connection.id;
        for (qsizetype attempt = 0; !isGoodId(id) || m_taken.contains(id); ++attempt)
            id = derivedId(connection, attempt);
        connection.id = id;
        m_taken.insert(id);
    }

    QSet<QString> m_taken;
};

QJsonObject written(const TargetConnection& connection, const QJsonObject& before)
{
    QJsonObject known = codec::toJson(connection).toObject();
    known.insert(proxyKey,
                 overlaid(before.value(proxyKey).toObject(), known.value(proxyKey).toObject()));
    return overlaid(before, known);
}

} // namespace

QString newConnectionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

Result<ConnectionFile> ConnectionFile::parse(const QByteArray& text)
{
    QJsonParseError parsing;
    const auto document = QJsonDocument::fromJson(text, &parsing);
    const QJsonObject root = document.object();
    if (!root.value(listKey).isArray())
        return Error{ErrorCode::InvalidArgument,
                     said("This is no list of connections: a JSON object with a list "
                          "\u201cconnections\u201d."),
                     document.isNull() ? u"%1 (%2)"_s.arg(parsing.errorString()).arg(parsing.offset)
                                       : QString()};
    Reader reader;
    const QJsonArray list = root.value(listKey).toArray();
    reader.file.connections.reserve(static_cast<std::size_t>(list.size()));
    for (qsizetype i = 0; i < list.size(); ++i)
        reader.take(list.at(i), i);
    QStringList secrets;
    QJsonObject others = root;
    others.remove(listKey);
    reader.file.others = cleaned(others, secrets).toObject();
    reader.file.newer = root.value(versionKey).toDouble(1) > knownVersion;
    return std::move(reader.file);
}

QByteArray ConnectionFile::toText() const
{
    QJsonArray list;
    for (const TargetConnection& connection : connections)
        list.append(written(connection, members.value(connection.id)));
    for (const auto item : unread)
        list.append(item);
    QJsonObject root = others;
    root.insert(versionKey, knownVersion);
    root.insert(listKey, list);
    return QJsonDocument(root).toJson();
}

} // namespace tierwatch
