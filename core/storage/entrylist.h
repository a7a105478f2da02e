// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/entrycursor.h"
#include "storage/entryselection.h"

namespace tierwatch {

/// The entries of the file, page by page in any order. Where few match, those are sorted; else it
/// walks along the index of the order and looks at a bounded number of entries. Rows of another
/// program that were not taken over yet are in no index of ours: then it sorts them all. A light
/// view of a Connection, in whose thread it is used.
class EntryList final
{
public:
    /// How many entries are few, and how many a walk looks at in a step.
    static constexpr qint64 few = 20'000;

    explicit EntryList(Connection& connection) : m_connection(connection) {}

    /// Reads TIERWATCH_LISTED from that column on.
    [[nodiscard]] static EntryRow rowOf(Statement& row, int first);
    /// Leaves out what only its process knows. InvalidArgument for a cursor of another list.
    [[nodiscard]] Result<EntriesPage> page(const EntriesQuery& query, qint64 nowMs);

private:
    struct Placed
    {
        EntryRow row;
        EntryCursor place;
    };
    /// One page on its way: what is asked, found, and still to be looked at.
    struct Walk
    {
        EntriesQuery query;
        EntrySelection selection;
        std::optional<EntryCursor> from;
        bool amongEquals = false; ///< behind `from`, with the same value; else behind that value
        std::vector<Placed> found = {};

        [[nodiscard]] size_t wanted() const { return static_cast<size_t>(query.limit) + 1; }
    };

    [[nodiscard]] Result<void> sortAll(Walk& walk);
    [[nodiscard]] Result<bool> goOn(Walk& walk);
    [[nodiscard]] Result<void> step(Walk& walk);
    [[nodiscard]] Result<std::optional<EntryCursor>> endOfStep(const Walk& walk);
    [[nodiscard]] Result<void> collect(Walk& walk, const std::string& sql,
                                       const QVariantList& values);
    [[nodiscard]] Result<void> count(EntriesPage& page, const EntrySelection& selection,
                                     qint64 nowMs);

    Connection& m_connection;
};

} // namespace tierwatch
