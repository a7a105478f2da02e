// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/bytecodec.h"

#include <array>
#include <optional>
#include <vector>

namespace tierwatch {

/// Times in logarithmic bins, 12 a decade from 100 ns to 100 s, with one bin below and one above;
/// the mean is exact, a quantile within one bin (a factor of 10^(1/12), 21 %). A value: any thread.
class LatencyHistogram final
{
public:
    static constexpr int binsPerDecade = 12;
    static constexpr int decades = 9;
    static constexpr double lowestMs = 0.0001;
    static constexpr double highestMs = 100'000;
    static constexpr std::size_t binCount = binsPerDecade * decades + 2;

    void add(double ms);
    LatencyHistogram& operator+=(const LatencyHistogram& other);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] double sumMs() const { return m_sumMs; }
    /// Absent without a sample.
    [[nodiscard]] std::optional<double> meanMs() const;
    /// The time below which a share `q` (0 to 1) of the samples lie; absent without a sample.
    /// Samples above the highest bin read as its lower edge.
    [[nodiscard]] std::optional<double> quantileMs(double q) const;

    /// The lower edge of every so many bins, and how many samples lie below each.
    [[nodiscard]] static std::vector<double> edgesMs(std::size_t everyBins);
    [[nodiscard]] std::vector<qint64> countsBelow(std::size_t everyBins) const;

    /// Only the bins that hold something, after a version byte.
    void write(ByteWriter& writer) const;
    /// Adds what write() wrote; false if it is not that.
    [[nodiscard]] bool addFrom(ByteReader& reader);

    friend bool operator==(const LatencyHistogram&, const LatencyHistogram&) = default;

private:
    std::array<quint64, binCount> m_bins{};
    qint64 m_count = 0;
    double m_sumMs = 0;
};

} // namespace tierwatch
