// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace tierwatch {

/// One cached value as it is put into the file. Times are Unix ms. `stamp`, `username`, `tags` and
/// `loadMs` are ours: a row that another program wrote has none of them.
struct StoredEntry
{
    QByteArray key; ///< UTF-8
    QString type;
    std::optional<qint64> companyId = {};
    QByteArray value; ///< UTF-8
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
    std::optional<qint64> stamp = {};
    std::optional<QString> username = {};
    QStringList tags = {};
    std::optional<double> loadMs = {};
    qint64 graceMs = 0; ///< how long past its end it is not to be cleaned up
};

/// What whoever knows a key does not know yet: the rest of an entry is part of its key.
struct FoundEntry
{
    QByteArray value; ///< UTF-8
    qint64 createdMs = 0;
    qint64 expiresMs = 0;
    std::optional<qint64> stamp = {};
    QStringList tags = {};
    std::optional<double> loadMs = {};
};

} // namespace tierwatch
