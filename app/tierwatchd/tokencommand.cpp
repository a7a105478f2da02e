// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokencommand.h"

#include "controlfolder.h"
#include "exitcode.h"
#include "http/tokenstore.h"
#include "values/fields.h"

#include <QDateTime>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("TokenCommand", text);
}

int show(const Result<IssuedToken>& token)
{
    if (!token)
        return failWith(Failed, token.error());
    QTextStream(stdout) << token->secret << Qt::endl;
    const TokenInfo& info = token->info;
    QTextStream(stderr) << translated("The token %1 has the role %2 and acts as %3. It is shown "
                                      "this once only.")
                               .arg(info.name, codec::nameOf(info.role), info.username)
                        << Qt::endl;
    return AllWell;
}

/// As far as the environment tells; who could lie here could write the file as well.
AuditRecord byWhoeverSitsHere()
{
    AuditRecord by;
    by.who.username = qEnvironmentVariable("SUDO_USER", qEnvironmentVariable("USER"));
    return by;
}

int revoke(TokenStore& store, const QString& name)
{
    const auto revoked = store.revoke(name, byWhoeverSitsHere());
    return revoked ? AllWell : failWith(Failed, revoked.error());
}

QString timeOf(const std::optional<qint64>& ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(*ms, Qt::UTC).toString(Qt::ISODate) : u"-"_s;
}

QString stateOf(const TokenInfo& info, qint64 nowMs)
{
    if (info.revokedMs)
        return translated("revoked");
    return info.isExpired(nowMs) ? translated("expired") : translated("valid");
}

using Row = std::array<QString, 7>;

std::vector<Row> tableOf(const std::vector<TokenInfo>& tokens, qint64 nowMs)
{
    std::vector<Row> rows{{translated("NAME"), translated("ROLE"), translated("USER"),
                           translated("STATE"), translated("CREATED"), translated("EXPIRES"),
                           translated("LAST USED")}};
    rows.reserve(tokens.size() + 1);
    for (const TokenInfo& info : tokens)
        rows.push_back({info.name, codec::nameOf(info.role), info.username, stateOf(info, nowMs),
                        timeOf(info.createdMs), timeOf(info.expiresMs), timeOf(info.usedMs)});
    return rows;
}

int list(const TokenStore& store, const Clock& clock)
{
    const auto tokens = store.list();
    if (!tokens)
        return failWith(Failed, tokens.error());
    const auto rows = tableOf(*tokens, clock.wallMs());
    std::array<qsizetype, std::tuple_size_v<Row>> widths{};
    for (const Row& row : rows) {
        for (size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    QTextStream out(stdout);
    for (const Row& row : rows) {
        for (size_t i = 0; i + 1 < row.size(); ++i)
            out << row[i].leftJustified(widths[i] + 2);
        out << row.back() << '\n';
    }
    return AllWell;
}

} // namespace

int runTokenCommand(const CommandLine& line)
{
    const SystemClock clock;
    const auto file = openControlFile(line);
    if (!file)
        return failWith(CantOpen, file.error());
    const auto store = TokenStore::open(*file, clock);
    if (!store)
        return failWith(CantOpen, store.error());
    switch (line.task) {
    case CommandLine::Task::CreateToken:
        return show((*store)->create(line.token, byWhoeverSitsHere()));
    case CommandLine::Task::RotateToken:
        return show((*store)->rotate(line.token.name, byWhoeverSitsHere()));
    case CommandLine::Task::RevokeToken:
        return revoke(**store, line.token.name);
    default:
        return list(**store, clock);
    }
}

} // namespace tierwatch
