// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/measures.h"

namespace tierwatch {

namespace {

constexpr quint8 codecVersion = 1;

/// One list for both ways, so that they can't differ.
constexpr std::array counts{&Tally::memory,   &Tally::disk,   &Tally::database, &Tally::stale,
                            &Tally::bypassed, &Tally::errors, &Tally::evicted};
constexpr std::array sums{&Tally::responseMs, &Tally::bypassedMs, &Tally::savedMs,
                          &Tally::uncachedMs};

void addAnswered(Measures& measures, const AccessRecord& record)
{
    Tally& tally = measures.tally;
    const double response = record.responseMs;
    // Without an estimate a request is held to cost the same either way: it saves nothing.
    const double uncached = record.hasEstimate() ? record.estimateMs : response;
    tally.responseMs += response;
    tally.uncachedMs += uncached;
    if (!record.hit()) {
        ++tally.database;
        measures.database.add(response);
        return;
    }
    ++(record.origin == Origin::Memory ? tally.memory : tally.disk);
    tally.stale += record.stale ? 1 : 0;
    tally.savedMs += uncached - response;
    measures.cached.add(response);
}

} // namespace

void Measures::add(const AccessRecord& record)
{
    if (record.error) {
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
    tally.savedMs += hits.uncachedMs() - hits.responseMs();
}

Measures& Measures::operator+=(const Measures& other)
{
    tally += other.tally;
    cached += other.cached;
    database += other.database;
    return *this;
}

QByteArray Measures::encoded() const
{
    ByteWriter writer;
    writer.byte(codecVersion);
    for (const auto member : counts)
        writer.varint(static_cast<quint64>(tally.*member));
    for (const auto member : sums)
        writer.real(tally.*member);
    cached.write(writer);
    database.write(writer);
    return writer.take();
}

bool Measures::addEncoded(QByteArrayView bytes)
{
    ByteReader reader(bytes);
    if (reader.byte() != codecVersion)
        return false;
    Measures read;
    for (const auto member : counts)
        read.tally.*member = static_cast<qint64>(reader.varint());
    for (const auto member : sums)
        read.tally.*member = reader.real();
    if (!read.cached.addFrom(reader) || !read.database.addFrom(reader) || !reader.atEnd())
        return false;
    *this += read;
    return true;
}

} // namespace tierwatch
