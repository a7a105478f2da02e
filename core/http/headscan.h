// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/httplimits.h"
#include "http/httprefusal.h"

#include <QByteArrayView>

namespace tierwatch {

/// Finds the end of a request's head as its bytes arrive, and refuses it as soon as they break a
/// limit or a rule that the parser proper would let pass. Looks at each byte once, however they
/// drip. One request each; any thread.
class HeadScan final
{
public:
    enum class Seen { Part, Whole, Refused };

    explicit HeadScan(const HttpLimits& limits) : m_limits(&limits) {}

    /// `bytes` begin with the request's first; those shown before are there again.
    [[nodiscard]] Seen look(QByteArrayView bytes);

    /// The head's size with the blank line, once it was seen whole.
    [[nodiscard]] qsizetype size() const { return m_lineStart; }
    [[nodiscard]] qint64 contentLength() const { return m_length; }
    [[nodiscard]] int hosts() const { return m_hosts; }
    /// Why it was refused.
    [[nodiscard]] const HttpRefusal* refusal() const { return m_refusal; }

private:
    Seen refuse(const HttpRefusal& why);
    Seen end();
    [[nodiscard]] Seen lookAtRest(QByteArrayView line);
    [[nodiscard]] const HttpRefusal* faultOf(QByteArrayView line);
    [[nodiscard]] const HttpRefusal* faultOfHeader(QByteArrayView line);
    [[nodiscard]] bool takeLength(QByteArrayView value);

    const HttpLimits* m_limits;
    const HttpRefusal* m_refusal = nullptr;
    qsizetype m_lineStart = 0;
    qsizetype m_searched = 0;
    qsizetype m_lines = 0;
    qint64 m_length = 0;
    int m_hosts = 0;
    bool m_hasLength = false;
    bool m_isCoded = false;
};

} // namespace tierwatch
