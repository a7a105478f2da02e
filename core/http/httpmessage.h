// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHostAddress>
#include <QUrlQuery>
#include <QVarLengthArray>

#include <any>
#include <optional>

namespace tierwatch {

/// The methods that a handler may see; others are answered by the server.
enum class HttpMethod { Get, Head, Post, Put, Patch, Delete, Options };

/// "GET", "POST", ...
[[nodiscard]] QByteArrayView methodName(HttpMethod method);

struct HttpHeader
{
    QByteArrayView name; ///< as sent
    QByteArrayView value;
};

/// A request that keeps every rule of HTTP/1.1, or its head while the body is not read yet. The
/// views show `head` and `decodedPath`, which copies share: they stay valid as long as this, or
/// a copy of it, lives. Its user keeps those two as they are.
struct HttpRequest
{
    HttpMethod method = HttpMethod::Get;
    QByteArrayView path;  ///< decoded UTF-8, begins with a slash (or is "*")
    QByteArrayView query; ///< as sent, without the question mark
    QVarLengthArray<HttpHeader, 12> headers;
    qint64 contentLength = 0; ///< that the head announces
    QByteArray body;
    QHostAddress peer;
    bool encrypted = false; ///< came through TLS
    QByteArray id;          ///< what X-Request-Id says, or one of ours; harmless in logs
    std::any note;          ///< what refuse() leaves for answer(): who asks, for example

    QByteArray head;
    QByteArray decodedPath;

    /// The value of the first header of this name, whose case does not matter.
    [[nodiscard]] std::optional<QByteArrayView> header(QByteArrayView name) const;
    /// How many headers have this name.
    [[nodiscard]] qsizetype headerCount(QByteArrayView name) const;
    /// The parameters after the question mark; a plus is a space.
    [[nodiscard]] QUrlQuery parameters() const;
};

/// What a handler answers. The server adds Content-Length, Date, X-Request-Id, Cache-Control:
/// no-store, and what else the connection needs.
struct HttpResponse
{
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = QByteArrayLiteral("application/json"); ///< not sent with 204
    QByteArray headerLines = {};                                    ///< see add()

    /// A further header. Line breaks and other control characters become spaces.
    HttpResponse& add(QByteArrayView name, QByteArrayView value);

    /// A failure, as the contract words it: {detail, code, request_id}.
    [[nodiscard]] static HttpResponse error(int status, QByteArrayView code, const QString& detail,
                                            QByteArrayView requestId);
};

/// The words after a status code: "Not Found".
[[nodiscard]] QByteArrayView reasonPhrase(int status);

} // namespace tierwatch
