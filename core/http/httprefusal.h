// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>

namespace tierwatch {

/// Why the server itself answers a request, and the handler does not get to see it.
struct HttpRefusal
{
    int status;
    const char* code;
    const char* words; ///< not translated yet

    [[nodiscard]] QString detail() const
    {
        return QCoreApplication::translate("HttpRefusal", words);
    }
};

namespace refusals {

#define TIERWATCH_REFUSAL(name, status, code, words)                                               \
    inline constexpr HttpRefusal name                                                              \
    {                                                                                              \
        status, code, QT_TRANSLATE_NOOP("HttpRefusal", words)                                      \
    }

TIERWATCH_REFUSAL(malformed, 400, "bad_request", "This is not a request of HTTP/1.1.");
TIERWATCH_REFUSAL(
    lineEnd, 400, "bad_request",
    "A line of the request's head does not end in a carriage return and a line feed.");
TIERWATCH_REFUSAL(folded, 400, "bad_request", "A header goes on in the next line.");
TIERWATCH_REFUSAL(badHeader, 400, "bad_request", "A header is not of the form \"name: value\".");
TIERWATCH_REFUSAL(badHost, 400, "bad_request", "There must be one header Host.");
TIERWATCH_REFUSAL(badLength, 400, "bad_request", "Content-Length must be one number, given once.");
TIERWATCH_REFUSAL(twoLengths, 400, "bad_request",
                  "A request has Content-Length or Transfer-Encoding, not both.");
TIERWATCH_REFUSAL(foreignHost, 403, "foreign_host",
                  "This service does not go by the name in the header Host. Whoever runs it can "
                  "add that name to its settings.");
TIERWATCH_REFUSAL(foreignOrigin, 403, "foreign_origin",
                  "Web pages of other hosts may not use this service.");
TIERWATCH_REFUSAL(headTime, 408, "timeout", "The request's head took too long.");
TIERWATCH_REFUSAL(bodyTime, 408, "timeout", "The request's body took too long.");
TIERWATCH_REFUSAL(chunked, 411, "length_required",
                  "The body must come with a Content-Length, and without a Transfer-Encoding.");
TIERWATCH_REFUSAL(bodySize, 413, "too_large", "The request's body is larger than is allowed here.");
TIERWATCH_REFUSAL(lineSize, 414, "uri_too_long", "The request's first line is too long.");
TIERWATCH_REFUSAL(expectation, 417, "expectation_failed",
                  "The only expectation that can be met is 100-continue.");
TIERWATCH_REFUSAL(headSize, 431, "head_too_large",
                  "The request's headers are too many, or too long.");
TIERWATCH_REFUSAL(failed, 500, "internal", "The service failed to answer. Its log says more.");
TIERWATCH_REFUSAL(unknownMethod, 501, "not_implemented", "This method is not known here.");
TIERWATCH_REFUSAL(tooMany, 503, "too_many_connections",
                  "There are too many connections. Try again in a moment.");
TIERWATCH_REFUSAL(version, 505, "version_not_supported", "This service speaks HTTP/1.1.");

#undef TIERWATCH_REFUSAL

} // namespace refusals

} // namespace tierwatch
