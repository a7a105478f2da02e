// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/requesttarget.h"

#include <algorithm>

namespace tierwatch {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = char(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool isControl(char c)
{
    return uchar(c) < 0x20 || c == 0x7f;
}

/// Each percent sign and two digits as the byte they stand for; nothing where a digit is missing.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size() || hexValue(text[i + 1]) < 0 || hexValue(text[i + 2]) < 0)
            return std::nullopt;
        decoded += char(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
        i += 2;
    }
    return decoded;
}

bool takePath(QByteArrayView path, HttpRequest& request)
{
    request.path = path;
    if (path.contains('%')) {
        auto decoded = percentDecoded(path);
        if (!decoded)
            return false;
        request.decodedPath = *std::move(decoded);
        request.path = request.decodedPath;
    }
    return request.path.isValidUtf8() && std::ranges::none_of(request.path, isControl);
}

/// What stands before the path in "http://host:1/path"; nothing if it begins with the path.
QByteArrayView schemeOf(QByteArrayView target)
{
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        const bool begins = target.size() >= scheme.size() &&
                            target.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
        if (begins)
            return scheme;
    }
    return {};
}

} // namespace

bool takeTarget(QByteArrayView target, HttpRequest& request, HeadTraits& traits)
{
    if (target == "*") {
        request.path = target;
        return request.method == HttpMethod::Options;
    }
    if (const QByteArrayView scheme = schemeOf(target); !scheme.isEmpty()) {
        const QByteArrayView rest = target.sliced(scheme.size());
        const qsizetype end = rest.indexOf('/');
        if (end <= 0)
            return false;
        traits.authority = rest.first(end);
        target = rest.sliced(end);
    }
    if (!target.startsWith('/') || target.contains('#'))
        return false;
    const qsizetype mark = target.indexOf('?');
    request.query = mark < 0 ? QByteArrayView() : target.sliced(mark + 1);
    return takePath(mark < 0 ? target : target.first(mark), request);
}

} // namespace tierwatch
