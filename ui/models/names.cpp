// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/names.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Of what stands there twice, the first counts.
Names::Names(Catalog catalog) : m_catalog(std::move(catalog))
{
    for (const Company& company : m_catalog.companies) {
        if (!m_companies.contains(company.id))
            m_companies.insert(company.id, company.name);
    }
    for (const ReportType& type : m_catalog.types) {
        if (!m_types.contains(type.type))
            m_types.insert(type.type, type.title);
    }
}

QString Names::company(qint64 id) const
{
    if (const QString name = m_companies.value(id); !name.isEmpty())
        return name;
    return QCoreApplication::translate("Names", "Company %1").arg(id);
}

QString Names::type(const QString& type) const
{
    if (const QString title = m_types.value(type); !title.isEmpty())
        return title;
    QString readable = type;
    readable.replace(u'_', u' ');
    if (!readable.isEmpty())
        readable[0] = readable[0].toUpper();
    return readable;
}

} // namespace tierwatch
