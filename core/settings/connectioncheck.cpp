// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectioncheck.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Connection", text);
}

Error wrong(const QString& message)
{
    return {ErrorCode::InvalidArgument, message};
}

bool hasBlank(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isSpace(); });
}

bool isHttp(const QUrl& url)
{
    return url.scheme() == u"https" || url.scheme() == u"http";
}

bool namesSecret(const QString& query)
{
    const auto items = QUrlQuery(query).queryItems(QUrl::FullyDecoded);
    return std::ranges::any_of(items, [](const auto& item) { return looksSecret(item.first); });
}

/// Some sign-ins leave a token behind the hash sign.
bool holdsSecret(const QUrl& url)
{
    return isHttp(url) &&
           (!url.userInfo().isEmpty() || namesSecret(url.query()) || namesSecret(url.fragment()));
}

/// Where the first of these characters stands; its length where there is none.
qsizetype firstOf(QStringView marks, const QString& text)
{
    const auto found = std::ranges::find_if(text, [marks](QChar c) { return marks.contains(c); });
    return found - text.begin();
}

/// Of what stands before the machine; 0 where there is no scheme of a service.
qsizetype schemeLength(const QString& address)
{
    for (const QString& scheme : {u"https://"_s, u"http://"_s}) {
        if (address.startsWith(scheme, Qt::CaseInsensitive))
            return scheme.size();
    }
    return 0;
}

/// What stands behind the path, with the mark before it.
QString behindPath(const QString& address)
{
    return address.mid(firstOf(u"?#", address));
}

bool namesServerAlone(const QString& behind)
{
    const auto items = QUrlQuery(behind.mid(1)).queryItems(QUrl::FullyDecoded);
    return behind.startsWith(u'?') && !behind.contains(u'#') && items.size() == 1 &&
           items.constFirst().first == u"server";
}

/// A person who forgets the scheme, or has a # in a password, means what an URL says otherwise.
bool mayHoldSecret(const QString& address)
{
    const QString behind = behindPath(address);
    return address.contains(u'@') || (behind.size() > 1 && !namesServerAlone(behind));
}

QString withoutSecretOfService(const QString& address)
{
    const qsizetype begin = schemeLength(address);
    const QString rest = address.mid(begin);
    const qsizetype end = firstOf(u"/\\?#", rest);
    const QString machine = rest.left(end);
    if (rest.indexOf(u'@', end) >= 0)
        return {};
    const QString left = rest.mid(machine.lastIndexOf(u'@') + 1);
    const QString behind = behindPath(left);
    return address.left(begin) +
           (namesServerAlone(behind) ? left : left.left(left.size() - behind.size()));
}

/// As a service is asked; what is no address of one stays as it is.
QUrl askedAt(const QString& place)
{
    QUrl url = serviceBase(QUrl(place.trimmed()).adjusted(QUrl::NormalizePathSegments));
    const int usual = url.scheme() == u"https" ? 443 : 80;
    if (url.port() == usual)
        url.setPort(-1);
    return url;
}

bool isHidden(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
           c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

} // namespace

bool looksSecret(const QString& name)
{
    static const QStringList parts{u"token"_s,  u"passw"_s,      u"passphrase"_s,    u"pwd"_s,
                                   u"secret"_s, u"credential"_s, u"authorization"_s, u"apikey"_s};
    QString plain = name.toLower();
    plain.removeIf([](QChar c) { return c == u'_' || c == u'-' || c.isSpace(); });
    return std::ranges::any_of(parts, [&](const QString& part) { return plain.contains(part); });
}

Result<QUrl> checkAddress(const QString& text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return wrong(said("Enter the address of the service, such as "
                          "https://cache.example.org:8787/api."));
    if (hasBlank(typed))
        return wrong(said("An address has no blanks. Check the name of the machine."));
    const QUrl url(typed, QUrl::StrictMode);
    if (typed.contains(u'@') || namesSecret(behindPath(typed).mid(1)) || holdsSecret(url))
        return wrong(said("The address must not hold a user name, a password or a token: anybody "
                          "who sees it could sign in. Enter it below instead."));
    if (!isHttp(url))
        return wrong(said("An address begins with https:// (or with http:// on this machine)."));
    if (!url.isValid() || url.host().isEmpty())
        return wrong(said("No machine can have this name, or no service this port. Check the "
                          "address."));
    if (url.hasQuery() || url.hasFragment())
        return wrong(said("The address ends with its path, mostly /api. Leave out what follows a "
                          "question mark or a hash sign."));
    return url;
}

Result<void> checkNoSecret(const TargetConnection& connection)
{
    if (connection.proxy.host.contains(u'@'))
        return wrong(said("The proxy of \u201c%1\u201d holds a user name or a password, which are "
                          "never kept in a file, and can't be given to a proxy. Enter the name of "
                          "its machine alone.")
                         .arg(withoutHiddenCharacters(connection.name)));
    if (withoutSecret(connection.kind, connection.place) == connection.place)
        return {};
    return wrong(said("The address of \u201c%1\u201d may hold a user name, a password or a token: "
                      "such things stand before an @, or behind a question mark or a hash sign. "
                      "They are never kept in a file: leave them out, and sign in instead.")
                     .arg(withoutHiddenCharacters(connection.name)));
}

QString withoutSecret(TargetConnection::Kind kind, const QString& place)
{
    const QString text = place.trimmed();
    if (kind == TargetConnection::Kind::Service)
        return mayHoldSecret(text) ? withoutSecretOfService(text) : place;
    QUrl url(text);
    if (!holdsSecret(url))
        return place;
    url.setUserInfo({});
    if (namesSecret(url.query()))
        url.setQuery(QString());
    if (namesSecret(url.fragment()))
        url.setFragment({});
    return url.toString();
}

QUrl serviceBase(const QUrl& address)
{
    QUrl base = address.adjusted(QUrl::StripTrailingSlash);
    if (base.path().isEmpty() || base.path() == u"/")
        base.setPath(u"/api"_s);
    return base;
}

bool leadToSamePlace(const TargetConnection& one, const TargetConnection& other)
{
    if (one.kind != other.kind || one.place == other.place)
        return one.kind == other.kind;
    const QUrl asked = askedAt(one.place);
    return one.kind == TargetConnection::Kind::Service && isHttp(asked) && asked.isValid() &&
           asked == askedAt(other.place);
}

bool trustsMore(const TargetConnection& connection)
{
    if (connection.kind != TargetConnection::Kind::Service)
        return false;
    return !connection.pin.isEmpty() || !connection.authorities.isEmpty() ||
           (connection.insecure && isReadableOnTheWay(QUrl(connection.place)));
}

TargetConnection withoutTrust(TargetConnection connection)
{
    connection.pin.clear();
    connection.authorities.clear();
    connection.insecure = false;
    return connection;
}

QString spelledOut(const QUrl& address)
{
    const QString encoded = address.host(QUrl::FullyEncoded);
    return encoded.contains(u"xn--") ? encoded : QString();
}

bool isReadableOnTheWay(const QUrl& address)
{
    return address.scheme() == u"http" && address.host() != u"localhost" &&
           !QHostAddress(address.host()).isLoopback();
}

QString withoutHiddenCharacters(QString text)
{
    text.removeIf(isHidden);
    return text;
}

} // namespace tierwatch
