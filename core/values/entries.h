// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

enum class EntryState { Any, Active, Expired };
[[nodiscard]] inline QStringList wireNames(EntryState)
{
    return {QStringLiteral("any"), QStringLiteral("active"), QStringLiteral("expired")};
}

enum class EntrySort { Created, Expires, Size, Hits, LastUsed, Key };
[[nodiscard]] inline QStringList wireNames(EntrySort)
{
    return {QStringLiteral("created"), QStringLiteral("expires"),   QStringLiteral("size"),
            QStringLiteral("hits"),    QStringLiteral("last_used"), QStringLiteral("key")};
}

/// Which entries; what is absent keeps none out.
struct EntryFilter
{
    std::optional<QString> type = {};
    std::optional<qint64> companyId = {};
    std::optional<QString> username = {};
    std::optional<QString> text = {}; ///< somewhere in the key; a to z match A to Z
    EntryState state = EntryState::Any;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &EntryFilter::type),
                          codec::field("company_id", &EntryFilter::companyId),
                          codec::field("username", &EntryFilter::username),
                          codec::field("text", &EntryFilter::text),
                          codec::field("state", &EntryFilter::state)};
    }
    friend bool operator==(const EntryFilter&, const EntryFilter&) = default;
};

/// One entry on disk, all but its value. Times are Unix ms, spans ms.
struct EntryRow
{
    static constexpr qsizetype longestKey = 1024;

    QString digest;   ///< by which EntryQuery and ExplainQuery find it
    QString cacheKey; ///< cut to that length in a list; EntryQuery gives all of it
    QString type;
    std::optional<qint64> companyId;
    std::optional<QString> username; ///< whose alone it is
    std::vector<QString> tags;
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
    qint64 size = 0; ///< of the value, bytes
    qint64 hits = 0;
    std::optional<qint64> lastUsedMs;
    std::optional<double> loadMs;
    std::optional<bool> inMemory; ///< absent = only its own process knows

    static constexpr auto fields()
    {
        return std::tuple{codec::field("digest", &EntryRow::digest),
                          codec::field("cache_key", &EntryRow::cacheKey),
                          codec::field("cache_type", &EntryRow::type),
                          codec::field("company_id", &EntryRow::companyId),
                          codec::field("username", &EntryRow::username),
                          codec::field("tags", &EntryRow::tags),
                          codec::field("created_ms", &EntryRow::createdMs),
                          codec::field("expires_ms", &EntryRow::expiresMs),
                          codec::field("size", &EntryRow::size),
                          codec::field("hits", &EntryRow::hits),
                          codec::field("last_used_ms", &EntryRow::lastUsedMs),
                          codec::field("load_ms", &EntryRow::loadMs),
                          codec::field("in_memory", &EntryRow::inMemory)};
    }
    friend bool operator==(const EntryRow&, const EntryRow&) = default;
};

struct EntriesPage
{
    std::vector<EntryRow> rows;     ///< may be fewer than asked for although more follow
    std::optional<QString> next;    ///< the cursor of what follows; absent = this is the end
    std::optional<qint64> matching; ///< how many entries match; only where that was asked for
    std::optional<qint64> matchingBytes;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("entries", &EntriesPage::rows),
                          codec::field("next", &EntriesPage::next),
                          codec::field("matching", &EntriesPage::matching),
                          codec::field("matching_bytes", &EntriesPage::matchingBytes)};
    }
};

/// One page of the entries on disk, in an order that stands still while one goes on by the cursor.
/// However many there are, a page takes the same time: where few match it looks at a bounded number
/// of them and may then be short, or empty. The order by hits or last use is that of about a minute
/// ago for what is much asked for.
struct EntriesQuery
{
    using Reply = EntriesPage;
    static constexpr auto name = "entries";
    static constexpr Role role = Role::Viewer;
    static constexpr qint64 mostRows = 1000;

    EntryFilter filter = {};
    EntrySort sort = EntrySort::Created;
    bool descending = true;
    std::optional<QString> cursor = {}; ///< of the page before, in the same order; opaque
    qint64 limit = 100;                 ///< 1 to mostRows
    bool count = false; ///< how many match, too: that may have to look at all of them

    static constexpr auto fields()
    {
        return std::tuple{codec::field("filter", &EntriesQuery::filter),
                          codec::field("sort", &EntriesQuery::sort),
                          codec::field("descending", &EntriesQuery::descending),
                          codec::field("cursor", &EntriesQuery::cursor),
                          codec::field("limit", &EntriesQuery::limit),
                          codec::field("count", &EntriesQuery::count)};
    }
};

} // namespace tierwatch
