// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memorytier.h"
#include "groups.h"

#include <QCache>
#include <QDir>
#include <QProcess>
#include <QtEndian>

#include <array>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

/// Room for a share of the distinct keys, and the hit rate in percent of the best policy that does
/// without knowing the future (of LRU, W-TinyLFU, S3-FIFO and ARC), as published with the traces.
struct Room
{
    int percent;
    qint64 entries;
    double bestPercent;
};
struct Trace
{
    const char* name;
    std::array<Room, 4> rooms;
};
constexpr std::array traces{
    Trace{"orm-busy",
          {{{1, 763, 77.03}, {5, 3817, 85.24}, {10, 7634, 88.89}, {25, 19'087, 94.06}}}},
    Trace{"web07", {{{1, 204, 43.77}, {5, 1024, 54.22}, {10, 2048, 58.12}, {25, 5121, 64.44}}}}};

/// How far below the best policy a share of the distinct keys may stay, in points.
double allowance(int percent)
{
    return percent == 1 ? 2.5 : 1.5;
}

QString traceFolder()
{
    return qEnvironmentVariable("TIERWATCH_TRACES", QStringLiteral(TIERWATCH_DEFAULT_TRACES));
}

/// The accesses, each key as a number from 0; empty where there is no such trace.
std::vector<qint32> accessesOf(const Trace& trace)
{
    QProcess xz;
    xz.start(u"xz"_s,
             {u"-dc"_s, traceFolder() + u'/' + QLatin1String(trace.name) + u".trace.xz"_s});
    if (!xz.waitForFinished(-1) || xz.exitCode() != 0)
        return {};
    const QByteArray bytes = xz.readAllStandardOutput();
    std::vector<qint32> accesses(static_cast<size_t>(bytes.size()) / sizeof(qint32));
    std::unordered_map<qint32, qint32> numbers;
    for (size_t i = 0; i < accesses.size(); ++i) {
        const auto raw = qFromBigEndian<qint32>(bytes.constData() + i * sizeof(qint32));
        accesses[i] = numbers.try_emplace(raw, static_cast<qint32>(numbers.size())).first->second;
    }
    return accesses;
}

std::vector<CacheKey> keysFor(const std::vector<qint32>& accesses)
{
    std::vector<CacheKey> keys;
    const qint32 count = *std::ranges::max_element(accesses) + 1;
    keys.reserve(static_cast<size_t>(count));
    for (qint32 i = 0; i < count; ++i)
        keys.push_back(CacheKey::fromText(QByteArray::number(i)));
    return keys;
}

double percentOf(qint64 hits, const std::vector<qint32>& accesses)
{
    return 100.0 * static_cast<double>(hits) / static_cast<double>(accesses.size());
}

double memoryTierRate(const std::vector<qint32>& accesses, const std::vector<CacheKey>& keys,
                      qint64 room)
{
    const Barriers barriers;
    constexpr qint64 ampleBytes = 4096;
    MemoryTier tier({room * ampleBytes, room}, barriers);
    const auto scopes = std::make_shared<const EntryScopes>();
    qint64 hits = 0;
    for (const qint32 number : accesses) {
        const CacheKey& key = keys[static_cast<size_t>(number)];
        if (tier.find(key.view(), 0, 0).miss == MemoryMiss::None)
            ++hits;
        else
            tier.put(key, {"v", scopes, 1, 0, 1});
    }
    return percentOf(hits, accesses);
}

double lruRate(const std::vector<qint32>& accesses, const std::vector<CacheKey>& keys, qint64 room)
{
    const MemoryLimits limits{1, room};
    std::vector<QCache<qint32, char>> shards(static_cast<size_t>(MemoryTier::shardCount(limits)));
    for (auto& shard : shards)
        shard.setMaxCost(room / static_cast<qint64>(shards.size()));
    qint64 hits = 0;
    for (const qint32 number : accesses) {
        const quint64 bits = keys[static_cast<size_t>(number)].digest().bits;
        auto& shard = shards[(bits >> 32) % shards.size()];
        if (shard.object(number))
            ++hits;
        else
            shard.insert(number, new char);
    }
    return percentOf(hits, accesses);
}

void run(const Report& report)
{
    for (const Trace& trace : traces) {
        const std::vector<qint32> accesses = accessesOf(trace);
        if (accesses.empty()) {
            const QString name = QLatin1String(trace.name);
            report({u"%1: not in TIERWATCH_TRACES, or no xz here"_s.arg(name), 0, QString()});
            continue;
        }
        const std::vector<CacheKey> keys = keysFor(accesses);
        for (const Room& room : trace.rooms) {
            const double rate = memoryTierRate(accesses, keys, room.entries);
            const QString name =
                u"hit rate, %1, %2 %"_s.arg(QLatin1String(trace.name)).arg(room.percent);
            report({name,
                    rate,
                    u"%"_s,
                    {},
                    {},
                    room.bestPercent - allowance(room.percent),
                    Figure::Better::Higher});
            report({name + u", against LRU"_s, rate, u"%"_s, lruRate(accesses, keys, room.entries),
                    u"LRU over %1 shards"_s.arg(MemoryTier::shardCount({1, room.entries})), 1.0,
                    Figure::Better::Higher});
        }
    }
}

} // namespace

Group traceRates()
{
    return {u"traces"_s, run};
}

} // namespace tierwatch::bench
