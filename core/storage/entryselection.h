// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"
#include "values/entries.h"

#include <string>

namespace tierwatch {

/// The SQL of an EntryFilter on cache_entries as `e` joined with tw_entries as `t`. Made for one
/// query, in the thread of its Connection.
class EntrySelection final
{
public:
    EntrySelection(const EntryFilter& filter, qint64 nowMs);

    [[nodiscard]] bool everything() const { return m_parts.empty(); }
    struct Condition
    {
        std::string sql;
        QVariantList values;
    };
    /// Whether SQLite may use an index for the part that leads alone, or for any.
    enum class Index : bool { Lead, Any };
    /// Of all parts; TRUE where there is none.
    [[nodiscard]] Condition condition(Index index) const;

    /// Has the part lead that an index finds no more than so many entries by, if there is one;
    /// false if each may be of more.
    [[nodiscard]] Result<bool> leadByOneOfFew(Connection& connection, qint64 few);

private:
    struct Part
    {
        const char* column;
        const char* rest;
        QVariant value;
        const char* table; ///< with the index; null = there is none
    };

    std::vector<Part> m_parts;
    std::optional<size_t> m_lead;
};

} // namespace tierwatch
