// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplemix.h"

#include "sample/partnerbook.h"
#include "sample/samplecalendar.h"
#include "sample/samplecompanies.h"

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

/// How often each report is asked for, in the order of reports().
constexpr std::array reportWeights{438, 210, 149, 110, 60, 33};
constexpr int monthsAskedFor = 18;

/// The last day of a month, going back from the last one of the books.
QDate monthEnd(int back)
{
    const QDate month = sampleLastDay().addMonths(-back);
    return {month.year(), month.month(), month.daysInMonth()};
}

QVariantList monthEnds()
{
    QVariantList days;
    for (int back = 0; back < monthsAskedFor; ++back)
        days.append(monthEnd(back));
    return days;
}

/// The last days and the ends of months, in turn.
QVariantList recentDays(int daily)
{
    QVariantList days;
    for (int back = 0; back < daily; ++back) {
        const QDate day = sampleLastDay().addDays(-back);
        if (!days.contains(day))
            days.append(day);
        if (back < monthsAskedFor && !days.contains(monthEnd(back)))
            days.append(monthEnd(back));
    }
    return days;
}

QVariantList counties()
{
    QStringList names;
    for (const QString& city : PartnerWords::load().cities)
        names.append(city.section(u", "_s, 1));
    names.removeDuplicates();
    QVariantList values;
    for (const QString& name : names)
        values.append(name);
    return values;
}

} // namespace

SampleMix::SampleMix()
    : m_company(WeightedChoice::zipf(int(sampleCompanies.size()), 2)),
      m_user(WeightedChoice::zipf(int(sampleUsers.size()), 4)),
      m_report(reportWeights),
      m_reports(reports())
{
}

SampleQuestion SampleMix::next(Random& random) const
{
    const Report& report = m_reports[std::size_t(m_report.pick(random))];
    SampleQuestion question;
    question.query = report.query;
    question.companyId = sampleCompanies[std::size_t(m_company.pick(random))].id;
    question.user = QString::fromUtf16(sampleUsers[std::size_t(m_user.pick(random))]);
    for (const Parameter& parameter : report.parameters)
        question.params.insert(parameter.name, parameter.values.pick(random));
    return question;
}

SampleMix::Values SampleMix::weighted(const QVariantList& values, const std::vector<int>& weights)
{
    return {values, WeightedChoice(weights)};
}

SampleMix::Values SampleMix::byRank(const QVariantList& values)
{
    return {values, WeightedChoice::zipf(int(values.size()), 1)};
}

std::vector<SampleMix::Report> SampleMix::reports()
{
    const Values year = weighted({2026, 2025, 2024}, {70, 20, 10});
    const Values currency = weighted({u"RON"_s, u"EUR"_s, u"USD"_s}, {75, 18, 7});
    const Values currencyOrAll =
        weighted({u"ALL"_s, u"RON"_s, u"EUR"_s, u"USD"_s}, {55, 28, 11, 6});
    QVariantList countiesOrAll = counties();
    std::vector<int> countyWeights(std::size_t(countiesOrAll.size()), 13);
    countiesOrAll.prepend(u"ALL"_s);
    countyWeights.insert(countyWeights.begin(), 600);
    return {
        {u"dashboard_totals"_s, {{u"as_of"_s, byRank(recentDays(40))}}},
        {u"trial_balance"_s,
         {{u"year"_s, weighted({2026, 2025}, {85, 15})},
          {u"month"_s, byRank({10, 9, 8, 7, 6, 5, 4, 3, 2, 1})},
          {u"detail"_s, weighted({u"account"_s, u"partner"_s, u"cost_centre"_s}, {60, 30, 10})}}},
        {u"receivables_ageing"_s,
         {{u"as_of"_s, byRank(monthEnds())}, {u"currency"_s, currencyOrAll}}},
        {u"invoices_by_month"_s,
         {{u"year"_s, year},
          {u"currency"_s, currencyOrAll},
          {u"county"_s, weighted(countiesOrAll, countyWeights)}}},
        {u"treasury_forecast"_s,
         {{u"as_of"_s, byRank(recentDays(15))},
          {u"currency"_s, currency},
          {u"weeks"_s, weighted({13, 8, 4, 26}, {50, 30, 10, 10})}}},
        {u"top_partners"_s,
         {{u"year"_s, year},
          {u"direction"_s, weighted({u"issued"_s, u"received"_s}, {70, 30})},
          {u"n"_s, weighted({20, 10, 50, 100}, {50, 30, 15, 5})}}},
    };
}

} // namespace tierwatch
