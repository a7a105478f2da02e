// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entrydigest.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace tierwatch::entrydigest {

namespace {

constexpr qsizetype bytes = 16;

QByteArray hashOf(QByteArrayView key)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(key);
    return hash.result().first(bytes);
}

qint64 numberAt(const QByteArray& hash)
{
    return qFromBigEndian<qint64>(hash.constData());
}

} // namespace

QString of(QByteArrayView key)
{
    return QString::fromLatin1(hashOf(key).toHex());
}

qint64 numberOf(QByteArrayView key)
{
    return numberAt(hashOf(key));
}

std::optional<qint64> numberIn(const QString& digest)
{
    const QByteArray hash = QByteArray::fromHex(digest.toLatin1());
    if (hash.size() != bytes || QLatin1StringView(hash.toHex()) != digest)
        return std::nullopt;
    return numberAt(hash);
}

} // namespace tierwatch::entrydigest
