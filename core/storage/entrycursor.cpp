// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entrycursor.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tierwatch {

namespace {

constexpr auto encoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

} // namespace

QString EntryCursor::text(EntrySort sort, bool descending) const
{
    const QJsonArray place = {codec::toJson(sort), descending, QJsonValue::fromVariant(value), id};
    const QByteArray json = QJsonDocument(place).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(json.toBase64(encoding));
}

Result<std::optional<EntryCursor>> EntryCursor::of(const EntriesQuery& query)
{
    if (!query.cursor)
        return std::optional<EntryCursor>();
    const QByteArray json = QByteArray::fromBase64(query.cursor->toLatin1(), encoding);
    const QJsonArray place = QJsonDocument::fromJson(json).array();
    const bool fits = place.size() == 4 && place[0] == codec::toJson(query.sort) &&
                      place[1] == query.descending && place[3].isDouble() &&
                      place[2].isString() == (query.sort == EntrySort::Key) &&
                      place[2].isDouble() != (query.sort == EntrySort::Key);
    if (!fits)
        return Error{ErrorCode::InvalidArgument,
                     tr("The cursor is not one of this list in this order. Begin without one.")};
    return std::optional(EntryCursor{place[2].toVariant(), place[3].toInteger()});
}

} // namespace tierwatch
