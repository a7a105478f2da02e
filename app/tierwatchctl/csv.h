// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "values/codec.h"

#include <QStringList>

namespace tierwatch::csv {

/// One line of RFC 4180, without its end.
[[nodiscard]] QString line(const QStringList& cells);
/// A value as a cell: what is no plain value is JSON, null is empty.
[[nodiscard]] QString cell(const QJsonValue& value);

/// The wire names of a struct's fields, and what one of them holds, in the order it lists them.
template <class T>
[[nodiscard]] QStringList names()
{
    return std::apply([](const auto&... f) { return QStringList{QLatin1StringView(f.name)...}; },
                      T::fields());
}
template <class T>
[[nodiscard]] QStringList cells(const T& value)
{
    return std::apply(
        [&](const auto&... f) { return QStringList{cell(codec::toJson(value.*(f.member)))...}; },
        T::fields());
}

} // namespace tierwatch::csv
