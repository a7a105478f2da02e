// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokenstore.h"

#include "base/words.h"
#include "http/audittable.h"
#include "http/tokentext.h"
#include "values/fields.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto pause = std::chrono::milliseconds(250);
constexpr int looksAConnection = 240; ///< a minute
constexpr qsizetype longestName = 64;
constexpr qsizetype longestUsername = 128;
constexpr auto longestTtl = std::chrono::hours(24 * 3660);

bool isTokenName(const QString& name)
{
    const auto isFirst = [](QChar c) { return words::isLetter(c) || words::isDigit(c); };
    const auto isRest = [&](QChar c) { return isFirst(c) || u"._-@"_s.contains(c); };
    return words::isName(name, longestName, isFirst, isRest) &&
           tokentext::withoutTokens(name) == name;
}

bool isUsername(const QString& name)
{
    return name.size() <= longestUsername && name.trimmed() == name &&
           std::ranges::none_of(name, [](QChar c) { return c.category() == QChar::Other_Control; });
}

QJsonObject detailOf(const TokenInfo& info)
{
    QJsonObject detail{{u"token_id"_s, info.id},
                       {u"name"_s, info.name},
                       {u"role"_s, codec::nameOf(info.role)},
                       {u"username"_s, info.username}};
    if (info.expiresMs)
        detail.insert(u"expires_ms"_s, *info.expiresMs);
    return detail;
}

} // namespace

TokenStore::TokenStore(ControlFile file, const Clock& clock)
    : m_file(std::move(file)), m_clock(clock)
{
}

TokenStore::~TokenStore()
{
    m_wake.stop(m_thread, m_mutex);
}

Result<std::unique_ptr<TokenStore>> TokenStore::open(ControlFile file, const Clock& clock)
{
    std::unique_ptr<TokenStore> store(new TokenStore(std::move(file), clock));
    const auto connection = store->m_file.connect();
    if (!connection)
        return connection.error();
    if (auto loaded = store->load(**connection); !loaded)
        return ControlFile::worded(loaded.error());
    store->m_thread =
        std::jthread([store = store.get()](const std::stop_token& stop) { store->work(stop); });
    return store;
}

Result<Principal> TokenStore::authenticate(QByteArrayView bearer)
{
    const auto refused = [](const QString& message, const QString& why) {
        return Error{ErrorCode::NotAllowed, message, why};
    };
    const QString unknown = tr("This token is not known here. Ask an administrator for one.");
    if (!tokentext::isOne(bearer))
        return refused(unknown, u"malformed"_s);
    const QByteArray hash = tokentext::hashOf(bearer);
    const qint64 nowMs = m_clock.wallMs();
    const std::lock_guard lock(m_mutex);
    const StoredToken* found = nullptr;
    for (const StoredToken& token : m_tokens) {
        if (tokentext::sameHash(token.hash, hash))
            found = &token;
    }
    if (!found)
        return refused(unknown, u"unknown"_s);
    if (found->info.revokedMs)
        return refused(tr("This token was revoked. Ask an administrator for another one."),
                       u"revoked "_s + found->info.name);
    if (found->info.isExpired(nowMs))
        return refused(tr("This token has expired. Ask an administrator for another one."),
                       u"expired "_s + found->info.name);
    m_uses[found->info.id] = nowMs;
    return found->info.principal();
}

template <class Change>
Result<TokenInfo> TokenStore::change(const char* action, AuditRecord by, Change change)
{
    const auto connection = m_file.connect();
    if (!connection)
        return connection.error();
    Transaction transaction(**connection);
    if (auto begun = transaction.begin(); !begun)
        return ControlFile::worded(begun.error());
    TokensTable tokens(**connection);
    Result<TokenInfo> info = change(tokens);
    if (!info)
        return ControlFile::worded(info.error());
    by.action = QLatin1StringView(action);
    by.detail = detailOf(*info);
    if (const auto noted = AuditTable(**connection).append(by, m_clock.wallMs()); !noted)
        return ControlFile::worded(noted.error());
    if (const auto done = transaction.commit(); !done)
        return ControlFile::worded(done.error());
    // Where this fails the thread sees to it in a moment, as if another process had done it.
    static_cast<void>(load(**connection));
    return info;
}

Result<IssuedToken> TokenStore::create(const TokenWish& wish, AuditRecord by)
{
    if (auto checked = checkWish(wish); !checked)
        return checked.error();
    const QString secret = tokentext::create();
    const auto info = change("token-create", std::move(by), [&](TokensTable& tokens) {
        return added(tokens, wish, tokentext::hashOf(secret.toLatin1()));
    });
    if (!info)
        return info.error();
    return IssuedToken{*info, secret};
}

Result<TokenInfo> TokenStore::added(TokensTable& tokens, const TokenWish& wish,
                                    const QByteArray& hash) const
{
    const auto taken = tokens.find(wish.name);
    if (!taken)
        return taken.error();
    if (*taken)
        return Error{ErrorCode::InvalidArgument,
                     tr("There is a token called %1 already; nothing was done. Choose another "
                        "name, or revoke or rotate that one.")
                         .arg(wish.name)};
    TokenInfo info;
    info.name = wish.name;
    info.role = wish.role;
    info.username = wish.username.isEmpty() ? wish.name : wish.username;
    info.createdMs = m_clock.wallMs();
    if (wish.ttl)
        info.expiresMs = info.createdMs + std::chrono::milliseconds(*wish.ttl).count();
    const auto id = tokens.add(info, hash);
    if (!id)
        return id.error();
    info.id = *id;
    return info;
}

Result<IssuedToken> TokenStore::rotate(const QString& name, AuditRecord by)
{
    const QString secret = tokentext::create();
    const auto info =
        change("token-rotate", std::move(by), [&](TokensTable& tokens) -> Result<TokenInfo> {
            auto token = live(tokens, name);
            if (!token)
                return token;
            const qint64 nowMs = m_clock.wallMs();
            if (token->expiresMs)
                token->expiresMs = nowMs + *token->expiresMs - token->createdMs;
            token->createdMs = nowMs;
            token->usedMs.reset();
            if (auto done = tokens.replace(*token, tokentext::hashOf(secret.toLatin1())); !done)
                return done.error();
            return token;
        });
    if (!info)
        return info.error();
    return IssuedToken{*info, secret};
}

Result<TokenInfo> TokenStore::revoke(const QString& name, AuditRecord by)
{
    return change("token-revoke", std::move(by), [&](TokensTable& tokens) -> Result<TokenInfo> {
        auto token = live(tokens, name);
        if (!token)
            return token;
        token->revokedMs = m_clock.wallMs();
        if (auto done = tokens.revoke(token->id, *token->revokedMs); !done)
            return done.error();
        return token;
    });
}

Result<TokenInfo> TokenStore::live(TokensTable& tokens, const QString& name)
{
    auto found = tokens.find(name);
    if (!found)
        return found.error();
    if (*found)
        return **std::move(found);
    return Error{ErrorCode::NotFound, tr("There is no token called %1 that is not revoked; nothing "
                                         "was done. The list of tokens names those there are.")
                                          .arg(tokentext::withoutTokens(name))};
}

Result<std::vector<TokenInfo>> TokenStore::list() const
{
    const auto connection = m_file.connect();
    if (!connection)
        return connection.error();
    const auto tokens = TokensTable(**connection).all();
    if (!tokens)
        return ControlFile::worded(tokens.error());
    std::vector<TokenInfo> list;
    list.reserve(tokens->size());
    const std::lock_guard lock(m_mutex);
    for (const StoredToken& token : *tokens) {
        list.push_back(token.info);
        if (const auto use = m_uses.find(token.info.id); use != m_uses.end())
            list.back().usedMs = use->second;
    }
    return list;
}

Result<void> TokenStore::checkWish(const TokenWish& wish)
{
    const auto wrong = [](const QString& message) {
        return Error{ErrorCode::InvalidArgument, message};
    };
    if (!isTokenName(wish.name))
        return wrong(tr("A token's name begins with a letter or a digit and goes on with letters, "
                        "digits and . _ - @, %1 in all; nothing was done.")
                         .arg(longestName));
    if (!isUsername(wish.username))
        return wrong(tr("A user name has %1 characters at most, no control characters, and no "
                        "space at its ends; nothing was done.")
                         .arg(longestUsername));
    if (wish.role == Role::None)
        return wrong(tr("A token needs a role: viewer, operator or administrator."));
    if (wish.ttl && (*wish.ttl < std::chrono::seconds(1) || *wish.ttl > longestTtl))
        return wrong(tr("A token lives for at least a second and at most ten years; nothing was "
                        "done."));
    return {};
}

Result<void> TokenStore::load(Connection& connection)
{
    const std::lock_guard loading(m_loading);
    auto tokens = TokensTable(connection).all();
    if (!tokens)
        return tokens.error();
    const std::lock_guard lock(m_mutex);
    m_tokens = *std::move(tokens);
    return {};
}

void TokenStore::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        // Anew once a minute: the file may be another one by then, put back from a backup.
        const auto connection = m_file.connect();
        if (connection) {
            watch(**connection, stop);
            noteUses(**connection);
        } else {
            forgetWhereTheFileIsGone();
            rest(stop);
        }
    }
}

void TokenStore::watch(Connection& connection, const std::stop_token& stop)
{
    std::optional<qint64> seen;
    for (int look = 0; look < looksAConnection && !stop.stop_requested(); ++look) {
        if (forgetWhereTheFileIsGone())
            return;
        const auto version = connection.value(u"PRAGMA data_version"_s);
        if (version && seen != version->toLongLong() && load(connection))
            seen = version->toLongLong();
        rest(stop);
    }
}

void TokenStore::rest(const std::stop_token& stop)
{
    Wake::Lock lock(m_mutex);
    m_wake.waitFor(lock, stop, pause, [] { return false; });
}

/// Who removes the file removes all tokens with it.
bool TokenStore::forgetWhereTheFileIsGone()
{
    if (QFile::exists(m_file.path()))
        return false;
    const std::lock_guard loading(m_loading);
    const std::lock_guard lock(m_mutex);
    m_tokens.clear();
    return true;
}

void TokenStore::noteUses(Connection& connection)
{
    std::unordered_map<qint64, qint64> uses;
    {
        const std::lock_guard lock(m_mutex);
        uses = std::exchange(m_uses, {});
    }
    if (uses.empty())
        return;
    Transaction transaction(connection);
    auto done = transaction.begin();
    TokensTable tokens(connection);
    for (auto it = uses.begin(); done && it != uses.end(); ++it)
        done = tokens.noteUse(it->first, it->second);
    if (done)
        done = transaction.commit();
    if (done)
        return;
    const std::lock_guard lock(m_mutex);
    m_uses.merge(uses);
}

} // namespace tierwatch
