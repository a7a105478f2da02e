// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QVarLengthArray>
#include <QVariantMap>

namespace tierwatch {

struct Param
{
    QString name;
    QVariant value;
    friend bool operator==(const Param&, const Param&) = default;
};

/// The parameters of a request, each name once, in the order of their names. A few of them lie in
/// the request itself: making one and reading it for its key allocates nothing. A plain value.
class Params final
{
public:
    Params() = default;
    Params(std::initializer_list<Param> params);
    Params(const QVariantMap& params); // NOLINT(google-explicit-constructor): the same thing

    /// Takes the place of one of the same name.
    void insert(QString name, QVariant value);

    [[nodiscard]] bool isEmpty() const { return m_params.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_params.size(); }
    [[nodiscard]] auto begin() const { return m_params.begin(); }
    [[nodiscard]] auto end() const { return m_params.end(); }
    friend bool operator==(const Params&, const Params&) = default;

private:
    static constexpr qsizetype inPlace = 3;

    QVarLengthArray<Param, inPlace> m_params;
};

} // namespace tierwatch
