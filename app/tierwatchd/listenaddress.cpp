// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listenaddress.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

bool isPort(const QString& text)
{
    return !text.isEmpty() && text.size() <= 5 &&
           std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; }) &&
           text.toInt() <= 65'535;
}

} // namespace

std::optional<ListenAddress> ListenAddress::parse(const QString& text)
{
    const auto colon = text.lastIndexOf(u':');
    const QString port = text.mid(colon + 1);
    if (colon < 0 || !isPort(port))
        return std::nullopt;
    QString host = text.left(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    // Without brackets nobody knows where the address ends.
    if (host.contains(u':') != bracketed)
        return std::nullopt;
    if (bracketed)
        host = host.sliced(1, host.size() - 2);
    ListenAddress result;
    if (host != "localhost"_L1 && !result.address.setAddress(host))
        return std::nullopt;
    result.port = port.toUShort();
    return result;
}

} // namespace tierwatch
