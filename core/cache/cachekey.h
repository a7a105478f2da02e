// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cache/request.h"

#include <QByteArray>
#include <QHashFunctions>

namespace tierwatch {

/// 128 bits that find an entry quickly. Never decides whose row it is: the full key is compared.
/// Differs from run to run; never stored.
struct KeyDigest
{
    quint64 low = 0;
    quint64 high = 0;
    friend bool operator==(const KeyDigest&, const KeyDigest&) = default;
};

[[nodiscard]] inline size_t qHash(const KeyDigest& digest, size_t seed = 0) noexcept
{
    return static_cast<size_t>(digest.low) ^ seed;
}

/// The canonical name of a request: typed, length-prefixed fields, parameters sorted by name, so
/// that no two different requests share one. Text is UTF-8 without control characters; two texts
/// that only look alike (composed and decomposed letters) stay apart. Immutable; any thread.
class CacheKey final
{
public:
    /// InvalidArgument names the parameter whose type a key can't hold, or says that the type is
    /// empty.
    [[nodiscard]] static Result<CacheKey> of(const Request& request);
    /// A key as it stands in the cache file.
    [[nodiscard]] static CacheKey fromText(QByteArray text);

    [[nodiscard]] const QByteArray& text() const { return m_text; }
    [[nodiscard]] const KeyDigest& digest() const { return m_digest; }

private:
    explicit CacheKey(QByteArray text);

    QByteArray m_text;
    KeyDigest m_digest;
};

} // namespace tierwatch
