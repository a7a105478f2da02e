// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

#include <concepts>
#include <optional>
#include <type_traits>
#include <vector>

/// How a value lists its fields for the codec, and what kinds of fields there are. No state.
namespace tierwatch::codec {

template <class C, class M>
struct Field
{
    const char* name;
    M C::*member;
};

template <class C, class M>
constexpr Field<C, M> field(const char* name, M C::*member)
{
    return {name, member};
}

template <class T>
concept Listed = requires
{
    T::fields();
};

/// An enumeration whose wire names stand in the order of its values: names(T{}) by ADL.
template <class T>
concept NamedEnum = std::is_enum_v<T> && requires(T value)
{
    {
        wireNames(value)
        } -> std::convertible_to<QStringList>;
};

/// The wire name of one value.
template <NamedEnum E>
[[nodiscard]] QString nameOf(E value)
{
    return wireNames(value).at(static_cast<int>(value));
}

template <class T>
struct IsOptional : std::false_type
{
};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type
{
};
template <class T>
struct IsVector : std::false_type
{
};
template <class T>
struct IsVector<std::vector<T>> : std::true_type
{
};

} // namespace tierwatch::codec
