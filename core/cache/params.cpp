// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/params.h"

#include <algorithm>

namespace tierwatch {

Params::Params(std::initializer_list<Param> params)
{
    for (const Param& param : params)
        insert(param.name, param.value);
}

Params::Params(const QVariantMap& params)
{
    m_params.reserve(params.size());
    for (const auto& [name, value] : params.asKeyValueRange())
        m_params.append({name, value});
}

void Params::insert(QString name, QVariant value)
{
    const auto at = std::ranges::lower_bound(m_params, name, {}, &Param::name);
    if (at != m_params.end() && at->name == name)
        at->value = std::move(value);
    else
        m_params.insert(at, {std::move(name), std::move(value)});
}

} // namespace tierwatch
