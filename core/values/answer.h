// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

#include <QByteArray>

namespace tierwatch {

/// Where an answer came from.
enum class Origin : quint8 { Memory, Disk, Database, Bypassed };
[[nodiscard]] inline QStringList wireNames(Origin)
{
    return {QStringLiteral("memory"), QStringLiteral("disk"), QStringLiteral("database"),
            QStringLiteral("bypassed")};
}

/// Why the cache could not answer; None on a hit. Invalidated means by a person or a program,
/// MonitorInvalidated by the watermark monitor; Error that the second tier could not be read.
enum class MissReason : quint8 {
    None,
    First,
    Expired,
    Evicted,
    Invalidated,
    SwitchedOff,
    Error,
    MonitorInvalidated,
};
[[nodiscard]] inline QStringList wireNames(MissReason)
{
    return {QStringLiteral("none"),        QStringLiteral("first"),
            QStringLiteral("expired"),     QStringLiteral("evicted"),
            QStringLiteral("invalidated"), QStringLiteral("switched_off"),
            QStringLiteral("error"),       QStringLiteral("monitor_invalidated")};
}

/// What a fetch gives. The value is implicitly shared, never copied, never parsed.
struct Answer
{
    QByteArray value;
    Origin origin = Origin::Database;
    MissReason reason = MissReason::None;
    bool stale = false;  ///< past its life, served because the source failed
    qint64 ageMs = 0;    ///< since it was loaded
    double loadMs = 0;   ///< what loading it from the source took
    bool shared = false; ///< somebody else's query brought it: one query less for the database
};

} // namespace tierwatch
