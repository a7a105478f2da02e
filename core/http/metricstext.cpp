// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/metricstext.h"

#include "http/metricswriter.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

using Count = qint64 Tally::*;

struct Column
{
    QString label;
    Count count;
};

/// One counter for each type, told apart by a second label where there are several columns.
void writeCounts(MetricsWriter& out, const Stats& stats, QByteArrayView label,
                 const std::vector<Column>& columns)
{
    for (const TypeTally& type : stats.types) {
        for (const Column& column : columns)
            out.sample(static_cast<double>(type.tally.*column.count),
                       {{"cache_type", type.type}, {label, column.label}});
    }
}

void writeRequests(MetricsWriter& out, const Stats& stats)
{
    out.begin("tierwatch_requests_total", "counter",
              "Requests since the counters began, by where they were answered from.");
    writeCounts(out, stats, "result",
                {{u"memory"_s, &Tally::memory},
                 {u"disk"_s, &Tally::disk},
                 {u"database"_s, &Tally::database},
                 {u"bypassed"_s, &Tally::bypassed},
                 {u"error"_s, &Tally::errors}});
    out.begin("tierwatch_entry_events_total", "counter",
              "Answers and values of note: stale answers, values pushed out or not taken, queries "
              "in the background, answers of somebody else's query.");
    writeCounts(out, stats, "event",
                {{u"stale"_s, &Tally::stale},
                 {u"evicted"_s, &Tally::evicted},
                 {u"refused"_s, &Tally::refused},
                 {u"renewed"_s, &Tally::renewed},
                 {u"shared"_s, &Tally::shared}});
}

void writeMisses(MetricsWriter& out, const Stats& stats)
{
    out.begin("tierwatch_misses_total", "counter", "Misses since reasons are kept, by reason.");
    for (const TypeTally& type : stats.types) {
        const auto write = [&](const auto& field) {
            out.sample(static_cast<double>(type.tally.misses.*field.member),
                       {{"cache_type", type.type}, {"reason", QLatin1StringView(field.name)}});
        };
        std::apply([&](const auto&... f) { (write(f), ...); }, MissReasons::fields());
    }
}

void writeSavings(MetricsWriter& out, const Stats& stats)
{
    out.begin(
        "tierwatch_database_saved_seconds", "gauge",
        "Database time that hits saved since the counters began; less than nothing where they "
        "cost more.");
    for (const TypeTally& type : stats.types)
        out.sample(type.tally.savedMs / 1000, {{"cache_type", type.type}});
    if (stats.hitRate)
        out.one("tierwatch_hit_ratio", "gauge",
                "Hits among hits and misses since the counters began.", *stats.hitRate / 100);
}

void writeTier(MetricsWriter& out, const std::optional<qint64>& memory,
               const std::optional<qint64>& disk)
{
    if (memory)
        out.sample(static_cast<double>(*memory), {{"tier", u"memory"_s}});
    if (disk)
        out.sample(static_cast<double>(*disk), {{"tier", u"disk"_s}});
}

void writeSizes(MetricsWriter& out, const Stats& stats)
{
    const TierSize& memory = stats.memory;
    const TierSize& disk = stats.disk;
    out.begin("tierwatch_entries", "gauge", "Valid entries.");
    writeTier(out, memory.entries, disk.entries);
    out.begin("tierwatch_expired_entries", "gauge", "Expired entries that are not cleaned up yet.");
    writeTier(out, memory.expiredEntries, disk.expiredEntries);
    out.begin("tierwatch_size_bytes", "gauge", "What the entries take.");
    writeTier(out, memory.bytes, disk.bytes);
    out.begin("tierwatch_limit_bytes", "gauge", "What they may take; 0 is no limit.");
    writeTier(out, memory.limitBytes, disk.limitBytes);
}

void writeState(MetricsWriter& out, const Stats& stats)
{
    out.one("tierwatch_enabled", "gauge", "Whether the cache is on.", stats.enabled ? 1 : 0);
    out.one("tierwatch_auto_invalidate_enabled", "gauge",
            "Whether changes in the database invalidate.",
            stats.autoInvalidate && !stats.autoInvalidateUnavailable ? 1 : 0);
    out.one("tierwatch_disk_writable", "gauge", "Whether entries can be written to disk.",
            stats.diskProblem ? 0 : 1);
    out.one("tierwatch_dropped_requests_total", "counter",
            "Requests in no figure, because a buffer was full.",
            static_cast<double>(stats.dropped));
    if (stats.lastCleanupMs)
        out.one("tierwatch_last_cleanup_timestamp_seconds", "gauge",
                "When expired entries were last removed.",
                static_cast<double>(*stats.lastCleanupMs) / 1000);
}

void writeLatencies(MetricsWriter& out, const LatencyTotals& latencies)
{
    out.begin("tierwatch_response_seconds", "histogram",
              "Response times since the counters began, as far as they were measured, by where the "
              "answer came from.");
    for (const LatencyTotal& total : latencies.totals) {
        const QString origin = codec::nameOf(total.origin);
        const auto bucket = [&](const QString& edge, qint64 count) {
            out.sample(static_cast<double>(count),
                       {{"cache_type", total.type}, {"origin", origin}, {"le", edge}}, "_bucket");
        };
        for (size_t i = 0; i < total.within.size() && i < latencies.edgesMs.size(); ++i)
            bucket(QString::number(latencies.edgesMs[i] / 1000, 'g', 4), total.within[i]);
        bucket(u"+Inf"_s, total.count);
        out.sample(total.sumMs / 1000, {{"cache_type", total.type}, {"origin", origin}}, "_sum");
        out.sample(static_cast<double>(total.count),
                   {{"cache_type", total.type}, {"origin", origin}}, "_count");
    }
}

} // namespace

QByteArray metricsText(const Stats& stats, const LatencyTotals& latencies)
{
    MetricsWriter out;
    writeRequests(out, stats);
    writeMisses(out, stats);
    writeSavings(out, stats);
    writeSizes(out, stats);
    writeState(out, stats);
    writeLatencies(out, latencies);
    return out.take();
}

} // namespace tierwatch
