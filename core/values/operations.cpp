// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "values/operations.h"

namespace tierwatch {

namespace {

template <class... Ts>
void appendNames(QStringList& names, std::type_identity<std::variant<Ts...>>)
{
    (names.append(QLatin1StringView(Ts::name)), ...);
}

} // namespace

QStringList operationNames()
{
    QStringList names;
    appendNames(names, std::type_identity<Query>{});
    appendNames(names, std::type_identity<Action>{});
    return names;
}

} // namespace tierwatch
