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

/// Why the cache could not answer; None on a hit.
enum class MissReason : quint8 { None, First, Expired, Evicted, Invalidated, SwitchedOff, Error };
[[nodiscard]] inline QStringList wireNames(MissReason)
{
    return {QStringLiteral("none"),        QStringLiteral("first"),
            QStringLiteral("expired"),     QStringLiteral("evicted"),
            QStringLiteral("invalidated"), QStringLiteral("switched_off"),
            QStringLiteral("error")};
}

/// What a fetch gives. The value is implicitly shared, never copied, never parsed.
struct Answer
{
    QByteArray value;
    Origin origin = Origin::Database;
    MissReason reason = MissReason::None;
    bool stale = false; ///< past its life, served because the source failed
    qint64 ageMs = 0;   ///< since it was loaded
    double loadMs = 0;  ///< what loading it from the source took
};

} // namespace tierwatch
