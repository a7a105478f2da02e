// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/fields.h"
#include "values/scalarcodec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>
#include <vector>

/// The JSON codec of every value: a struct lists its fields once, by wire name, and gets both ways.
/// Unknown members are ignored (a newer program may send more); a wrong or missing one is an error
/// that names it. Bytes are Base64. Any thread; no state.
namespace tierwatch::codec {

template <class T>
[[nodiscard]] QJsonValue toJson(const T& value)
{
    if constexpr (IsOptional<T>::value) {
        return value ? toJson(*value) : QJsonValue(QJsonValue::Null);
    } else if constexpr (IsVector<T>::value) {
        QJsonArray array;
        for (const auto& item : value)
            array.append(toJson(item));
        return array;
    } else if constexpr (NamedEnum<T>) {
        return nameOf(value);
    } else if constexpr (Listed<T>) {
        QJsonObject object;
        std::apply(
            [&](const auto&... f) {
                (object.insert(QLatin1StringView(f.name), toJson(value.*(f.member))), ...);
            },
            T::fields());
        return object;
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return QString::fromLatin1(value.toBase64());
    } else if constexpr (std::is_same_v<T, bool>) {
        return value;
    } else if constexpr (std::integral<T>) {
        return static_cast<qint64>(value);
    } else {
        return QJsonValue(value);
    }
}

template <class T>
[[nodiscard]] Result<T> fromJson(const QJsonValue& json,
                                 const QString& where = QStringLiteral("value"));

template <class T>
[[nodiscard]] Result<T> vectorFromJson(const QJsonValue& json, const QString& where)
{
    if (!json.isArray())
        return wrongType(where, QStringLiteral("a list"));
    T list;
    for (const auto item : json.toArray()) {
        auto value = fromJson<typename T::value_type>(item, where);
        if (!value)
            return value.error();
        list.push_back(std::move(*value));
    }
    return list;
}

template <class T>
[[nodiscard]] Result<T> structFromJson(const QJsonValue& json, const QString& where)
{
    if (!json.isObject())
        return wrongType(where, QStringLiteral("an object"));
    const QJsonObject object = json.toObject();
    T result{};
    std::optional<Error> failure;
    const auto read = [&](const auto& f) {
        if (failure)
            return;
        const QString name = QLatin1StringView(f.name);
        using M = std::remove_cvref_t<decltype(result.*(f.member))>;
        auto value = fromJson<M>(object.value(name), name);
        if (value)
            result.*(f.member) = std::move(*value);
        else
            failure = value.error();
    };
    std::apply([&](const auto&... f) { (read(f), ...); }, T::fields());
    if (failure)
        return *failure;
    return result;
}

template <class T>
Result<T> fromJson(const QJsonValue& json, const QString& where)
{
    if constexpr (IsOptional<T>::value) {
        if (json.isNull() || json.isUndefined())
            return T{};
        auto value = fromJson<typename T::value_type>(json, where);
        if (!value)
            return value.error();
        return T(std::move(*value));
    } else if constexpr (IsVector<T>::value) {
        return vectorFromJson<T>(json, where);
    } else if constexpr (NamedEnum<T>) {
        const auto index = wireNames(T{}).indexOf(json.toString());
        if (index < 0)
            return wrongType(where, QStringLiteral("one of ") + wireNames(T{}).join(u", "));
        return static_cast<T>(index);
    } else if constexpr (Listed<T>) {
        return structFromJson<T>(json, where);
    } else {
        return scalarFromJson<T>(json, where);
    }
}

} // namespace tierwatch::codec
