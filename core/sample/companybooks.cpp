// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/companybooks.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr int customers = 1'800;
constexpr int suppliers = 420;
constexpr quint64 ratesSeed = 0x52415445;

/// How many documents come to at least so many postings; goods need more lines than services.
qint64 documentsFor(qint64 postings, const SampleCompany& company)
{
    return postings * 100 / (280 + 55 * company.goodsPermille / 1000);
}

std::vector<qint64> spread(qint64 documents, const std::vector<qint64>& weights)
{
    qint64 all = 0;
    for (const qint64 weight : weights)
        all += weight;
    // In thousandths, since documents times weights would not fit.
    const auto allThousands = std::max<qint64>(all / 1000, 1);
    std::vector<qint64> before{0};
    qint64 sum = 0;
    for (const qint64 weight : weights) {
        sum += weight;
        before.push_back(documents * (sum / 1000) / allThousands);
    }
    return before;
}

QString iban(qint64 company, int account, Random& random)
{
    return u"RO%1TRWT%2"_s.arg(random.between(10, 99))
        .arg(company * 1'000'000'007 + account, 16, 10, QChar(u'0'));
}

} // namespace

CompanyBooks::CompanyBooks(const SampleCompany& company, const SampleCalendar& calendar,
                           const PartnerWords& words, qint64 postings, quint64 seed, BookSink& sink)
    : m_company(company),
      m_sink(sink),
      m_random(seed + quint64(company.id)),
      m_rates(calendar.size(), Random(seed + ratesSeed)),
      m_partners(words, customers, suppliers, m_random),
      m_journal(sink),
      m_trading({company, calendar, m_rates, m_partners, m_journal, sink, m_random}),
      m_routine(calendar, m_journal),
      m_documentsBefore(
          spread(documentsFor(postings, company), calendar.weights(company.seasonPermille)))
{
}

void CompanyBooks::open()
{
    for (const Partner& partner : m_partners.all())
        m_sink.add(partner);
    constexpr std::array currencies{Currency::Lei, Currency::Euro, Currency::Dollar};
    for (int i = 0; i < int(currencies.size()); ++i) {
        const Currency currency = currencies[std::size_t(i)];
        m_sink.add(BankAccount{
            i + 1, iban(m_company.id, i + 1, m_random), u"Banca Carpatica de Probă"_s, currency,
            currency == Currency::Lei ? Account::BankLei : Account::BankForeign});
    }
    m_routine.openBooks();
}

void CompanyBooks::run(int day)
{
    m_trading.run(day, documentsOf(day));
    m_routine.run(day);
}

int CompanyBooks::documentsOf(int day) const
{
    const auto at = std::size_t(day);
    return int(m_documentsBefore[at + 1] - m_documentsBefore[at]);
}

} // namespace tierwatch
