// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "figure.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

QString number(double value)
{
    const int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return QString::number(value, 'f', decimals);
}

QString targetText(const Figure& figure)
{
    if (!figure.target)
        return u"-"_s;
    const QString sign = figure.better == Figure::Better::Lower ? u"<= "_s : u">= "_s;
    return sign + number(*figure.target) + (figure.baseline ? u" x"_s : u' ' + figure.unit);
}

QString verdict(const Figure& figure)
{
    if (!figure.target)
        return u"-"_s;
    return figure.met() ? u"met"_s : u"short"_s;
}

void printRow(QTextStream& out, const QStringList& cells)
{
    static constexpr int widths[] = {44, 14, 44, 9, 14, 6};
    for (qsizetype i = 0; i < cells.size(); ++i)
        out << cells[i].leftJustified(widths[i]) << ' ';
    out << Qt::endl;
}

} // namespace

std::optional<double> Figure::ratio() const
{
    if (!baseline || *baseline <= 0)
        return std::nullopt;
    return value / *baseline;
}

bool Figure::met() const
{
    if (!target)
        return true;
    const double judged = ratio().value_or(value);
    return better == Better::Lower ? judged <= *target : judged >= *target;
}

QJsonObject Figure::toJson() const
{
    QJsonObject json{{u"name"_s, name}, {u"value"_s, value}, {u"unit"_s, unit}};
    if (baseline) {
        json.insert(u"baseline"_s, *baseline);
        json.insert(u"baseline_name"_s, baselineName);
        json.insert(u"ratio"_s, ratio().value_or(0));
    }
    if (target) {
        json.insert(u"target"_s, *target);
        json.insert(u"met"_s, met());
    }
    return json;
}

void printHead(QTextStream& out)
{
    printRow(out, {u"figure"_s, u"value"_s, u"baseline"_s, u"ratio"_s, u"target"_s, u"met?"_s});
}

void print(QTextStream& out, const Figure& figure)
{
    const QString baseline =
        figure.baseline ? number(*figure.baseline) + u' ' + figure.unit + u' ' + figure.baselineName
                        : u"-"_s;
    printRow(out, {figure.name, number(figure.value) + u' ' + figure.unit, baseline,
                   figure.ratio() ? number(*figure.ratio()) + u" x"_s : u"-"_s, targetText(figure),
                   verdict(figure)});
}

Pair inTurn(int rounds, const std::function<double()>& subject,
            const std::function<double()>& baseline)
{
    std::vector<Pair> pairs;
    for (int i = 0; i < rounds; ++i) {
        Pair pair;
        pair.subject = subject();
        pair.baseline = baseline();
        pairs.push_back(pair);
    }
    const auto middle = pairs.begin() + rounds / 2;
    std::nth_element(pairs.begin(), middle, pairs.end(), [](const Pair& a, const Pair& b) {
        return a.subject * b.baseline < b.subject * a.baseline;
    });
    return *middle;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace tierwatch::bench
