// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values/catalog.h"

#include <QHash>

namespace tierwatch {

/// What people call the companies and types of a target. A plain value; any thread.
class Names final
{
public:
    Names() = default;
    explicit Names(Catalog catalog);

    [[nodiscard]] const Catalog& catalog() const { return m_catalog; }
    /// "Company 7" where only the number is known.
    [[nodiscard]] QString company(qint64 id) const;
    /// "Trial balance", or "trial_balance" made readable where there is no title.
    [[nodiscard]] QString type(const QString& type) const;

private:
    Catalog m_catalog;
    QHash<qint64, QString> m_companies;
    QHash<QString, QString> m_types;
};

} // namespace tierwatch
