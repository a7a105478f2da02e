// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/sqlerror.h"

#include <QCoreApplication>

namespace tierwatch {

namespace {

/// SQLite's result codes and its words for them. They never change, and its header is not
/// everywhere where Qt's driver is.
enum SqliteCode {
    Perm = 3,
    Busy = 5,
    Locked = 6,
    Interrupt = 9,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    NotADatabase = 26
};
constexpr auto inputOutputText = "disk I/O error";
constexpr auto corruptText = "database disk image is malformed";
constexpr auto notADatabaseText = "file is not a database";

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
    case Busy:
    case Locked:
        return {ErrorCode::Locked,
                translated(QT_TRANSLATE_NOOP("SqlError",
                                             "Another program keeps the cache file busy; nothing "
                                             "was changed. Try again in a moment.")),
                detail};
    case Interrupt:
        return {
            ErrorCode::Timeout,
            translated(QT_TRANSLATE_NOOP("SqlError", "Reading the cache file took too long and was "
                                                     "stopped. Try again when less is going on.")),
            detail};
    case CantOpen:
    case Perm:
        return {ErrorCode::Unreadable,
                translated(QT_TRANSLATE_NOOP(
                    "SqlError", "The cache file can't be opened. Check that it and its "
                                "folder exist and that you may read them.")),
                detail};
    case Corrupt:
    case NotADatabase:
        return {ErrorCode::Storage,
                translated(QT_TRANSLATE_NOOP("SqlError",
                                             "The cache file is damaged. A cache can be made anew: "
                                             "move the file away and open again.")),
                detail};
    case Full:
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
    const auto says = [&error](const char* text) {
        return error.detail.contains(QLatin1StringView(text));
    };
    return error.code == ErrorCode::Storage &&
           (says(corruptText) || says(notADatabaseText) || says(inputOutputText));
}

bool tellsOfFullDisk(const Error& error)
{
    return error.code == ErrorCode::Storage && error.detail.contains(u"database or disk is full");
}

} // namespace tierwatch
