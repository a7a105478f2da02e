// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/audittable.h"

#include "base/clock.h"
#include "http/tokentext.h"
#include "values/fields.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qsizetype longestText = 256;
constexpr qsizetype mostMembers = 32;
constexpr int deepest = 4;

QString fit(const QString& text)
{
    // A token that is cut would not be known as one.
    return tokentext::withoutTokens(text).left(longestText);
}

QJsonValue fit(const QJsonValue& value, int depth);

QJsonObject fit(const QJsonObject& object, int depth)
{
    QJsonObject result;
    for (auto it = object.begin(); it != object.end() && result.size() < mostMembers; ++it)
        result.insert(fit(it.key()), fit(*it, depth + 1));
    return result;
}

QJsonArray fit(const QJsonArray& array, int depth)
{
    QJsonArray result;
    for (qsizetype i = 0; i < std::min(array.size(), mostMembers); ++i)
        result.append(fit(array[i], depth + 1));
    return result;
}

QJsonValue fit(const QJsonValue& value, int depth)
{
    if (value.isString())
        return fit(value.toString());
    if (depth > deepest)
        return {};
    if (value.isObject())
        return fit(value.toObject(), depth);
    return value.isArray() ? fit(value.toArray(), depth) : value;
}

QString nameOf(AuditOutcome outcome)
{
    switch (outcome) {
    case AuditOutcome::Intended:
        return u"intended"_s;
    case AuditOutcome::Done:
        return u"done"_s;
    case AuditOutcome::Refused:
        return u"refused"_s;
    case AuditOutcome::Failed:
        break;
    }
    return u"failed"_s;
}

/// Members that say nothing are left out; those of a QJsonObject are sorted.
QByteArray jsonOf(const AuditRecord& record, qint64 id, qint64 nowMs)
{
    QJsonObject json{
        {u"id"_s, id},
        {u"time"_s, QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"action"_s, fit(record.action)},
        {u"outcome"_s, nameOf(record.outcome)},
    };
    const auto add = [&json](const QString& name, const QString& text) {
        if (!text.isEmpty())
            json.insert(name, fit(text));
    };
    add(u"token"_s, record.who.name);
    add(u"username"_s, record.who.username);
    add(u"peer"_s, record.peer);
    add(u"request_id"_s, record.requestId);
    add(u"reason"_s, record.reason);
    if (record.who.tokenId != 0)
        json.insert(u"token_id"_s, record.who.tokenId);
    if (record.who.role != Role::None)
        json.insert(u"role"_s, codec::nameOf(record.who.role));
    if (record.count != 1)
        json.insert(u"count"_s, record.count);
    if (!record.detail.isEmpty())
        json.insert(u"detail"_s, fit(record.detail, 0));
    if (record.intent != 0)
        json.insert(u"intent"_s, record.intent);
    if (!record.result.isEmpty())
        json.insert(u"result"_s, fit(record.result, 0));
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray chained(const QByteArray& previous, const QByteArray& json)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(json);
    return hash.result();
}

StoredAudit stored(Statement& row)
{
    return {row.integer(0), row.bytes(1), row.bytes(2)};
}

StoredAudit beginning()
{
    return {0, {}, QByteArray(32, '\0')};
}

} // namespace

Result<qint64> AuditTable::append(const AuditRecord& record, qint64 nowMs)
{
    const auto before = last();
    if (!before)
        return before.error();
    const auto given = lastGiven();
    if (!given)
        return given.error();
    const qint64 id = std::max(before->id, *given) + 1;
    const QByteArray json = jsonOf(record, id, nowMs);
    const auto done =
        m_connection.prepared("INSERT INTO audit(id, record, hash) VALUES (?, CAST(? AS TEXT), ?)")
            .exec(id, json, chained(before->hash, json));
    return done ? Result<qint64>(id) : done.error();
}

Result<StoredAudit> AuditTable::last()
{
    const auto row = m_connection
                         .prepared("SELECT id, CAST(record AS BLOB), hash FROM audit "
                                   "ORDER BY id DESC LIMIT 1")
                         .firstRow(stored);
    if (!row)
        return row.error();
    return row->value_or(beginning());
}

/// SQLite counts apart from the records, so that missing ones at the end are seen, too.
Result<qint64> AuditTable::lastGiven()
{
    const auto number =
        m_connection.value(u"SELECT seq FROM sqlite_sequence WHERE name = 'audit'"_s);
    if (!number)
        return number.error();
    return number->toLongLong();
}

Result<std::vector<StoredAudit>> AuditTable::before(qint64 beforeId, int maxRows)
{
    return m_connection
        .prepared("SELECT id, CAST(record AS BLOB), hash FROM audit WHERE id < ? "
                  "ORDER BY id DESC LIMIT ?")
        .rows(stored, beforeId, maxRows);
}

Result<AuditCheck> AuditTable::verify()
{
    // First, since a service may append meanwhile.
    const auto given = lastGiven();
    if (!given)
        return given.error();
    StoredAudit previous = beginning();
    AuditCheck check;
    const auto broken = [&check](qint64 id, const QString& why) {
        check.brokenId = id;
        check.why = why;
    };
    {
        auto rows =
            m_connection.prepared("SELECT id, CAST(record AS BLOB), hash FROM audit ORDER BY id");
        static_cast<void>(rows.exec());
        while (!check.brokenId && rows.next()) {
            StoredAudit row = stored(rows);
            if (row.id != previous.id + 1)
                broken(previous.id + 1, tr("It is missing."));
            else if (row.hash != chained(previous.hash, row.json))
                broken(row.id, tr("It is not what was written, or what stood before it is not."));
            else
                previous = std::move(row);
        }
        if (auto read = rows.failure(); !read)
            return read.error();
    }
    check.records = previous.id;
    check.head = previous.hash;
    if (!check.brokenId && *given > previous.id)
        broken(previous.id + 1, tr("It is missing."));
    return check;
}

} // namespace tierwatch
