// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/latencyhistogram.h"

#include <algorithm>
#include <cmath>

namespace tierwatch {

namespace {

/// Of the first version: its lowest bin was all below 10 us.
constexpr quint8 fromTenMicroseconds = 1;
constexpr quint8 codecVersion = 2;
constexpr std::size_t binsAddedBelow = 24;

/// Bin 0 is below the lowest, the last one from the highest on.
std::size_t binOf(double ms)
{
    if (!(ms >= LatencyHistogram::lowestMs)) // NaN too
        return 0;
    if (ms >= LatencyHistogram::highestMs)
        return LatencyHistogram::binCount - 1;
    const double steps =
        std::log10(ms / LatencyHistogram::lowestMs) * LatencyHistogram::binsPerDecade;
    return std::min(1 + static_cast<std::size_t>(steps), LatencyHistogram::binCount - 2);
}

double lowerEdgeMs(std::size_t bin)
{
    return LatencyHistogram::lowestMs *
           std::pow(10.0, static_cast<double>(bin - 1) / LatencyHistogram::binsPerDecade);
}

/// The time that a share `part` of a bin's samples lie below. Within a bin times are held to be
/// spread evenly on the logarithmic scale (constant density in log t), whose distribution function
/// is log(t / lower) / log(upper / lower); solved for t this is lower * (upper / lower)^part.
double interpolateMs(std::size_t bin, double part)
{
    if (bin == 0)
        return LatencyHistogram::lowestMs * part; // no logarithm reaches 0
    if (bin == LatencyHistogram::binCount - 1)
        return LatencyHistogram::highestMs;
    return lowerEdgeMs(bin) * std::pow(10.0, part / LatencyHistogram::binsPerDecade);
}

} // namespace

void LatencyHistogram::add(double ms)
{
    ++m_bins[binOf(ms)];
    ++m_count;
    if (std::isfinite(ms))
        m_sumMs += ms;
}

LatencyHistogram& LatencyHistogram::operator+=(const LatencyHistogram& other)
{
    for (std::size_t bin = 0; bin < binCount; ++bin)
        m_bins[bin] += other.m_bins[bin];
    m_count += other.m_count;
    m_sumMs += other.m_sumMs;
    return *this;
}

std::optional<double> LatencyHistogram::meanMs() const
{
    if (m_count == 0)
        return std::nullopt;
    return m_sumMs / static_cast<double>(m_count);
}

std::optional<double> LatencyHistogram::quantileMs(double q) const
{
    if (m_count == 0)
        return std::nullopt;
    const double wanted = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    double below = 0;
    std::size_t last = 0;
    for (std::size_t bin = 0; bin < binCount; ++bin) {
        if (m_bins[bin] == 0)
            continue;
        const auto inBin = static_cast<double>(m_bins[bin]);
        if (below + inBin >= wanted)
            return interpolateMs(bin, (wanted - below) / inBin);
        below += inBin;
        last = bin;
    }
    return interpolateMs(last, 1); // only where rounding let `wanted` pass the sum
}

std::vector<double> LatencyHistogram::edgesMs(std::size_t everyBins)
{
    std::vector<double> edges;
    edges.reserve(binCount / everyBins + 1);
    for (std::size_t bin = 1; bin < binCount; bin += everyBins)
        edges.push_back(lowerEdgeMs(bin));
    return edges;
}

std::vector<qint64> LatencyHistogram::countsBelow(std::size_t everyBins) const
{
    std::vector<qint64> counts;
    counts.reserve(binCount / everyBins + 1);
    quint64 below = 0;
    for (std::size_t bin = 1; bin < binCount; ++bin) {
        below += m_bins[bin - 1];
        if ((bin - 1) % everyBins == 0)
            counts.push_back(static_cast<qint64>(below));
    }
    return counts;
}

void LatencyHistogram::write(ByteWriter& writer) const
{
    writer.byte(codecVersion);
    writer.varint(
        static_cast<quint64>(binCount - static_cast<std::size_t>(std::ranges::count(m_bins, 0U))));
    for (std::size_t bin = 0; bin < binCount; ++bin) {
        if (m_bins[bin] == 0)
            continue;
        writer.byte(static_cast<quint8>(bin));
        writer.varint(m_bins[bin]);
    }
    writer.real(m_sumMs);
}

bool LatencyHistogram::addFrom(ByteReader& reader)
{
    const quint8 version = reader.byte();
    if (version != codecVersion && version != fromTenMicroseconds)
        return false;
    const std::size_t shift = version == fromTenMicroseconds ? binsAddedBelow : 0;
    LatencyHistogram read;
    for (quint64 left = reader.varint(); left > 0 && !reader.failed(); --left) {
        const std::size_t bin = reader.byte() + shift;
        if (bin >= binCount)
            return false;
        read.m_bins[bin] = reader.varint();
        read.m_count += static_cast<qint64>(read.m_bins[bin]);
    }
    read.m_sumMs = reader.real();
    if (reader.failed())
        return false;
    *this += read;
    return true;
}

} // namespace tierwatch
