// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/fileprobe.h"

#include "storage/connection.h"
#include "storage/metatable.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("FileProbe", text);
}

Error unreadable(const QString& path)
{
    return {ErrorCode::Unreadable,
            translated(QT_TRANSLATE_NOOP("FileProbe", "The cache file %1 can't be read. Check that "
                                                      "you have permission to read it."))
                .arg(path)};
}

Error notSqlite(const QString& path)
{
    return {ErrorCode::NotACache,
            translated(QT_TRANSLATE_NOOP("FileProbe",
                                         "%1 is not a cache file: it is no SQLite database. It was "
                                         "left as it is; choose another file."))
                .arg(path)};
}

bool beginsAsDatabase(QFile& file)
{
    constexpr char magic[] = "SQLite format 3"; // with the NUL that ends it
    return file.read(sizeof magic) == QByteArray(magic, sizeof magic);
}

Result<void> checkHeader(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path);
    if (file.size() > 0 && !beginsAsDatabase(file))
        return notSqlite(path);
    return {};
}

/// Files of changes not yet in the main file: with one of them it can't be read alone.
bool hasUnfinishedBusiness(const QString& path)
{
    return QFileInfo(path + u"-wal"_s).size() > 0 || QFileInfo(path + u"-journal"_s).size() > 0;
}

Result<std::vector<QString>> readTables(Connection& connection)
{
    return connection
        .prepared("SELECT name FROM sqlite_master WHERE type = 'table' "
                  "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        .rows([](Statement& row) { return row.text(0); });
}

Result<int> readVersion(Connection& connection, const QStringList& tables)
{
    if (!tables.contains(u"tw_meta"_s))
        return 0;
    const auto version = MetaTable(connection).find(u"schema_version"_s);
    if (!version)
        return version.error();
    return version->value_or(u"0"_s).toInt();
}

} // namespace

bool FileProbe::hasHeader(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && beginsAsDatabase(file);
}

Result<FileProbe> FileProbe::of(const QString& path, int busyTimeoutMs)
{
    FileProbe probe;
    const QFileInfo file(path);
    probe.exists = file.exists();
    if (!probe.exists)
        return probe;
    if (!file.isFile())
        return unreadable(path);
    if (auto checked = checkHeader(path); !checked)
        return checked.error();
    const auto kind = hasUnfinishedBusiness(path) ? ConnectionOptions::Kind::Reader
                                                  : ConnectionOptions::Kind::Immutable;
    const auto connection = Connection::open({path, kind, busyTimeoutMs});
    if (!connection)
        return connection.error();
    const auto tables = readTables(**connection);
    if (!tables)
        return tables.error();
    probe.tables = QStringList(tables->begin(), tables->end());
    const auto version = readVersion(**connection, probe.tables);
    if (!version)
        return version.error();
    probe.version = *version;
    return probe;
}

} // namespace tierwatch
