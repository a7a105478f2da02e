// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "entriescommand.h"

#include "entryquery.h"

#include <algorithm>
#include <iterator>

namespace tierwatch {

void EntriesCommand::start()
{
    const Result<EntriesQuery> query = entriesQueryOf(line());
    if (!query)
        return fail(query.error());
    look(*query);
}

/// Until there are as many as wanted; a page may be short.
void EntriesCommand::look(EntriesQuery query)
{
    ask(query, [this, query](EntriesPage page) mutable {
        query.limit -= static_cast<qint64>(page.rows.size());
        query.cursor = page.next;
        if (query.count)
            m_page = {{}, {}, page.matching, page.matchingBytes};
        query.count = false;
        m_page.next = page.next;
        std::ranges::move(page.rows, std::back_inserter(m_page.rows));
        if (page.next && query.limit > 0)
            look(query);
        else
            tell();
    });
}

void EntriesCommand::tell()
{
    if (out().isJson()) {
        out().printJson(m_page);
        return end();
    }
    Table table{{{tr("digest")},
                 {tr("type")},
                 {tr("company"), true},
                 {tr("user")},
                 {tr("size"), true},
                 {tr("hits"), true},
                 {tr("loaded")},
                 {tr("expires")},
                 {tr("key")}},
                {}};
    table.rows.reserve(m_page.rows.size());
    for (const EntryRow& row : m_page.rows)
        table.rows.push_back({row.digest, row.type, out().number(row.companyId),
                              row.username.value_or(QString()), out().bytes(row.size),
                              out().number(row.hits), out().time(row.createdMs),
                              out().time(row.expiresMs), row.cacheKey});
    out().print(table);
    if (m_page.matching)
        out().note(
            tr("%1 match, %2.").arg(*m_page.matching).arg(out().bytes(m_page.matchingBytes)));
    if (m_page.next)
        out().note(tr("More follow: --cursor %1").arg(*m_page.next));
    end();
}

} // namespace tierwatch
