// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/entries.h"

namespace tierwatch {

/// One entry with a part of its value, which is UTF-8 text, though a part may begin or end within a
/// character: on the wire it is Base64. The size of the whole value is in the row.
struct Entry
{
    EntryRow row;
    qint64 offset = 0;
    QByteArray value;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("entry", &Entry::row),
                          codec::field("offset", &Entry::offset),
                          codec::field("value", &Entry::value)};
    }
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// The entry of a digest, past its life though it may be. A part behind the end of its value is
/// empty. One user's own entry is told to nobody else but administrators.
struct EntryQuery
{
    using Reply = Entry;
    static constexpr auto name = "entry";
    static constexpr Role role = Role::Viewer;
    static constexpr qint64 mostBytes = 1024 * 1024;

    QString digest;
    qint64 offset = 0;
    qint64 length = 64 * 1024; ///< 0 to mostBytes

    static constexpr auto fields()
    {
        return std::tuple{codec::field("digest", &EntryQuery::digest),
                          codec::field("offset", &EntryQuery::offset),
                          codec::field("length", &EntryQuery::length)};
    }
};

} // namespace tierwatch
