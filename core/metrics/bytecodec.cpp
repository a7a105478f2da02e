// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/bytecodec.h"

#include <QtEndian>

#include <bit>
#include <limits>

namespace tierwatch {

void ByteWriter::varint(quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        byte(static_cast<quint8>(value | 0x80));
    byte(static_cast<quint8>(value));
}

void ByteWriter::real(double value)
{
    static_assert(sizeof(double) == 8 && std::numeric_limits<double>::is_iec559);
    char bytes[8];
    qToLittleEndian(std::bit_cast<quint64>(value), bytes);
    m_bytes.append(bytes, sizeof bytes);
}

quint8 ByteReader::byte()
{
    if (m_bytes.isEmpty()) {
        m_failed = true;
        return 0;
    }
    const auto value = static_cast<quint8>(m_bytes.front());
    m_bytes = m_bytes.sliced(1);
    return value;
}

quint64 ByteReader::varint()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const quint8 next = byte();
        value |= static_cast<quint64>(next & 0x7f) << shift;
        if (!(next & 0x80))
            return m_failed ? 0 : value;
    }
    m_failed = true;
    return 0;
}

double ByteReader::real()
{
    if (m_bytes.size() < 8) {
        m_failed = true;
        return 0;
    }
    const auto bits = qFromLittleEndian<quint64>(m_bytes.data());
    m_bytes = m_bytes.sliced(8);
    return std::bit_cast<double>(bits);
}

} // namespace tierwatch
