// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/wirefault.h"
#include "values/codec.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <vector>

namespace tierwatch {

/// Reads the members of an operation out of a request: from the object that is its body, or from
/// what stands behind the question mark. Members of a struct inside the operation stand beside the
/// others, so that a scope is written as the contract writes it. All that is wrong is collected;
/// what was read is of use only where nothing is. A value of one thread.
class WireReader final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::WireReader)
public:
    [[nodiscard]] static WireReader ofBody(const QByteArray& body);
    /// A body that may be left out where nothing has to be in it.
    [[nodiscard]] static WireReader ofOptionalBody(const QByteArray& body);
    [[nodiscard]] static WireReader ofQuery(const QUrlQuery& query);

    /// A member that is not there keeps its default; one of an action itself has to be there unless
    /// it is optional.
    template <class T>
    [[nodiscard]] T read()
    {
        T value;
        std::apply([&](const auto&... f) { (readField(value, f, !m_query), ...); }, T::fields());
        return value;
    }
    template <class M>
    void member(QLatin1StringView name, M& into, bool needed);
    /// A misspelt member must not widen what an action reaches.
    void refuseOthers();
    void refuse(QLatin1StringView name, const QString& message, const QString& type);

    [[nodiscard]] bool ok() const { return m_faults.empty(); }
    [[nodiscard]] const std::vector<WireFault>& faults() const { return m_faults; }

private:
    template <class T, class F>
    void readField(T& value, const F& field, bool needed);
    template <class M>
    [[nodiscard]] QJsonValue valueOf(QLatin1StringView name);
    enum class Kind { List, Object, Boolean, Integer, Number, Text };
    template <class M>
    [[nodiscard]] static constexpr Kind kindOf();
    [[nodiscard]] static QJsonValue fromText(const QString& text, Kind wanted);
    template <class M>
    void refuseType(QLatin1StringView name);
    void refuseKind(QLatin1StringView name, Kind wanted);
    void parse(const QByteArray& body);

    std::optional<QUrlQuery> m_query;
    QJsonObject m_body;
    QStringList m_known;
    std::vector<WireFault> m_faults;
    bool m_readable = true; ///< there are members to look at
};

template <class T, class F>
void WireReader::readField(T& value, const F& field, bool needed)
{
    using M = std::remove_cvref_t<decltype(value.*(field.member))>;
    if constexpr (codec::Listed<M>) {
        M& inner = value.*(field.member);
        std::apply([&](const auto&... f) { (readField(inner, f, false), ...); }, M::fields());
    } else {
        member(QLatin1StringView(field.name), value.*(field.member),
               needed && !codec::IsOptional<M>::value);
    }
}

template <class M>
void WireReader::member(QLatin1StringView name, M& into, bool needed)
{
    m_known.append(name);
    if (!m_readable)
        return;
    const QJsonValue value = valueOf<M>(name);
    if (value.isUndefined()) {
        if (needed)
            refuse(name, tr("Field required"), QStringLiteral("missing"));
        return;
    }
    auto read = codec::fromJson<M>(value, name);
    if (read)
        into = std::move(*read);
    else
        refuseType<M>(name);
}

template <class M>
QJsonValue WireReader::valueOf(QLatin1StringView name)
{
    if constexpr (codec::IsOptional<M>::value) {
        return valueOf<typename M::value_type>(name);
    } else if (!m_query) {
        return m_body.value(name);
    } else {
        const QStringList texts = m_query->allQueryItemValues(name, QUrl::FullyDecoded);
        if (texts.isEmpty())
            return QJsonValue::Undefined;
        if constexpr (codec::IsVector<M>::value) {
            QJsonArray list;
            for (const QString& text : texts)
                list.append(fromText(text, kindOf<typename M::value_type>()));
            return list;
        }
        return fromText(texts.last(), kindOf<M>());
    }
}

template <class M>
constexpr WireReader::Kind WireReader::kindOf()
{
    if constexpr (codec::IsOptional<M>::value)
        return kindOf<typename M::value_type>();
    else if constexpr (codec::IsVector<M>::value)
        return Kind::List;
    else if constexpr (codec::Listed<M>)
        return Kind::Object;
    else if constexpr (std::is_same_v<M, bool>)
        return Kind::Boolean;
    else if constexpr (std::integral<M>)
        return Kind::Integer;
    else
        return std::floating_point<M> ? Kind::Number : Kind::Text;
}

template <class M>
void WireReader::refuseType(QLatin1StringView name)
{
    if constexpr (codec::IsOptional<M>::value)
        refuseType<typename M::value_type>(name);
    else if constexpr (codec::NamedEnum<M>)
        refuse(name, tr("Input should be one of: %1").arg(wireNames(M{}).join(u", ")),
               QStringLiteral("enum"));
    else
        refuseKind(name, kindOf<M>());
}

} // namespace tierwatch
