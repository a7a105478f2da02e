// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cache/request.h"
#include "cache/whereabouts.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QVarLengthArray>

namespace tierwatch {

/// 64 bits that find an entry quickly. Never decides whose row it is: the full key is compared.
/// Differs from run to run; never stored.
struct KeyDigest
{
    quint64 bits = 0;
    friend bool operator==(const KeyDigest&, const KeyDigest&) = default;
};

[[nodiscard]] inline size_t qHash(const KeyDigest& digest, size_t seed = 0) noexcept
{
    return static_cast<size_t>(digest.bits) ^ seed;
}

/// A key to look with, which somebody else holds.
struct KeyView
{
    KeyDigest digest;
    QByteArrayView text;
    Whereabouts* whereabouts = nullptr; ///< noted by who finds it
};

/// A key as it is made: on the stack, for as long as it is only looked with.
using KeyBuffer = QVarLengthArray<char, 256>;

/// The canonical name of a request: typed, length-prefixed fields, parameters sorted by name, so
/// that no two different requests share one. Text is UTF-8 without control characters; two texts
/// that only look alike (composed and decomposed letters) stay apart. Immutable; any thread.
class CacheKey final
{
public:
    /// InvalidArgument names the parameter whose type a key can't hold, or says that the type is
    /// empty.
    [[nodiscard]] static Result<CacheKey> of(const Request& request);
    /// The same into a buffer, for who may need no more than a look.
    [[nodiscard]] static Result<KeyView> write(const Request& request, KeyBuffer& into);
    /// A key that write() made.
    [[nodiscard]] static CacheKey of(const KeyView& view);
    /// A key as it stands in the cache file.
    [[nodiscard]] static CacheKey fromText(QByteArray text);

    [[nodiscard]] const QByteArray& text() const { return m_text; }
    [[nodiscard]] const KeyDigest& digest() const { return m_digest; }
    [[nodiscard]] KeyView view() const { return {m_digest, m_text}; }

private:
    CacheKey(QByteArray text, const KeyDigest& digest) : m_text(std::move(text)), m_digest(digest)
    {
    }

    QByteArray m_text;
    KeyDigest m_digest;
};

} // namespace tierwatch
