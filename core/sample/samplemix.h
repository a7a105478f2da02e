// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/random.h"

#include <QVariantMap>

namespace tierwatch {

/// One question of a simulated user.
struct SampleQuestion
{
    QString query;
    qint64 companyId = 0;
    QVariantMap params;
    QString user;
    friend bool operator==(const SampleQuestion&, const SampleQuestion&) = default;
};

/// What the simulated users ask: a few companies, reports and days very often, many others now and
/// then, by the law of Zipf; about 9,000 different questions in all. The same numbers give the same
/// questions. Immutable; any thread.
class SampleMix final
{
public:
    SampleMix();

    [[nodiscard]] SampleQuestion next(Random& random) const;

private:
    /// A list of values, each with its weight.
    class Values
    {
    public:
        Values(QVariantList values, WeightedChoice choice)
            : m_values(std::move(values)), m_choice(std::move(choice))
        {
        }
        [[nodiscard]] const QVariant& pick(Random& random) const
        {
            return m_values[m_choice.pick(random)];
        }

    private:
        QVariantList m_values;
        WeightedChoice m_choice;
    };
    struct Parameter
    {
        QString name;
        Values values;
    };
    struct Report
    {
        QString query;
        std::vector<Parameter> parameters;
    };

    [[nodiscard]] static Values weighted(const QVariantList& values,
                                         const std::vector<int>& weights);
    [[nodiscard]] static Values byRank(const QVariantList& values);
    [[nodiscard]] static std::vector<Report> reports();

    WeightedChoice m_company;
    WeightedChoice m_user;
    WeightedChoice m_report;
    std::vector<Report> m_reports;
};

} // namespace tierwatch
