// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entryselection.h"

#include "storage/sqltime.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto theirs = "cache_entries e";
constexpr auto ours = "tw_entries t";

QString containing(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + text + u'%';
}

} // namespace

EntrySelection::EntrySelection(const EntryFilter& filter, qint64 nowMs)
{
    const double now = sqltime::toSeconds(nowMs);
    if (filter.companyId)
        m_parts.push_back({"e.company_id", " = ?", *filter.companyId, theirs});
    if (filter.type)
        m_parts.push_back({"e.cache_type", " = ?", *filter.type, theirs});
    if (filter.username)
        m_parts.push_back({"t.username", " = ?", *filter.username, ours});
    if (filter.text && !filter.text->isEmpty())
        m_parts.push_back(
            {"e.cache_key", " LIKE ? ESCAPE '\\'", containing(*filter.text), nullptr});
    if (filter.state == EntryState::Active)
        m_parts.push_back({"e.expires_at", " >= ?", now, theirs});
    if (filter.state == EntryState::Expired)
        m_parts.push_back({"e.expires_at", " < ?", now, theirs});
}

EntrySelection::Condition EntrySelection::condition(Index index) const
{
    Condition all{"TRUE", {}};
    for (size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        all.sql += std::string(index == Index::Any || m_lead == i ? " AND " : " AND +") +
                   part.column + part.rest;
        all.values.append(part.value);
    }
    return all;
}

Result<bool> EntrySelection::leadByOneOfFew(Connection& connection, qint64 few)
{
    for (size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        if (!part.table)
            continue;
        const std::string sql = std::string("SELECT count(*) FROM (SELECT 1 FROM ") + part.table +
                                " WHERE " + part.column + part.rest + " LIMIT ?)";
        const auto count = connection.prepared(sql).firstRow(
            [](Statement& row) { return row.integer(0); }, part.value, few + 1);
        if (!count)
            return count.error();
        if (count->value_or(0) > few)
            continue;
        m_lead = i;
        return true;
    }
    return false;
}

} // namespace tierwatch
