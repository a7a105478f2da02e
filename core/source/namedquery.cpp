// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/namedquery.h"

#include "source/queryparser.h"

namespace tierwatch {

Result<NamedQuery> NamedQuery::parse(const QString& text, const QString& file)
{
    return QueryParser(text, file).parse();
}

Result<QVariantMap> NamedQuery::canonical(const QVariantMap& given) const
{
    QVariantMap rest = given;
    QVariantMap values;
    for (const Parameter& parameter : parameters) {
        const QVariant value = rest.take(parameter.name);
        if (value.isNull()) {
            if (!parameter.defaultValue)
                return Error{ErrorCode::InvalidArgument,
                             tr("The report \"%1\" needs a value for the parameter \"%2\".")
                                 .arg(name, parameter.name)};
            values.insert(parameter.name, *parameter.defaultValue);
            continue;
        }
        Result<QVariant> canonical = parameter.canonical(value);
        if (!canonical)
            return canonical.error();
        values.insert(parameter.name, *canonical);
    }
    if (!rest.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("The report \"%1\" has no parameter \"%2\".").arg(name, rest.firstKey())};
    return values;
}

} // namespace tierwatch
