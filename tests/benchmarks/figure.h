// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>
#include <QTextStream>

#include <functional>
#include <optional>
#include <vector>

namespace tierwatch::bench {

/// One measured figure, beside a baseline measured in the same run where it has one.
struct Figure
{
    enum class Better { Lower, Higher };

    QString name;
    double value = 0;
    QString unit;
    std::optional<double> baseline = {};
    QString baselineName = {};
    /// The target for the ratio to the baseline where there is one, else for the value.
    std::optional<double> target = {};
    Better better = Better::Lower;

    [[nodiscard]] std::optional<double> ratio() const;
    [[nodiscard]] bool met() const;
    [[nodiscard]] QJsonObject toJson() const;
};

using Report = std::function<void(Figure)>;

/// A group of figures that share their preparation.
struct Group
{
    QString name;
    std::function<void(const Report&)> run;
};

void printHead(QTextStream& out);
void print(QTextStream& out, const Figure& figure);

/// Runs both in turn, `rounds` times, and gives the round whose ratio is the median: on a noisy
/// machine, figures taken in the same moment compare, single ones don't.
struct Pair
{
    double subject = 0;
    double baseline = 0;
};
[[nodiscard]] Pair inTurn(int rounds, const std::function<double()>& subject,
                          const std::function<double()>& baseline);

/// The middle one; of none of them it is 0.
[[nodiscard]] double median(std::vector<double> values);

/// Nanoseconds that one call took on average.
template <class F>
[[nodiscard]] double nsPerCall(qint64 calls, F&& call);

} // namespace tierwatch::bench

#include <chrono>

template <class F>
double tierwatch::bench::nsPerCall(qint64 calls, F&& call)
{
    const auto start = std::chrono::steady_clock::now();
    for (qint64 i = 0; i < calls; ++i)
        call(i);
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - start;
    return spent.count() / static_cast<double>(calls);
}
