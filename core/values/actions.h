// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/events.h"

namespace tierwatch {

struct Actions
{
    std::vector<Event> actions;       ///< newest first
    std::optional<QString> next = {}; ///< the cursor of what was before; absent = nothing

    static constexpr auto fields()
    {
        return std::tuple{codec::field("actions", &Actions::actions),
                          codec::field("next", &Actions::next)};
    }
};

/// What people did to the cache, with the measured effect, page by page.
struct ActionsQuery
{
    using Reply = Actions;
    static constexpr auto name = "actions";
    static constexpr Role role = Role::Viewer;
    static constexpr qint64 mostRows = 1000;

    bool everyone = false; ///< what the monitor and the program did by themselves, too
    std::optional<QString> username = {};
    std::optional<QString> cursor = {}; ///< of the page before; opaque
    qint64 limit = 100;                 ///< 1 to mostRows

    static constexpr auto fields()
    {
        return std::tuple{codec::field("everyone", &ActionsQuery::everyone),
                          codec::field("username", &ActionsQuery::username),
                          codec::field("cursor", &ActionsQuery::cursor),
                          codec::field("limit", &ActionsQuery::limit)};
    }
};

} // namespace tierwatch
