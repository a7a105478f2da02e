// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/headscan.h"

#include <algorithm>
#include <limits>

namespace tierwatch {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isPlainText(char c)
{
    return c >= ' ' && c <= '~';
}

/// "METHOD target HTTP/9.9" in plain text (RFC 9112, section 3), whatever the method and the
/// version; the parser judges the rest.
bool isRequestLine(QByteArrayView line)
{
    if (!std::ranges::all_of(line, isPlainText))
        return false;
    const qsizetype first = line.indexOf(' ');
    const qsizetype second = line.indexOf(' ', first + 1);
    if (first <= 0 || second <= first + 1)
        return false;
    const QByteArrayView version = line.sliced(second + 1);
    return version.size() == 8 && version.startsWith("HTTP/") && isDigit(version[5]) &&
           version[6] == '.' && isDigit(version[7]);
}

bool is(QByteArrayView name, QByteArrayView expected)
{
    return name.size() == expected.size() && name.compare(expected, Qt::CaseInsensitive) == 0;
}

} // namespace

HeadScan::Seen HeadScan::look(QByteArrayView bytes)
{
    while (true) {
        const qsizetype feed = bytes.indexOf('\n', m_searched);
        if (feed < 0) {
            m_searched = bytes.size();
            return lookAtRest(bytes.sliced(m_lineStart));
        }
        if (feed == m_lineStart || bytes[feed - 1] != '\r')
            return refuse(refusals::lineEnd);
        const QByteArrayView line = bytes.sliced(m_lineStart, feed - 1 - m_lineStart);
        m_lineStart = m_searched = feed + 1;
        if (line.isEmpty())
            return end();
        if (const HttpRefusal* fault = faultOf(line))
            return refuse(*fault);
        ++m_lines;
    }
}

HeadScan::Seen HeadScan::refuse(const HttpRefusal& why)
{
    m_refusal = &why;
    return Seen::Refused;
}

HeadScan::Seen HeadScan::end()
{
    if (m_lines == 0)
        return refuse(refusals::malformed);
    if (m_isCoded)
        return refuse(m_hasLength ? refusals::twoLengths : refusals::chunked);
    return Seen::Whole;
}

/// A line that has not ended yet is refused early, so that random bytes do not wait for a deadline.
HeadScan::Seen HeadScan::lookAtRest(QByteArrayView line)
{
    const bool isFirst = m_lines == 0;
    if (line.size() > m_limits->line + 1)
        return refuse(isFirst ? refusals::lineSize : refusals::headSize);
    if (m_lineStart + line.size() > m_limits->headBytes)
        return refuse(refusals::headSize);
    const QByteArrayView text = line.endsWith('\r') ? line.chopped(1) : line;
    if (isFirst && !std::ranges::all_of(text, isPlainText))
        return refuse(refusals::malformed);
    return Seen::Part;
}

const HttpRefusal* HeadScan::faultOf(QByteArrayView line)
{
    if (m_lines == 0) {
        if (line.size() > m_limits->line)
            return &refusals::lineSize;
        return isRequestLine(line) ? nullptr : &refusals::malformed;
    }
    if (line.size() > m_limits->line || m_lineStart > m_limits->headBytes ||
        m_lines > m_limits->headers)
        return &refusals::headSize;
    return faultOfHeader(line);
}

const HttpRefusal* HeadScan::faultOfHeader(QByteArrayView line)
{
    if (isBlank(line.front()))
        return &refusals::folded;
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || isBlank(line[colon - 1]))
        return &refusals::badHeader;
    const QByteArrayView name = line.first(colon);
    if (is(name, "host") && ++m_hosts > 1)
        return &refusals::badHost;
    if (is(name, "content-length") && !takeLength(line.sliced(colon + 1).trimmed()))
        return &refusals::badLength;
    m_isCoded = m_isCoded || is(name, "transfer-encoding");
    return nullptr;
}

bool HeadScan::takeLength(QByteArrayView value)
{
    if (m_hasLength || value.isEmpty() || !std::ranges::all_of(value, isDigit))
        return false;
    m_hasLength = true;
    for (const char digit : value) {
        if (m_length > (std::numeric_limits<qint64>::max() - 9) / 10)
            return false;
        m_length = m_length * 10 + (digit - '0');
    }
    return true;
}

} // namespace tierwatch
