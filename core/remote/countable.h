// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

#include <algorithm>
#include <array>
#include <string_view>

/// Whether what a service tells can be reckoned with: it may tell any number. Any thread; no state.
namespace tierwatch::countable {

/// As many of them as an answer has parts add up to what a number holds.
inline constexpr qint64 mostOfAFigure = qint64{1} << 46;
/// Of what is told in ms. What a file says never ends, is told as 1e17, and nobody adds up many.
inline constexpr qint64 mostMs = qint64{1} << 58;

/// What it names by a number may have any: a company, an event, a posting of the database. Nor is a
/// limit added to anything.
[[nodiscard]] constexpr bool isName(std::string_view field)
{
    constexpr std::array<std::string_view, 12> names{
        "after", "before", "cached_value", "changed_by",   "company_id", "cursor",
        "id",    "lag",    "older",        "source_value", "stamp",      "invalidation_id"};
    return std::ranges::find(names, field) != names.end() || field.starts_with("limit");
}

[[nodiscard]] constexpr qint64 mostOf(std::string_view field)
{
    return field.ends_with("_ms") ? mostMs : mostOfAFigure;
}

/// The name of the first figure that is too large, else empty.
template <class T>
[[nodiscard]] QLatin1StringView firstTooLarge(const T& value, const char* field = "")
{
    QLatin1StringView found;
    if constexpr (codec::IsOptional<T>::value) {
        return value ? firstTooLarge(*value, field) : found;
    } else if constexpr (codec::IsVector<T>::value) {
        for (auto item = value.begin(); item != value.end() && found.isEmpty(); ++item)
            found = firstTooLarge(*item, field);
    } else if constexpr (codec::Listed<T>) {
        const auto look = [&](const auto& f) {
            if (found.isEmpty())
                found = firstTooLarge(value.*(f.member), f.name);
        };
        std::apply([&](const auto&... f) { (look(f), ...); }, T::fields());
    } else if constexpr (std::is_same_v<T, qint64>) {
        const qint64 most = mostOf(field);
        if (!isName(field) && (value > most || value < -most))
            return QLatin1StringView(field);
    }
    return found;
}

/// The value, unless a figure in it is too large: the error is the codec's.
template <class T>
[[nodiscard]] Result<T> checked(Result<T> read)
{
    if (!read)
        return read;
    const QLatin1StringView name = firstTooLarge(*read);
    if (name.isEmpty())
        return read;
    return codec::wrongType(name, QStringLiteral("a number that can be reckoned with"));
}

} // namespace tierwatch::countable
