// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/controlfile.h"

#include "http/fileowner.h"
#include "storage/durablefile.h"

#include <QDir>
#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int currentVersion = 1;
constexpr auto onlyTheOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                             QFileDevice::ReadOther | QFileDevice::WriteOther;

constexpr std::array statements = {
    "CREATE TABLE tokens(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, "
    "hash BLOB NOT NULL, role TEXT NOT NULL, username TEXT NOT NULL, created_ms INTEGER NOT NULL, "
    "expires_ms INTEGER, used_ms INTEGER, revoked_ms INTEGER)",
    "CREATE UNIQUE INDEX idx_tokens_name ON tokens(name) WHERE revoked_ms IS NULL",
    "CREATE TABLE audit(id INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL, "
    "hash BLOB NOT NULL)",
    "CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN "
    "SELECT RAISE(ABORT, 'the audit log only grows'); END",
    // A REPLACE would delete without asking the trigger above.
    "CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit "
    "WHEN new.id <= (SELECT coalesce(max(id), 0) FROM audit) BEGIN "
    "SELECT RAISE(ABORT, 'the audit log only grows'); END",
    "PRAGMA user_version = 1",
};

Result<qint64> integer(Connection& connection, const QString& sql)
{
    const auto value = connection.value(sql);
    if (!value)
        return value.error();
    return value->toLongLong();
}

} // namespace

Result<ControlFile> ControlFile::open(const QString& folder)
{
    ControlFile file(QDir(folder).absoluteFilePath(QLatin1StringView(fileName)));
    if (auto kept = file.keepPrivate(); !kept)
        return kept.error();
    if (auto created = file.create(); !created)
        return created.error();
    return file;
}

Result<ControlFile> ControlFile::openThatIsThere(const QString& folder)
{
    const QString path = QDir(folder).absoluteFilePath(QLatin1StringView(fileName));
    if (!QFile::exists(path))
        return Error{ErrorCode::NotFound,
                     tr("There is no control file %1: no token was ever made there, or it was "
                        "taken away. Nothing was changed; check the folder.")
                         .arg(path)};
    return open(folder);
}

Result<std::unique_ptr<Connection>> ControlFile::connect() const
{
    auto connection = Connection::open({m_path, ConnectionOptions::Kind::Shared});
    if (!connection)
        return worded(connection.error());
    return connection;
}

/// Before SQLite opens it, whose other files beside it get the same permissions.
Result<void> ControlFile::keepPrivate() const
{
    QFile file(m_path);
    if (file.open(QIODevice::ReadWrite | QIODevice::NewOnly, onlyTheOwner)) {
        fileowner::giveToOwnerOfFolder(file);
        file.close();
        static_cast<void>(durablefile::syncFolderOf(m_path));
        return {};
    }
    if (!file.exists())
        return worded({ErrorCode::Unreadable, {}, file.errorString()});
    if (!(file.permissions() & anybodyElse) || file.setPermissions(onlyTheOwner))
        return {};
    return Error{ErrorCode::Unreadable,
                 tr("The control file %1 may be read by others, and its permissions can't be "
                    "changed. Let its owner do that: only the owner may read and write it.")
                     .arg(m_path)};
}

Result<void> ControlFile::create() const
{
    const auto connection = connect();
    if (!connection)
        return connection.error();
    const auto version = integer(**connection, u"PRAGMA user_version"_s);
    if (!version)
        return worded(version.error());
    if (*version > currentVersion)
        return Error{ErrorCode::NewerVersion,
                     tr("The control file %1 was written by a newer version of this program. "
                        "Install that version, or choose another folder.")
                         .arg(m_path)};
    if (*version == currentVersion)
        return {};
    const auto made = createTables(**connection);
    return made || made.error().code == ErrorCode::NotACache ? made : worded(made.error());
}

Result<void> ControlFile::createTables(Connection& connection) const
{
    Transaction transaction(connection);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    const auto version = integer(connection, u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (*version == currentVersion) // by another process, meanwhile
        return {};
    const auto tables = integer(connection, u"SELECT count(*) FROM sqlite_master"_s);
    if (!tables)
        return tables.error();
    if (*tables > 0)
        return Error{ErrorCode::NotACache, tr("The file %1 is a database of another program. "
                                              "Nothing was changed; choose another folder.")
                                               .arg(m_path)};
    for (const char* sql : statements) {
        if (auto done = connection.exec(QLatin1StringView(sql)); !done)
            return done;
    }
    return transaction.commit();
}

Error ControlFile::worded(Error error)
{
    switch (error.code) {
    case ErrorCode::Locked:
        error.message = tr("Another program keeps the control file busy; nothing was changed. Try "
                           "again in a moment.");
        break;
    case ErrorCode::Unreadable:
        error.message = tr("The control file can't be opened. Check that its folder exists, and "
                           "that you may read and write both; it belongs to the user that the "
                           "service runs as.");
        break;
    case ErrorCode::Storage:
        error.message = tr("The control file, which holds tokens and the audit log, could not be "
                           "read or written. Look at its disk, and restore it from a backup if it "
                           "is damaged.");
        break;
    default:
        break;
    }
    return error;
}

} // namespace tierwatch
