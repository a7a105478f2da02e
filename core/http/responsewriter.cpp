// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/responsewriter.h"

#include <QDateTime>
#include <QLocale>
#include <QRandomGenerator>

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

void appendNumber(QByteArray& out, qint64 number)
{
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number);
    out.append(digits, end.ptr - digits);
}

QByteArray hexOf(quint32 number)
{
    return QByteArray::number(number, 16).rightJustified(8, '0');
}

bool mayHaveBody(int status)
{
    return status != 204 && status != 304;
}

} // namespace

const QByteArray& HttpDate::text()
{
    const qint64 second = m_clock.wallMs() / 1000;
    if (second != m_second) {
        m_second = second;
        const auto time = QDateTime::fromSecsSinceEpoch(second, Qt::UTC);
        m_text = QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
    }
    return m_text;
}

RequestIds::RequestIds() : m_last(hexOf(QRandomGenerator::system()->generate()) + hexOf(0)) {}

QByteArray RequestIds::next()
{
    for (qsizetype place = m_last.size() - 1; place >= 8; --place) {
        char& digit = m_last[place];
        digit = digit == '9' ? 'a' : char(digit + 1);
        if (digit <= 'f')
            break;
        digit = '0';
    }
    return {m_last.constData(), m_last.size()};
}

bool RequestIds::isFit(QByteArrayView id)
{
    const auto harmless = [](char c) {
        const char lower = char(c | 0x20);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
    };
    return !id.isEmpty() && id.size() <= 64 && std::ranges::all_of(id, harmless);
}

void appendResponse(QByteArray& out, const HttpResponse& response, const ResponseForm& form)
{
    constexpr qsizetype usualHead = 320;
    out.reserve(out.size() + usualHead + response.headerLines.size() + response.body.size());
    out += "HTTP/1.1 ";
    appendNumber(out, response.status);
    out += ' ';
    out += reasonPhrase(response.status);
    out += "\r\nDate: ";
    out += form.date;
    if (mayHaveBody(response.status)) {
        out += "\r\nContent-Type: ";
        out += response.contentType;
        out += "\r\nContent-Length: ";
        appendNumber(out, response.body.size());
    }
    out += "\r\nX-Request-Id: ";
    out += form.id;
    out += "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";
    out += response.headerLines;
    out += form.closes ? QByteArrayView("Connection: close\r\n\r\n") : QByteArrayView("\r\n");
    if (!form.withoutBody && mayHaveBody(response.status))
        out += response.body;
}

} // namespace tierwatch
