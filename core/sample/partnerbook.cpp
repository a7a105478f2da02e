// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/partnerbook.h"

#include "sample/samplecompanies.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

QString pickFrom(const QStringList& words, Random& random)
{
    return words[qsizetype(random.below(quint32(words.size())))];
}

} // namespace

PartnerWords PartnerWords::load()
{
    PartnerWords words;
    QStringList* section = nullptr;
    QFile file(u":/tierwatch/sample/partner-words.txt"_s);
    if (!file.open(QIODevice::ReadOnly))
        return words;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        if (line == u"[root]")
            section = &words.roots;
        else if (line == u"[activity]")
            section = &words.activities;
        else if (line == u"[city]")
            section = &words.cities;
        else if (section && !line.startsWith(u'#'))
            section->append(line);
    }
    return words;
}

PartnerBook::PartnerBook(const PartnerWords& words, int customers, int suppliers, Random& random)
    : m_customers(customers),
      m_customerByBusiness(WeightedChoice::zipf(customers, 12)),
      m_supplierByBusiness(WeightedChoice::zipf(suppliers, 6))
{
    for (int id = 1; id <= customers + suppliers; ++id)
        m_partners.push_back(make(words, id, id > customers, random));
}

const Partner& PartnerBook::pickCustomer(Random& random) const
{
    return m_partners[std::size_t(m_customerByBusiness.pick(random))];
}

const Partner& PartnerBook::pickSupplier(Random& random) const
{
    const auto index = m_customers + m_supplierByBusiness.pick(random);
    return m_partners[std::size_t(index)];
}

Partner PartnerBook::make(const PartnerWords& words, int id, bool supplier, Random& random)
{
    constexpr std::array paymentDays{15, 30, 30, 30, 45, 60, 90};
    const QString city = pickFrom(words.cities, random);
    Partner partner;
    partner.id = id;
    partner.name = freshName(words, random);
    partner.fiscalCode = u"RO"_s + QString::number(random.between(1'000'000, 49'999'999));
    partner.city = city.section(u", "_s, 0, 0);
    partner.county = city.section(u", "_s, 1);
    partner.supplier = supplier;
    partner.paymentDays = paymentDays[random.below(paymentDays.size())];
    partner.agent = QString::fromUtf16(sampleUsers[random.below(sampleUsers.size())]);
    return partner;
}

QString PartnerBook::freshName(const PartnerWords& words, Random& random)
{
    const QString form = random.permille(880) ? u" SRL"_s : u" SA"_s;
    QString name = pickFrom(words.roots, random) + u' ' + pickFrom(words.activities, random) + form;
    // Real registers have namesakes too; they tell them apart by a number.
    if (const int bearer = ++m_namesakes[name]; bearer > 1)
        name.insert(name.lastIndexOf(u' '), u' ' + QString::number(bearer));
    return name;
}

} // namespace tierwatch
