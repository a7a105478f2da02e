// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

/// What an undo brought back, and why the rest of what the invalidation had reached did not come.
struct Undone
{
    qint64 atMs = 0; ///< Unix ms
    qint64 id = 0;   ///< of the invalidation
    qint64 entries = 0;
    qint64 bytes = 0;
    qint64 covered = 0;  ///< another invalidation stands over them
    qint64 changed = 0;  ///< their company's data changed in the database meanwhile
    qint64 replaced = 0; ///< were loaded anew meanwhile
    qint64 expired = 0;  ///< ran out meanwhile

    [[nodiscard]] qint64 stayedAway() const { return covered + changed + replaced + expired; }

    static constexpr auto fields()
    {
        return std::tuple{
            codec::field("at_ms", &Undone::atMs),        codec::field("id", &Undone::id),
            codec::field("entries", &Undone::entries),   codec::field("bytes", &Undone::bytes),
            codec::field("covered", &Undone::covered),   codec::field("changed", &Undone::changed),
            codec::field("replaced", &Undone::replaced), codec::field("expired", &Undone::expired)};
    }
    friend bool operator==(const Undone&, const Undone&) = default;
};

/// Brings back what an invalidation took out, as long as its rows are kept.
struct Undo
{
    using Reply = Undone;
    static constexpr auto name = "undo";
    static constexpr Role role = Role::Operator;
    qint64 id = 0; ///< of the invalidation, as its answer and its event have it
    static constexpr auto fields() { return std::tuple{codec::field("id", &Undo::id)}; }
};

} // namespace tierwatch
