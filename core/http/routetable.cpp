// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/routetable.h"

namespace tierwatch {

namespace {

constexpr QByteArrayView variablePart = "{name}";

/// HEAD is answered as GET is.
HttpMethod sought(HttpMethod method)
{
    return method == HttpMethod::Head ? HttpMethod::Get : method;
}

} // namespace

void RouteTable::add(std::vector<Route> routes)
{
    for (Route& route : routes) {
        const bool varies = route.path.endsWith(variablePart);
        const QByteArray key = varies ? route.path.chopped(variablePart.size()) : route.path;
        (varies ? m_byFolder : m_byPath)[key].push_back(m_routes.size());
        m_routes.push_back(std::move(route));
    }
}

RouteTable::Match RouteTable::find(HttpMethod method, QByteArrayView path) const
{
    const auto exact = m_byPath.constFind(QByteArray::fromRawData(path.data(), path.size()));
    if (exact != m_byPath.constEnd())
        return matchOf(*exact, method, {});
    const qsizetype folderEnd = path.lastIndexOf('/') + 1;
    const auto folder = m_byFolder.constFind(QByteArray::fromRawData(path.data(), folderEnd));
    if (folder == m_byFolder.constEnd() || folderEnd == path.size())
        return {};
    return matchOf(*folder, method, QString::fromUtf8(path.sliced(folderEnd)));
}

RouteTable::Match RouteTable::matchOf(const Indices& indices, HttpMethod method, QString name) const
{
    QByteArray allowed;
    for (const size_t index : indices) {
        const Route& route = m_routes[index];
        if (route.method == sought(method))
            return {&route, std::move(name), {}};
        allowed += allowed.isEmpty() ? "" : ", ";
        allowed += route.method == HttpMethod::Get ? "GET, HEAD" : methodName(route.method);
    }
    return {nullptr, {}, allowed};
}

} // namespace tierwatch
