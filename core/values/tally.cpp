// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "values/history.h"

namespace tierwatch {

Tally& Tally::operator+=(const Tally& other)
{
    memory += other.memory;
    disk += other.disk;
    database += other.database;
    stale += other.stale;
    bypassed += other.bypassed;
    errors += other.errors;
    responseMs += other.responseMs;
    bypassedMs += other.bypassedMs;
    savedMs += other.savedMs;
    uncachedMs += other.uncachedMs;
    evicted += other.evicted;
    return *this;
}

} // namespace tierwatch
