// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cache/request.h"
#include "cache/whereabouts.h"

#include <QByteArray>
#include <QHashFunctions>

#include <algorithm>
#include <array>

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

/// A key as it is made: on the stack, for as long as it is short and only looked with.
class KeyBuffer final
{
public:
    KeyBuffer() = default;
    Q_DISABLE_COPY_MOVE(KeyBuffer)

    [[nodiscard]] QByteArrayView view() const { return {m_begin, m_size}; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    /// The end, with room for so many bytes behind it.
    [[nodiscard]] char* roomFor(qsizetype bytes)
    {
        if (m_size + bytes > m_capacity) [[unlikely]]
            grow(bytes);
        return m_begin + m_size;
    }
    /// Keeps what was written up to there.
    void endAt(const char* end) { m_size = end - m_begin; }
    void truncate(qsizetype size) { m_size = size; }
    void append(char byte) { append(QByteArrayView(&byte, 1)); }
    void append(QByteArrayView bytes)
    {
        endAt(std::copy(bytes.begin(), bytes.end(), roomFor(bytes.size())));
    }

private:
    void grow(qsizetype bytes);

    static constexpr qsizetype usual = 256;

    std::array<char, usual> m_usual;
    QByteArray m_large;
    char* m_begin = m_usual.data();
    qsizetype m_size = 0;
    qsizetype m_capacity = usual;
};

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
