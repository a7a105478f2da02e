// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/sqlerror.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("SqlError", text);
}

} // namespace

Error sqlFailure(const QSqlError& error)
{
    const QString detail = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    // Extended codes carry the primary one in their lowest byte.
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Locked,
                translated(QT_TRANSLATE_NOOP("SqlError",
                                             "Another program keeps the cache file busy; nothing "
                                             "was changed. Try again in a moment.")),
                detail};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorCode::Unreadable,
                translated(QT_TRANSLATE_NOOP(
                    "SqlError", "The cache file can't be opened. Check that it and its "
                                "folder exist and that you may read them.")),
                detail};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Storage,
                translated(QT_TRANSLATE_NOOP("SqlError",
                                             "The cache file is damaged. A cache can be made anew: "
                                             "move the file away and open again.")),
                detail};
    case SQLITE_FULL:
        return {
            ErrorCode::Storage,
            translated(QT_TRANSLATE_NOOP("SqlError", "The disk is full, so nothing can be added "
                                                     "to the cache file. Free some space.")),
            detail};
    default:
        return {ErrorCode::Storage,
                translated(QT_TRANSLATE_NOOP("SqlError",
                                             "The cache file could not be read or written. Reports "
                                             "go on without it; look at its disk.")),
                detail};
    }
}

bool tellsOfDamage(const Error& error)
{
    const auto says = [&error](int code) {
        return error.detail.contains(QLatin1StringView(sqlite3_errstr(code)));
    };
    return error.code == ErrorCode::Storage &&
           (says(SQLITE_CORRUPT) || says(SQLITE_NOTADB) || says(SQLITE_IOERR));
}

} // namespace tierwatch
