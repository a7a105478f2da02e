// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QJsonValue>

#include <concepts>
#include <type_traits>
#include <utility>

/// The way back from JSON of what is no struct and no list. Any thread; no state.
namespace tierwatch::codec {

[[nodiscard]] inline Error wrongType(const QString& where, const QString& wanted)
{
    return {ErrorCode::InvalidArgument,
            QStringLiteral("\"%1\" is missing or not %2; nothing was done.").arg(where, wanted)};
}

template <class T>
[[nodiscard]] Result<T> scalarFromJson(const QJsonValue& json, const QString& where)
{
    if constexpr (std::is_same_v<T, bool>) {
        if (json.isBool())
            return json.toBool();
        return wrongType(where, QStringLiteral("true or false"));
    } else if constexpr (std::integral<T>) {
        const qint64 number = json.toInteger();
        const bool isWhole = json.isDouble() && json.toDouble() == static_cast<double>(number);
        if (isWhole && std::in_range<T>(number))
            return static_cast<T>(number);
        return wrongType(where, QStringLiteral("a whole number"));
    } else if constexpr (std::floating_point<T>) {
        if (json.isDouble())
            return json.toDouble();
        return wrongType(where, QStringLiteral("a number"));
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        const auto bytes = QByteArray::fromBase64Encoding(json.toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
        if (json.isString() && bytes)
            return *bytes;
        return wrongType(where, QStringLiteral("Base64"));
    } else {
        if (json.isString())
            return json.toString();
        return wrongType(where, QStringLiteral("a text"));
    }
}

} // namespace tierwatch::codec
