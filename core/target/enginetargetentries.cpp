// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "storage/entryfinder.h"
#include "storage/entrylist.h"
#include "target/enginetarget.h"

#include <algorithm>

namespace tierwatch {

QString EngineTarget::noEntries() const
{
    return m_cache.engine().options().mode == CacheMode::Memory
               ? tr("Entries are kept in memory only, which can't list them.")
               : QString();
}

Result<Reply> EngineTarget::reply(const EntriesQuery& query, const Caller&)
{
    if (const QString reason = noEntries(); !reason.isEmpty())
        return Error{ErrorCode::NotAvailable, reason};
    const qint64 nowMs = m_cache.clock().wallMs();
    Result<EntriesPage> page = EntryList(m_cache.file().reader()).page(query, nowMs);
    if (!page)
        return page.error();
    for (EntryRow& row : page->rows) {
        tellOfMemory(row);
        row.cacheKey.truncate(EntryRow::longestKey);
    }
    return Reply(*std::move(page));
}

Result<Reply> EngineTarget::reply(const EntryQuery& query, const Caller& caller)
{
    if (const QString reason = noEntries(); !reason.isEmpty())
        return Error{ErrorCode::NotAvailable, reason};
    if (query.offset < 0 || query.length < 0)
        return Error{ErrorCode::InvalidArgument,
                     tr("A part of a value can't begin before it, nor have less than no bytes.")};
    const Result<QByteArray> key = keyOf(query.digest);
    if (!key)
        return key.error();
    auto entry = EntryFinder(m_cache.file().reader())
                     .entry(*key, query.offset, std::min(query.length, EntryQuery::mostBytes));
    if (!entry)
        return entry.error();
    if (!*entry)
        return noEntry();
    EntryRow& row = (*entry)->row;
    if (row.username && *row.username != caller.username && caller.role < Role::Administrator)
        return Error{ErrorCode::NotAllowed,
                     tr("This entry is another user's own. Ask an administrator.")};
    tellOfMemory(row);
    return Reply(**std::move(entry));
}

Result<Reply> EngineTarget::reply(const ExplainQuery& query, const Caller& caller)
{
    Result<QString> key = query.cacheKey.value_or(QString());
    if (query.digest) {
        const Result<QByteArray> found = keyOf(*query.digest);
        key = found ? Result<QString>(QString::fromUtf8(*found)) : Result<QString>(found.error());
    }
    if (!key)
        return key.error();
    Result<Explained> explained = m_cache.engine().explain(*key, caller.username);
    if (!explained)
        return explained.error();
    return Reply(*std::move(explained));
}

Error EngineTarget::noEntry()
{
    return {ErrorCode::NotFound,
            tr("There is no entry with this digest. It may have gone since it was listed.")};
}

Result<QByteArray> EngineTarget::keyOf(const QString& digest)
{
    auto key = EntryFinder(m_cache.file().reader()).keyOf(digest);
    if (!key)
        return key.error();
    return *key ? Result<QByteArray>(**std::move(key)) : Result<QByteArray>(noEntry());
}

void EngineTarget::tellOfMemory(EntryRow& row)
{
    const CacheKey key = CacheKey::fromText(row.cacheKey.toUtf8());
    row.inMemory = m_cache.engine().memory().peek(key).has_value();
}

} // namespace tierwatch
