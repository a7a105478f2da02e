// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/companynames.h"

namespace tierwatch {

void CompanyNames::restore(const std::vector<QString>& names)
{
    for (const QString& name : names)
        if (!name.isEmpty() && name != others)
            m_names.insert(name);
}

QString CompanyNames::of(std::optional<qint64> companyId)
{
    if (!companyId)
        return {};
    QString name = QString::number(*companyId);
    if (m_names.contains(name))
        return name;
    if (m_names.size() >= most)
        return others.toString();
    m_names.insert(name);
    return name;
}

} // namespace tierwatch
