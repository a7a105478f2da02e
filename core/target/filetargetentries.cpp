// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/async.h"
#include "target/entrybrowser.h"
#include "target/filetarget.h"

namespace tierwatch {

/// On a thread of their own: to sort the entries of a large file of another program takes long.
template <class Task>
QFuture<Result<Reply>> FileTarget::browse(Task task)
{
    return runOn(m_browsing, [this, task = std::move(task)]() -> Result<Reply> {
        if (isEnding()) // who waits for the end need not wait for this
            return Error{ErrorCode::Cancelled, tr("The file was closed meanwhile.")};
        const auto file =
            CacheFile::open({m_options.path, CacheFileOptions::Mode::ReadOnly}, m_clock);
        if (!file)
            return file.error();
        EntryBrowser entries((*file)->reader());
        auto told = task(entries);
        return told ? Result<Reply>(*std::move(told)) : Result<Reply>(told.error());
    });
}

QFuture<Result<Reply>> FileTarget::listEntries(EntriesQuery query)
{
    if (!m_own && query.filter.username)
        return ready<Result<Reply>>(
            Error{ErrorCode::NotAvailable,
                  tr("The file does not tell whose its entries are. Leave the user out.")});
    return browse([query = std::move(query), nowMs = m_clock.wallMs()](EntryBrowser& entries) {
        return entries.page(query, nowMs);
    });
}

QFuture<Result<Reply>> FileTarget::tellEntry(EntryQuery query, Caller caller)
{
    return browse([query = std::move(query), caller = std::move(caller)](EntryBrowser& entries) {
        return entries.entry(query, caller);
    });
}

} // namespace tierwatch
