// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/codec.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

/// An operation's members as a service takes them: those of a struct inside it beside the others,
/// those that are absent left out. Any thread; no state.
namespace tierwatch::wire {

template <class T>
void addMembers(QJsonObject& members, const T& value);

template <class T>
void addMember(QJsonObject& members, QLatin1StringView name, const T& value)
{
    if constexpr (codec::Listed<T>) {
        addMembers(members, value);
    } else {
        const QJsonValue json = codec::toJson(value);
        if (!json.isNull())
            members.insert(name, json);
    }
}

template <class T>
void addMembers(QJsonObject& members, const T& value)
{
    std::apply(
        [&](const auto&... f) {
            (addMember(members, QLatin1StringView(f.name), value.*(f.member)), ...);
        },
        T::fields());
}

template <class T>
[[nodiscard]] QJsonObject membersOf(const T& value)
{
    QJsonObject members;
    addMembers(members, value);
    return members;
}

/// "name=value&", each written so that nothing in it means more than itself.
inline void addToQuery(QByteArray& query, const QString& name, const QString& value)
{
    if (!query.isEmpty())
        query += '&';
    query += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
}

[[nodiscard]] inline QString textOf(const QJsonValue& value)
{
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

/// Members as what stands behind a question mark; a list's name stands there once an item.
[[nodiscard]] inline QByteArray queryOf(const QJsonObject& members)
{
    QByteArray query;
    for (auto it = members.begin(); it != members.end(); ++it) {
        const QJsonArray items = it->isArray() ? it->toArray() : QJsonArray{*it};
        for (const auto item : items)
            addToQuery(query, it.key(), textOf(item));
    }
    return query;
}

} // namespace tierwatch::wire
