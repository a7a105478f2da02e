// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/entrybrowser.h"

#include "storage/entryfinder.h"
#include "storage/entrylist.h"

#include <algorithm>

namespace tierwatch {

Result<EntriesPage> EntryBrowser::page(const EntriesQuery& query, qint64 nowMs, const AddTo& addTo)
{
    Result<EntriesPage> page = EntryList(m_connection).page(query, nowMs);
    if (!page)
        return page;
    for (EntryRow& row : page->rows) {
        if (addTo)
            addTo(row);
        row.cacheKey.truncate(EntryRow::longestKey);
    }
    return page;
}

Result<Entry> EntryBrowser::entry(const EntryQuery& query, const Caller& caller)
{
    if (query.offset < 0 || query.length < 0)
        return Error{ErrorCode::InvalidArgument,
                     tr("A part of a value can't begin before it, nor have less than no bytes.")};
    const Result<QByteArray> key = keyOf(query.digest);
    if (!key)
        return key.error();
    auto entry = EntryFinder(m_connection)
                     .entry(*key, query.offset, std::min(query.length, EntryQuery::mostBytes));
    if (!entry)
        return entry.error();
    if (!*entry)
        return noEntry();
    const EntryRow& row = (*entry)->row;
    if (row.username && *row.username != caller.username && caller.role < Role::Administrator)
        return Error{ErrorCode::NotAllowed,
                     tr("This entry is another user's own. Ask an administrator.")};
    return **std::move(entry);
}

Result<QByteArray> EntryBrowser::keyOf(const QString& digest)
{
    auto key = EntryFinder(m_connection).keyOf(digest);
    if (!key)
        return key.error();
    return *key ? Result<QByteArray>(**std::move(key)) : Result<QByteArray>(noEntry());
}

Result<QString> EntryBrowser::keyOf(const ExplainQuery& query)
{
    if (!query.digest)
        return query.cacheKey.value_or(QString());
    const Result<QByteArray> key = keyOf(*query.digest);
    return key ? Result<QString>(QString::fromUtf8(*key)) : Result<QString>(key.error());
}

Error EntryBrowser::noEntry()
{
    return {ErrorCode::NotFound,
            tr("There is no entry with this digest. It may have gone since it was listed.")};
}

} // namespace tierwatch
