// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "values/tally.h"

namespace tierwatch {

MissReasons& MissReasons::operator+=(const MissReasons& other)
{
    first += other.first;
    expired += other.expired;
    evicted += other.evicted;
    byMonitor += other.byMonitor;
    byPerson += other.byPerson;
    error += other.error;
    return *this;
}

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
    misses += other.misses;
    shared += other.shared;
    renewed += other.renewed;
    unpriced += other.unpriced;
    refused += other.refused;
    dropped += other.dropped;
    return *this;
}

} // namespace tierwatch
