// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "target/enginetarget.h"
#include "target/entrybrowser.h"

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
    auto page =
        EntryBrowser(m_cache.file().reader())
            .page(query, m_cache.clock().wallMs(), [this](EntryRow& row) { tellOfMemory(row); });
    if (!page)
        return page.error();
    return Reply(*std::move(page));
}

Result<Reply> EngineTarget::reply(const EntryQuery& query, const Caller& caller)
{
    if (const QString reason = noEntries(); !reason.isEmpty())
        return Error{ErrorCode::NotAvailable, reason};
    auto entry = EntryBrowser(m_cache.file().reader()).entry(query, caller);
    if (!entry)
        return entry.error();
    tellOfMemory(entry->row);
    return Reply(*std::move(entry));
}

Result<Reply> EngineTarget::reply(const ExplainQuery& query, const Caller& caller)
{
    const auto key = EntryBrowser(m_cache.file().reader()).keyOf(query);
    if (!key)
        return key.error();
    Result<Explained> explained = m_cache.engine().explain(*key, caller.username);
    if (!explained)
        return explained.error();
    return Reply(*std::move(explained));
}

void EngineTarget::tellOfMemory(EntryRow& row)
{
    const CacheKey key = CacheKey::fromText(row.cacheKey.toUtf8());
    row.inMemory = m_cache.engine().memory().peek(key).has_value();
}

} // namespace tierwatch
