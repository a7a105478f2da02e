// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entryfinder.h"

#include "storage/entriessql.h"
#include "storage/entriestable.h"
#include "storage/entrydigest.h"
#include "storage/entrylist.h"

namespace tierwatch {

Result<std::optional<QByteArray>> EntryFinder::keyOf(const QString& digest)
{
    const std::optional<qint64> number = entrydigest::numberIn(digest);
    if (!number)
        return std::optional<QByteArray>();
    auto key = search("SELECT CAST(cache_key AS BLOB) FROM tw_entries WHERE digest = ?", {*number},
                      digest);
    if (!key || *key)
        return key;
    const Result<bool> foreign = EntriesTable(m_connection).hasForeignRows();
    if (!foreign)
        return foreign.error();
    if (*foreign)
        key = search("SELECT CAST(cache_key AS BLOB) FROM cache_entries", {}, digest);
    if (!key || *key)
        return key;
    return search("SELECT CAST(cache_key AS BLOB) FROM tw_trash", {}, digest);
}

Result<std::optional<QByteArray>>
EntryFinder::search(std::string_view sql, const QVariantList& values, const QString& digest)
{
    Statement select = m_connection.prepared(sql);
    if (auto done = select.run(values); !done)
        return done.error();
    while (select.next()) {
        if (QByteArray key = select.bytes(0); entrydigest::of(key) == digest)
            return std::optional(std::move(key));
    }
    if (auto done = select.failure(); !done)
        return done.error();
    return std::optional<QByteArray>();
}

Result<std::optional<Entry>> EntryFinder::entry(const QByteArray& key, qint64 offset, qint64 length)
{
    const auto read = [offset](Statement& row) {
        return Entry{EntryList::rowOf(row, 1), offset, row.bytes(0)};
    };
    return m_connection
        .prepared("SELECT substr(CAST(e.data_json AS BLOB), ?, ?), " TIERWATCH_LISTED
                  "FROM " TIERWATCH_ENTRIES "WHERE e.cache_key = CAST(? AS TEXT)")
        .firstRow(read, offset + 1, length, key);
}

} // namespace tierwatch
