// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/measures.h"

namespace tierwatch {

namespace {

/// Of the first version: no reasons, and one histogram for both tiers.
constexpr quint8 withoutReasons = 1;
constexpr quint8 codecVersion = 2;

/// One list for both ways, so that they can't differ; the first ones were there from the start.
constexpr std::array counts{&Tally::memory,   &Tally::disk,     &Tally::database, &Tally::stale,
                            &Tally::bypassed, &Tally::errors,   &Tally::evicted,  &Tally::shared,
                            &Tally::renewed,  &Tally::unpriced, &Tally::refused,  &Tally::dropped};
constexpr std::size_t countsAtFirst = 7;
constexpr std::array reasons{&MissReasons::first,     &MissReasons::expired,  &MissReasons::evicted,
                             &MissReasons::byMonitor, &MissReasons::byPerson, &MissReasons::error};
constexpr std::array sums{&Tally::responseMs, &Tally::bypassedMs, &Tally::savedMs,
                          &Tally::uncachedMs};

qint64 MissReasons::*reasonOf(const AccessRecord& record)
{
    switch (record.reason) {
    case MissReason::Expired:
        return &MissReasons::expired;
    case MissReason::Evicted:
        return &MissReasons::evicted;
    case MissReason::MonitorInvalidated:
        return &MissReasons::byMonitor;
    case MissReason::Invalidated:
        return &MissReasons::byPerson;
    case MissReason::Error:
        return &MissReasons::error;
    default:
        return &MissReasons::first;
    }
}

void addMiss(Measures& measures, const AccessRecord& record)
{
    Tally& tally = measures.tally;
    ++tally.database;
    ++(tally.misses.*reasonOf(record));
    tally.shared += record.shared ? 1 : 0;
    measures.database.add(record.responseMs);
}

void addHit(Measures& measures, const AccessRecord& record)
{
    const bool inMemory = record.origin == Origin::Memory;
    Tally& tally = measures.tally;
    ++(inMemory ? tally.memory : tally.disk);
    tally.stale += record.stale ? 1 : 0;
    tally.unpriced += record.hasEstimate() ? 0 : 1;
    tally.savedMs += record.savedMs();
    (inMemory ? measures.memory : measures.disk).add(record.responseMs);
}

void addAnswered(Measures& measures, const AccessRecord& record)
{
    Tally& tally = measures.tally;
    tally.responseMs += record.responseMs;
    // Without an estimate a request is held to cost the same either way: it saves nothing.
    tally.uncachedMs += record.hasEstimate() ? record.estimateMs : record.responseMs;
    record.hit() ? addHit(measures, record) : addMiss(measures, record);
}

Tally readTally(ByteReader& reader, quint8 version)
{
    Tally tally;
    const std::size_t known = version == withoutReasons ? countsAtFirst : counts.size();
    for (std::size_t i = 0; i < known; ++i)
        tally.*counts[i] = static_cast<qint64>(reader.varint());
    if (version != withoutReasons)
        for (const auto reason : reasons)
            tally.misses.*reason = static_cast<qint64>(reader.varint());
    for (const auto sum : sums)
        tally.*sum = reader.real();
    return tally;
}

bool isKnown(quint8 version)
{
    return version == withoutReasons || version == codecVersion;
}

} // namespace

LatencyHistogram Measures::cached() const
{
    LatencyHistogram sum = either;
    sum += memory;
    sum += disk;
    return sum;
}

void Measures::add(const AccessRecord& record)
{
    if (record.renewal) {
        ++tally.renewed;
        tally.savedMs += record.savedMs();
    } else if (record.error) {
        ++tally.errors;
    } else if (record.origin == Origin::Bypassed) {
        ++tally.bypassed;
        tally.bypassedMs += record.responseMs;
        database.add(record.responseMs);
    } else {
        addAnswered(*this, record);
    }
}

void Measures::add(const CountedHits& hits)
{
    tally.memory += hits.tally.hits;
    tally.responseMs += hits.responseMs();
    tally.uncachedMs += hits.uncachedMs();
    tally.savedMs += hits.savedMs();
    tally.unpriced += hits.unpriced();
}

void Measures::add(const PerformanceRow& logged)
{
    tally.responseMs += logged.responseMs;
    tally.uncachedMs += logged.estimatedMs.value_or(logged.responseMs);
    if (!logged.hit) {
        ++tally.database;
        database.add(logged.responseMs);
        return;
    }
    ++tally.disk;
    tally.savedMs += logged.saved().value_or(0);
    tally.unpriced += logged.saved() ? 0 : 1;
    either.add(logged.responseMs);
}

Measures& Measures::operator+=(const Measures& other)
{
    tally += other.tally;
    memory += other.memory;
    disk += other.disk;
    either += other.either;
    database += other.database;
    return *this;
}

QByteArray Measures::encoded() const
{
    ByteWriter writer;
    writer.byte(codecVersion);
    for (const auto member : counts)
        writer.varint(static_cast<quint64>(tally.*member));
    for (const auto reason : reasons)
        writer.varint(static_cast<quint64>(tally.misses.*reason));
    for (const auto member : sums)
        writer.real(tally.*member);
    for (const LatencyHistogram* times : {&memory, &disk, &either, &database})
        times->write(writer);
    return writer.take();
}

bool Measures::addEncoded(QByteArrayView bytes)
{
    ByteReader reader(bytes);
    const quint8 version = reader.byte();
    if (!isKnown(version))
        return false;
    Measures read;
    read.tally = readTally(reader, version);
    if (version != withoutReasons && (!read.memory.addFrom(reader) || !read.disk.addFrom(reader)))
        return false;
    if (!read.either.addFrom(reader) || !read.database.addFrom(reader) || !reader.atEnd())
        return false;
    *this += read;
    return true;
}

std::optional<Tally> Measures::tallyOf(QByteArrayView bytes)
{
    ByteReader reader(bytes);
    const quint8 version = reader.byte();
    if (!isKnown(version))
        return std::nullopt;
    const Tally tally = readTally(reader, version);
    return reader.failed() ? std::nullopt : std::optional(tally);
}

} // namespace tierwatch
