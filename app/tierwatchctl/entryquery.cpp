// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "entryquery.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Reads an option whose values are the wire names of an enumeration.
template <class E>
Result<void> choose(const CommandLine& line, const QString& option, E& chosen)
{
    const std::optional<QString> text = line.text(option);
    if (!text)
        return {};
    const Result<E> value = codec::fromJson<E>(*text, u"--"_s + option);
    if (!value)
        return value.error();
    chosen = *value;
    return {};
}

} // namespace

Result<EntriesQuery> entriesQueryOf(const CommandLine& line)
{
    EntriesQuery query;
    const auto company = line.number(u"company"_s, std::numeric_limits<qint64>::min());
    if (!company)
        return company.error();
    const auto limit = line.number(u"limit"_s);
    if (!limit)
        return limit.error();
    if (const auto chosen = choose(line, u"state"_s, query.filter.state); !chosen)
        return chosen.error();
    if (const auto chosen = choose(line, u"sort"_s, query.sort); !chosen)
        return chosen.error();
    query.filter.companyId = *company;
    query.filter.type = line.text(u"type"_s);
    query.filter.username = line.text(u"user"_s);
    query.filter.text = line.text(u"text"_s);
    query.descending = !line.has(u"ascending"_s);
    query.cursor = line.text(u"cursor"_s);
    query.limit = limit->value_or(query.limit);
    query.count = line.has(u"count"_s);
    return query;
}

} // namespace tierwatch
