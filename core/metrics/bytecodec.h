// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace tierwatch {

/// Builds a compact row of numbers: small whole ones take one byte. A value: any thread.
class ByteWriter final
{
public:
    void byte(quint8 value) { m_bytes.append(static_cast<char>(value)); }
    /// Seven bits a byte, lowest first.
    void varint(quint64 value);
    /// Eight bytes, lowest first.
    void real(double value);
    [[nodiscard]] QByteArray take() { return std::move(m_bytes); }

private:
    QByteArray m_bytes;
};

/// Reads what a ByteWriter wrote; reading past the end or a malformed number makes it fail() for
/// good and gives zeroes. The bytes must outlive it.
class ByteReader final
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] quint8 byte();
    [[nodiscard]] quint64 varint();
    [[nodiscard]] double real();
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_bytes.isEmpty(); }

private:
    QByteArrayView m_bytes;
    bool m_failed = false;
};

} // namespace tierwatch
