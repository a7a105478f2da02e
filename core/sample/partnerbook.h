// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/bookrows.h"
#include "sample/random.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace tierwatch {

/// Words for names of partners, from the text that the program carries. Immutable; any thread.
struct PartnerWords
{
    QStringList roots;
    QStringList activities;
    QStringList cities; ///< "city, county"

    [[nodiscard]] static PartnerWords load();
};

/// The customers and suppliers of one company, busiest first, as the same seed always gives them.
class PartnerBook final
{
public:
    PartnerBook(const PartnerWords& words, int customers, int suppliers, Random& random);

    [[nodiscard]] const std::vector<Partner>& all() const { return m_partners; }
    /// One of them by how much business there is with it.
    [[nodiscard]] const Partner& pickCustomer(Random& random) const;
    [[nodiscard]] const Partner& pickSupplier(Random& random) const;

private:
    [[nodiscard]] Partner make(const PartnerWords& words, int id, bool supplier, Random& random);
    [[nodiscard]] QString freshName(const PartnerWords& words, Random& random);

    QHash<QString, int> m_namesakes;
    std::vector<Partner> m_partners;
    int m_customers;
    WeightedChoice m_customerByBusiness;
    WeightedChoice m_supplierByBusiness;
};

} // namespace tierwatch
