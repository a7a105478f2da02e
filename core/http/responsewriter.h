// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "http/httpmessage.h"

namespace tierwatch {

/// The text of the header Date, made once a second. One thread.
class HttpDate final
{
public:
    explicit HttpDate(const Clock& clock) : m_clock(clock) {}

    [[nodiscard]] const QByteArray& text();

private:
    const Clock& m_clock;
    qint64 m_second = -1;
    QByteArray m_text;
};

/// Names for requests that brought none: unique in this process, unlikely elsewhere. One thread.
class RequestIds final
{
public:
    RequestIds();

    [[nodiscard]] QByteArray next();
    /// Whether a name that a client gave is short, and harmless in logs and headers.
    [[nodiscard]] static bool isFit(QByteArrayView id);

private:
    QByteArray m_last; ///< hexadecimal digits; the last eight count
};

/// What a response's form depends on, besides itself.
struct ResponseForm
{
    QByteArrayView id;
    QByteArrayView date;
    bool withoutBody = false; ///< it answers HEAD
    bool closes = false;
};

/// Appends a response to what is to be sent. Any thread.
void appendResponse(QByteArray& out, const HttpResponse& response, const ResponseForm& form);

} // namespace tierwatch
