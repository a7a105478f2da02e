// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <cstring>

namespace tierwatch {

/// A body that can be read once. Qt sends a request again, whatever its method, when a connection
/// ends before the answer began; without its body it can't, and an action is done once. Belongs to
/// its reply, whose thread it lives in.
class OneDevice final : public QIODevice
{
public:
    explicit OneDevice(QByteArray bytes) : m_bytes(std::move(bytes)) { open(ReadOnly); }

    [[nodiscard]] bool isSequential() const override { return true; }
    bool reset() override { return m_at == 0; }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_bytes.size() - m_at + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const qint64 count = qMin(most, m_bytes.size() - m_at);
        if (count <= 0)
            return -1;
        std::memcpy(data, m_bytes.constData() + m_at, static_cast<size_t>(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    const QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace tierwatch
