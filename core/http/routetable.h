// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/route.h"

#include <QHash>

#include <vector>

namespace tierwatch {

/// Finds the route of a request. Filled before the server starts, then only read; any thread.
class RouteTable final
{
public:
    struct Match
    {
        const Route* route = nullptr;
        QString name = {};       ///< of the variable part
        QByteArray allowed = {}; ///< the methods of that path where the method is none of them
    };

    void add(std::vector<Route> routes);
    [[nodiscard]] Match find(HttpMethod method, QByteArrayView path) const;
    [[nodiscard]] const std::vector<Route>& all() const { return m_routes; }

private:
    using Indices = std::vector<size_t>;
    [[nodiscard]] Match matchOf(const Indices& indices, HttpMethod method, QString name) const;

    std::vector<Route> m_routes;
    QHash<QByteArray, Indices> m_byPath;
    QHash<QByteArray, Indices> m_byFolder; ///< those with a variable last part
};

} // namespace tierwatch
