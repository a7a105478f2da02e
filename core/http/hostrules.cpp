// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/hostrules.h"

#include <algorithm>

namespace tierwatch {

namespace {

bool isPort(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Without ":port"; empty if what stands there is no port.
QByteArrayView withoutPort(QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon < 0 || host.endsWith(']'))
        return host;
    return isPort(host.sliced(colon + 1)) ? host.first(colon) : QByteArrayView();
}

QByteArray inBrackets(const QString& name)
{
    const bool isBareV6 = name.contains(u':') && !name.startsWith(u'[');
    return isBareV6 ? '[' + name.toUtf8() + ']' : name.toUtf8();
}

} // namespace

HostRules::HostRules(const QStringList& names) : m_names{"localhost", "127.0.0.1", "[::1]"}
{
    m_names.reserve(m_names.size() + size_t(names.size()));
    for (const QString& name : names)
        m_names.push_back(inBrackets(name));
}

bool HostRules::allowHost(QByteArrayView host) const
{
    const QByteArrayView name = withoutPort(host);
    return std::ranges::any_of(m_names, [name](const QByteArray& each) {
        return name.compare(each, Qt::CaseInsensitive) == 0;
    });
}

bool HostRules::allowOrigin(QByteArrayView origin) const
{
    const qsizetype scheme = origin.indexOf(QByteArrayView("://"));
    return scheme > 0 && allowHost(origin.sliced(scheme + 3));
}

} // namespace tierwatch
