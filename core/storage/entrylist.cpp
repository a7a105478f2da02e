// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entrylist.h"

#include "storage/entriessql.h"
#include "storage/entriestable.h"
#include "storage/entrydigest.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace tierwatch {

namespace {

/// Steps of a walk until a page is given out short.
constexpr int mostSteps = 3;

/// How one order is found: along an index, and where all that match are sorted.
struct Order
{
    const char* table;
    const char* value;
    const char* id;
    const char* sorted;
};

// In the order of EntrySort.
constexpr std::array orders = {
    Order{"tw_entries t", "t.created_at", "t.entry", "+e.created_at"},
    Order{"cache_entries e", "e.expires_at", "e.rowid", "+e.expires_at"},
    Order{"tw_entries t", "t.size", "t.entry", TIERWATCH_SIZE},
    Order{"tw_entries t", "t.hits", "t.entry", "coalesce(t.hits, e.hit_count, 0)"},
    Order{"tw_entries t", "t.accessed_at", "t.entry",
          "coalesce(t.accessed_at, e.last_accessed, e.created_at)"},
    Order{"cache_entries e", "e.cache_key", "e.rowid", "+e.cache_key"},
};

const Order& orderOf(const EntriesQuery& query)
{
    return orders.at(static_cast<size_t>(query.sort));
}

std::string direction(const EntriesQuery& query)
{
    return query.descending ? " DESC" : "";
}

std::string beyond(const EntriesQuery& query)
{
    return query.descending ? " < " : " > ";
}

/// The rows of the order that a step begins with, as a condition on its index.
struct Stretch
{
    std::string condition = "TRUE";
    QVariantList values = {};
};

Stretch stretchOf(const EntriesQuery& query, const std::optional<EntryCursor>& from,
                  bool amongEquals)
{
    const Order& order = orderOf(query);
    if (!from)
        return {};
    // Two conditions on one index in turn; as one, SQLite would walk over all that are equal.
    if (amongEquals)
        return {std::string(order.value) + " = ? AND " + order.id + beyond(query) + "?",
                {from->value, from->id}};
    return {order.value + beyond(query) + "?", {from->value}};
}

/// The index alone, place by place.
std::string placesIn(const EntriesQuery& query, const Stretch& stretch)
{
    const Order& order = orderOf(query);
    return std::string("SELECT ") + order.value + " AS v, " + order.id + " AS id FROM " +
           order.table + " WHERE " + stretch.condition + " ORDER BY " + order.value +
           direction(query) + ", " + order.id + direction(query);
}

} // namespace

EntryRow EntryList::rowOf(Statement& row, int first)
{
    EntryRow entry;
    const QByteArray key = row.bytes(first);
    entry.digest = entrydigest::of(key);
    entry.cacheKey = QString::fromUtf8(key);
    entry.type = row.text(first + 1);
    entry.companyId = row.optionalInteger(first + 2);
    entry.username = row.optionalText(first + 3);
    for (const auto tag : QJsonDocument::fromJson(row.bytes(first + 4)).array())
        entry.tags.push_back(tag.toString());
    entry.createdMs = row.timeMs(first + 5);
    entry.expiresMs = row.timeMs(first + 6);
    entry.size = row.integer(first + 7);
    entry.hits = row.integer(first + 8);
    entry.lastUsedMs = row.optionalTimeMs(first + 9);
    entry.loadMs = row.optionalReal(first + 10);
    return entry;
}

Result<EntriesPage> EntryList::page(const EntriesQuery& query, qint64 nowMs)
{
    auto from = EntryCursor::of(query);
    if (!from)
        return from.error();
    Walk walk{query, EntrySelection(query.filter, nowMs), *std::move(from)};
    walk.query.limit = std::clamp(query.limit, qint64{1}, EntriesQuery::mostRows);
    walk.amongEquals = walk.from.has_value();
    const auto foreign = EntriesTable(m_connection).hasForeignRows();
    if (!foreign)
        return foreign.error();
    const auto isFew = *foreign ? true : walk.selection.leadByOneOfFew(m_connection, few);
    if (!isFew)
        return isFew.error();
    const Result<bool> ended = *isFew ? Result<bool>(true) : goOn(walk);
    if (!ended)
        return ended.error();
    if (const auto sorted = *isFew ? sortAll(walk) : Result<void>(); !sorted)
        return sorted.error();

    EntriesPage page;
    const bool isFull = walk.found.size() == walk.wanted();
    if (isFull) {
        walk.found.pop_back();
        page.next = walk.found.back().place.text(query.sort, query.descending);
    } else if (!*ended) {
        page.next = walk.from->text(query.sort, query.descending);
    }
    page.rows.reserve(walk.found.size());
    for (Placed& placed : walk.found)
        page.rows.push_back(std::move(placed.row));
    if (query.count) {
        if (const auto counted = count(page, walk.selection, nowMs); !counted)
            return counted.error();
    }
    return page;
}

Result<void> EntryList::sortAll(Walk& walk)
{
    const EntriesQuery& query = walk.query;
    const std::string value = orderOf(query).sorted;
    auto [condition, values] = walk.selection.condition(EntrySelection::Index::Lead);
    if (walk.from) {
        condition += " AND (" + value + ", e.rowid)" + beyond(query) + "(?, ?)";
        values << walk.from->value << walk.from->id;
    }
    values << static_cast<qint64>(walk.wanted());
    return collect(
        walk,
        "SELECT " + value +
            " AS v, e.rowid AS id, " TIERWATCH_LISTED "FROM " TIERWATCH_ENTRIES "WHERE " +
            condition + " ORDER BY v" + direction(query) + ", id" + direction(query) + " LIMIT ?",
        values);
}

/// Steps until the page is full; gives whether the end was reached.
Result<bool> EntryList::goOn(Walk& walk)
{
    int steps = 0;
    while (steps < mostSteps && walk.found.size() < walk.wanted()) {
        if (const auto done = step(walk); !done)
            return done.error();
        if (walk.found.size() == walk.wanted())
            break;
        auto end = endOfStep(walk);
        if (!end)
            return end.error();
        if (*end) {
            walk.from = *std::move(end);
            walk.amongEquals = true;
            ++steps;
        } else if (walk.amongEquals) {
            walk.amongEquals = false;
        } else {
            return true;
        }
    }
    return false;
}

Result<void> EntryList::step(Walk& walk)
{
    const Stretch stretch = stretchOf(walk.query, walk.from, walk.amongEquals);
    const auto [condition, conditionValues] = walk.selection.condition(EntrySelection::Index::Lead);
    const auto left = static_cast<qint64>(walk.wanted() - walk.found.size());
    return collect(walk,
                   "SELECT w.v, w.id, " TIERWATCH_LISTED "FROM (" + placesIn(walk.query, stretch) +
                       " LIMIT ?) w CROSS JOIN cache_entries e "
                       "ON e.rowid = w.id LEFT JOIN tw_entries t ON t.entry = e.rowid "
                       "AND t.cache_key = e.cache_key AND t.created_at = e.created_at WHERE " +
                       condition + " LIMIT ?",
                   stretch.values + QVariantList{few} + conditionValues + QVariantList{left});
}

/// The last place that a step looked at; nothing where there were fewer than it may look at.
Result<std::optional<EntryCursor>> EntryList::endOfStep(const Walk& walk)
{
    const Stretch stretch = stretchOf(walk.query, walk.from, walk.amongEquals);
    Statement select = m_connection.prepared(placesIn(walk.query, stretch) + " LIMIT 1 OFFSET ?");
    if (auto done = select.run(stretch.values + QVariantList{few - 1}); !done)
        return done.error();
    std::optional<EntryCursor> end;
    if (select.next())
        end = EntryCursor{select.value(0), select.integer(1)};
    if (auto done = select.failure(); !done)
        return done.error();
    return end;
}

Result<void> EntryList::collect(Walk& walk, const std::string& sql, const QVariantList& values)
{
    Statement select = m_connection.prepared(sql);
    if (auto done = select.run(values); !done)
        return done;
    while (select.next())
        walk.found.push_back({rowOf(select, 2), {select.value(0), select.integer(1)}});
    return select.failure();
}

Result<void> EntryList::count(EntriesPage& page, const EntrySelection& selection, qint64 nowMs)
{
    if (selection.everything()) {
        const Result<EntrySizes> sizes = EntriesTable(m_connection).sizes(nowMs);
        if (!sizes)
            return sizes.error();
        page.matching = sizes->entries;
        page.matchingBytes = sizes->bytes;
        return {};
    }
    const auto [condition, values] = selection.condition(EntrySelection::Index::Any);
    Statement select = m_connection.prepared("SELECT count(*), coalesce(sum(" TIERWATCH_SIZE
                                             "), 0) FROM " TIERWATCH_ENTRIES "WHERE " +
                                             condition);
    if (auto done = select.run(values); !done)
        return done;
    if (select.next()) {
        page.matching = select.integer(0);
        page.matchingBytes = select.integer(1);
    }
    return select.failure();
}

} // namespace tierwatch
