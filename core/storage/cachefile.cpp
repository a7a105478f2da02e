// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/cachefile.h"

#include "storage/entriestable.h"
#include "storage/fileprobe.h"
#include "storage/schema.h"
#include "storage/sqlerror.h"
#include "storage/threadreaders.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

using Mode = CacheFileOptions::Mode;

/// In steps, so that no other program waits long for the lock.
Result<void> adoptForeignRows(Writer& writer)
{
    constexpr int rowsAtOnce = 5000;
    std::optional<qint64> cursor;
    const auto look = [&cursor](Connection& connection) -> Result<void> {
        const auto foreign = EntriesTable(connection).hasForeignRows();
        if (!foreign)
            return foreign.error();
        cursor = *foreign ? std::optional<qint64>(0) : std::nullopt;
        return {};
    };
    const auto step = [&cursor](Connection& connection) -> Result<void> {
        const auto next = EntriesTable(connection).adopt(*cursor, rowsAtOnce);
        if (!next)
            return next.error();
        cursor = *next;
        return {};
    };
    auto done = writer.run(look);
    while (done && cursor)
        done = writer.run(step);
    return done;
}

/// Forgets what is kept of rows that another program removed while the file was closed.
Result<void> disownRemovedRows(Writer& writer)
{
    constexpr int rowsAtOnce = 5000;
    qint64 removed = rowsAtOnce;
    const auto step = [&removed](Connection& connection) -> Result<void> {
        const auto done = EntriesTable(connection).disown(rowsAtOnce);
        if (!done)
            return done.error();
        removed = *done;
        return {};
    };
    Result<void> done;
    while (done && removed == rowsAtOnce)
        done = writer.run(step);
    return done;
}

Result<std::unique_ptr<Connection>> openViewer(const ConnectionOptions& options)
{
    auto connection = Connection::open(options);
    if (!connection)
        return connection;
    if (auto completed = schema::completeForViewing(**connection); !completed)
        return completed.error();
    return connection;
}

} // namespace

CacheFile::CacheFile(ConnectionOptions reading, QString notice)
    : m_reading(std::move(reading)), m_notice(std::move(notice))
{
}

CacheFile::~CacheFile()
{
    // The writer goes last, so that its checkpoint leaves nothing beside the file.
    threadreaders::drop(m_alive);
    m_writer.reset();
}

Result<std::unique_ptr<CacheFile>> CacheFile::open(const CacheFileOptions& options, Clock& clock)
{
    if (auto checked = checkPlace(options); !checked)
        return checked.error();
    if (options.mode == Mode::ViewIfThere && !QFileInfo::exists(options.path))
        return openEmpty(options);
    const auto probe = FileProbe::of(options.path, options.busyTimeoutMs);
    if (!probe)
        return probe.error();
    if (!probe->tables.isEmpty() && !schema::isCache(probe->tables))
        return notOurs(options.path);
    const bool wantsToWrite = options.mode == Mode::ReadWrite;
    std::unique_ptr<CacheFile> file(new CacheFile(
        {options.path, ConnectionOptions::Kind::Reader, options.busyTimeoutMs, options.readLimitMs},
        wantsToWrite ? reasonToView(options.path, *probe) : QString()));
    const bool writes = wantsToWrite && file->m_notice.isEmpty();
    if (auto ready = writes ? file->prepareForWriting(clock) : file->prepareForViewing(); !ready)
        return ready.error();
    return file;
}

/// A database in memory for each reader, with no row in it.
Result<std::unique_ptr<CacheFile>> CacheFile::openEmpty(const CacheFileOptions& options)
{
    std::unique_ptr<CacheFile> file(new CacheFile(
        {u":memory:"_s, ConnectionOptions::Kind::Reader, options.busyTimeoutMs}, QString()));
    if (auto ready = file->prepareForViewing(); !ready)
        return ready.error();
    return file;
}

Result<void> CacheFile::checkPlace(const CacheFileOptions& options)
{
    const QFileInfo file(options.path);
    const QFileInfo folder(file.absolutePath());
    if (!folder.isDir())
        return Error{ErrorCode::Unreadable,
                     tr("The folder %1 does not exist, so there can be no cache file in it. Create "
                        "the folder, or choose another place.")
                         .arg(folder.filePath())};
    if (file.exists())
        return {};
    if (options.mode == Mode::ViewIfThere)
        return {};
    if (options.mode == Mode::ReadOnly)
        return Error{ErrorCode::Unreadable,
                     tr("There is no cache file at %1. Check the path.").arg(file.filePath())};
    if (!folder.isWritable())
        return Error{ErrorCode::Unreadable,
                     tr("There is no cache file at %1, and none can be created because the folder "
                        "can't be written to. Choose another folder, or change its permissions.")
                         .arg(file.filePath())};
    return {};
}

Error CacheFile::notOurs(const QString& path)
{
    return {ErrorCode::NotACache,
            tr("%1 is not our file: it is a database of another program, without the tables of a "
               "cache. It was left as it is; choose another file.")
                .arg(path)};
}

QString CacheFile::reasonToView(const QString& path, const FileProbe& probe)
{
    if (probe.version > schema::currentVersion())
        return tr("This cache file was written by a newer version of the program (format %1; this "
                  "version knows up to %2), so it is only viewed. Update the program to control "
                  "it.")
            .arg(probe.version)
            .arg(schema::currentVersion());
    const QFileInfo file(path);
    const bool writable =
        QFileInfo(file.absolutePath()).isWritable() && (!probe.exists || file.isWritable());
    if (!writable)
        return tr("The cache file %1 or its folder can't be written to, so it is only viewed. "
                  "Change their permissions to control it.")
            .arg(path);
    return {};
}

Result<void> CacheFile::prepareForWriting(Clock& clock)
{
    auto writer = Writer::start({path(), ConnectionOptions::Kind::Writer, m_reading.busyTimeoutMs});
    if (!writer)
        return writer.error();
    const auto update = [nowMs = clock.wallMs()](Connection& connection) {
        return schema::bringUpToDate(connection, nowMs);
    };
    if (auto done = (*writer)->run(update); !done)
        return done;
    if (auto done = adoptForeignRows(**writer); !done)
        return done;
    if (auto done = disownRemovedRows(**writer); !done)
        return done;
    m_writer = std::move(*writer);
    return {};
}

Result<void> CacheFile::prepareForViewing()
{
    auto viewer = openViewer(m_reading);
    // A file in WAL mode can't be opened where nothing may be created beside it, save as one that
    // nobody changes; which holds as long as there are no changes beside it.
    if (!viewer && QFileInfo(path() + u"-wal"_s).size() == 0) {
        m_reading.kind = ConnectionOptions::Kind::Immutable;
        viewer = openViewer(m_reading);
    }
    if (!viewer)
        return viewer.error();
    return {};
}

Result<QString> CacheFile::setAside(const QString& path, const Clock& clock)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(clock.wallMs(), Qt::UTC);
    const QString base = path + u".damaged-"_s + now.toString(u"yyyyMMdd-hhmmss"_s);
    QString aside = base;
    for (int number = 2; QFileInfo::exists(aside); ++number)
        aside = base + u'-' + QString::number(number);
    // The file itself first: SQLite throws a log away whose file is not there.
    for (const QString& suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        if (QFileInfo::exists(path + suffix) && !QFile::rename(path + suffix, aside + suffix))
            return Error{ErrorCode::Storage,
                         tr("The damaged cache file %1 can't be moved aside. End other programs "
                            "that read it, check the permissions of its folder, or move it away "
                            "by hand.")
                             .arg(path)};
    }
    return aside;
}

Result<std::optional<QString>> CacheFile::repair(Clock& clock)
{
    renewReaders();
    const Result<bool> sound = isSound();
    if (!sound)
        return sound.error();
    std::optional<QString> aside;
    const auto between = [&]() -> Result<void> {
        if (*sound)
            return {};
        const Result<QString> moved = setAside(path(), clock);
        if (!moved)
            return moved.error();
        aside = *moved;
        return {};
    };
    if (auto reopened = m_writer->reopen(between); !reopened)
        return reopened.error();
    if (*sound)
        return aside;
    renewReaders();
    auto done = m_writer->run([nowMs = clock.wallMs()](Connection& connection) {
        return schema::bringUpToDate(connection, nowMs);
    });
    if (!done)
        return done.error();
    return aside;
}

Result<bool> CacheFile::isSound() const
{
    if (!QFileInfo::exists(path()))
        return false; // somebody moved it away
    const auto connection = Connection::open(m_reading);
    const auto verdict = connection ? (*connection)->value(u"PRAGMA quick_check(1)"_s)
                                    : Result<QVariant>(connection.error());
    if (verdict)
        return verdict->toString() == u"ok"_s;
    if (tellsOfDamage(verdict.error()))
        return false;
    return verdict.error();
}

std::shared_ptr<const int> CacheFile::alive() const
{
    const std::lock_guard lock(m_aliveMutex);
    return m_alive;
}

/// Each thread closes its connection and opens another one when it next needs it.
void CacheFile::renewReaders()
{
    const std::lock_guard lock(m_aliveMutex);
    m_alive = std::make_shared<const int>();
}

Connection& CacheFile::reader()
{
    return threadreaders::get(
        alive(), [this] { return m_writer ? Connection::open(m_reading) : openViewer(m_reading); });
}

Writer& CacheFile::writer()
{
    Q_ASSERT(m_writer);
    return *m_writer;
}

} // namespace tierwatch
