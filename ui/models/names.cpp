// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/names.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

QString Names::company(qint64 id) const
{
    const auto known = std::ranges::find(m_catalog.companies, id, &Company::id);
    if (known != m_catalog.companies.end() && !known->name.isEmpty())
        return known->name;
    return QCoreApplication::translate("Names", "Company %1").arg(id);
}

QString Names::type(const QString& type) const
{
    const auto known = std::ranges::find(m_catalog.types, type, &ReportType::type);
    if (known != m_catalog.types.end() && !known->title.isEmpty())
        return known->title;
    QString readable = type;
    readable.replace(u'_', u' ');
    if (!readable.isEmpty())
        readable[0] = readable[0].toUpper();
    return readable;
}

} // namespace tierwatch
