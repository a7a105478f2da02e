// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/connectionbook.h"

#include "settings/connectioncheck.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QSet>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

Result<QByteArray> contentOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Unreadable,
                     ConnectionBook::tr("The list of connections in %1 can't be read. Check that "
                                        "you may read it.")
                         .arg(path),
                     file.errorString()};
    if (file.size() > ConnectionFile::mostBytes)
        return Error{ErrorCode::InvalidArgument,
                     ConnectionBook::tr("%1 is too large for a list of connections.").arg(path)};
    return file.readAll();
}

/// Of what is damaged, nothing.
ConnectionFile parsedOrEmpty(const QByteArray& text)
{
    auto parsed = ConnectionFile::parse(text);
    return parsed ? *std::move(parsed) : ConnectionFile();
}

Result<ConnectionFile> readFile(const QString& path)
{
    const auto text = contentOf(path);
    return text ? ConnectionFile::parse(*text) : text.error();
}

Result<void> writeFile(const QString& path, const QByteArray& text)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return Error{ErrorCode::Unreadable,
                 ConnectionBook::tr("%1 can't be written; what was there is unchanged. Check "
                                    "permissions and free space.")
                     .arg(path),
                 file.errorString()};
}

QString backupOf(const QString& file)
{
    return file + u".bak"_s;
}

/// What makes two connections lead to the same place.
QString placeKey(const TargetConnection& connection)
{
    QString place = connection.place;
    while (place.size() > 1 && place.endsWith(u'/'))
        place.chop(1);
    return QStringList{codec::nameOf(connection.kind), place, connection.server}.join(QChar(0));
}

} // namespace

ConnectionBook::ConnectionBook(const QString& file, QObject* parent) : QObject(parent), m_file(file)
{
    load();
}

void ConnectionBook::load()
{
    if (!QFile::exists(m_file))
        return;
    const auto text = contentOf(m_file);
    if (!text && text.error().code == ErrorCode::Unreadable) {
        m_readOnly = text.error();
        m_notices.append(text.error().message);
        return;
    }
    auto read = text ? ConnectionFile::parse(*text) : text.error();
    if (read) {
        m_book = *std::move(read);
        m_text = *text;
    } else {
        m_damaged = true;
        m_notices.append(takeBackup() ? tr("The list of connections in %1 is damaged. Here is the "
                                           "one that was kept before it.")
                                            .arg(m_file)
                                      : tr("The list of connections in %1 is damaged, and there is "
                                           "none from before it. It is kept as it is, with "
                                           "\u201c.damaged\u201d at its end.")
                                            .arg(m_file));
    }
    for (const TargetConnection& connection : all())
        m_ids.insert(connection.id);
    m_notices.append(m_book.problems);
    if (!m_book.newer)
        return;
    m_readOnly = Error{ErrorCode::NewerVersion,
                       tr("The list of connections in %1 was made by a later version of this "
                          "program, so it is not written: changes last until the program ends.")
                           .arg(m_file)};
    m_notices.append(m_readOnly->message);
}

bool ConnectionBook::takeBackup()
{
    auto before = readFile(backupOf(m_file));
    const bool there = before.ok();
    if (there)
        m_book = *std::move(before);
    return there;
}

const TargetConnection* ConnectionBook::find(const QString& id) const
{
    const auto found = std::ranges::find(all(), id, &TargetConnection::id);
    return found == all().end() ? nullptr : &*found;
}

std::vector<TargetConnection>::iterator ConnectionBook::at(const QString& id)
{
    return std::ranges::find(m_book.connections, id, &TargetConnection::id);
}

Result<QString> ConnectionBook::add(TargetConnection connection)
{
    if (auto plain = checkNoSecret(connection); !plain)
        return plain.error();
    connection.id = newConnectionId();
    m_ids.insert(connection.id);
    m_book.connections.push_back(connection);
    Q_EMIT changed();
    return connection.id;
}

Result<bool> ConnectionBook::put(const TargetConnection& connection)
{
    if (auto plain = checkNoSecret(connection); !plain)
        return plain.error();
    const auto found = at(connection.id);
    if (found == m_book.connections.end())
        return Error{ErrorCode::NotFound, tr("This connection is not in the list any more.")};
    return std::exchange(*found, connection) != connection;
}

Result<void> ConnectionBook::change(const TargetConnection& connection)
{
    return change(std::vector{connection});
}

Result<void> ConnectionBook::change(const std::vector<TargetConnection>& connections)
{
    Result<void> all;
    bool isOther = false;
    for (const TargetConnection& connection : connections) {
        const Result<bool> done = put(connection);
        if (done)
            isOther = isOther || *done;
        else if (all)
            all = done.error();
    }
    if (isOther)
        Q_EMIT changed();
    return all;
}

void ConnectionBook::remove(const QString& id)
{
    remove(QStringList{id});
}

void ConnectionBook::remove(const QStringList& ids)
{
    const QSet<QString> gone(ids.begin(), ids.end());
    if (std::erase_if(m_book.connections,
                      [&gone](const TargetConnection& one) { return gone.contains(one.id); }) == 0)
        return;
    for (const QString& id : gone)
        m_book.members.remove(id);
    Q_EMIT changed();
}

void ConnectionBook::move(const QString& id, const QString& before)
{
    const auto from = at(id);
    if (from == m_book.connections.end() || id == before)
        return;
    const TargetConnection moved = *from;
    m_book.connections.erase(from);
    m_book.connections.insert(at(before), moved);
    Q_EMIT changed();
}

Result<QString> ConnectionBook::duplicate(const QString& id)
{
    const auto found = at(id);
    if (found == m_book.connections.end())
        return Error{ErrorCode::NotFound, tr("This connection is not in the list any more.")};
    TargetConnection copy = *found;
    copy.id = newConnectionId();
    m_ids.insert(copy.id);
    copy.name = tr("%1 copy").arg(copy.name.isEmpty() ? copy.place : copy.name);
    m_book.members.insert(copy.id, m_book.members.value(id));
    m_book.connections.insert(found + 1, copy);
    Q_EMIT changed();
    return copy.id;
}

Result<void> ConnectionBook::save()
{
    if (m_readOnly)
        return *m_readOnly;
    keepDamaged();
    if (auto taken = takeOthers(); !taken)
        return taken;
    const QByteArray text = m_book.toText();
    if (const auto written = writeFile(m_file, text); !written)
        return Error{ErrorCode::Unreadable,
                     tr("The list of connections can't be kept: changes last until the program "
                        "ends. %1")
                         .arg(written.error().message),
                     written.error().detail};
    m_text = text;
    // Where this fails, the file itself is still good.
    static_cast<void>(writeFile(backupOf(m_file), text).ok());
    return {};
}

/// Another window of the same person may have added some; what both have changed is as it is here.
Result<void> ConnectionBook::takeOthers()
{
    const auto text = contentOf(m_file);
    if (!text || *text == m_text)
        return {};
    const ConnectionFile others = parsedOrEmpty(*text);
    if (others.newer)
        return Error{ErrorCode::NewerVersion,
                     tr("A later version of this program has written the list of connections in "
                        "%1 meanwhile: changes here last until this program ends.")
                         .arg(m_file)};
    bool took = false;
    for (const TargetConnection& connection : others.connections) {
        if (m_ids.contains(connection.id))
            continue;
        m_ids.insert(connection.id);
        m_book.members.insert(connection.id, others.members.value(connection.id));
        m_book.connections.push_back(connection);
        took = true;
    }
    m_text = *text;
    if (took)
        Q_EMIT changed();
    return {};
}

/// Somebody may still want to take from it what can be read.
void ConnectionBook::keepDamaged()
{
    if (!std::exchange(m_damaged, false))
        return;
    const QString aside = m_file + u".damaged"_s;
    QFile::remove(aside);
    QFile::copy(m_file, aside);
}

Result<ConnectionBook::Imported> ConnectionBook::importFrom(const QString& file)
{
    const auto other = readFile(file);
    if (!other)
        return other.error();
    if (other->newer)
        return Error{ErrorCode::NewerVersion,
                     tr("%1 was made by a later version of this program. Export it there from a "
                        "version like this one, or update this program.")
                         .arg(file)};
    if (!other->problems.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("Nothing was taken from %1. %2").arg(file, other->problems.constFirst()),
                     other->problems.join(u'\n')};
    const Imported done = merge(*other);
    if (done.added > 0)
        Q_EMIT changed();
    return done;
}

ConnectionBook::Imported ConnectionBook::merge(const ConnectionFile& other)
{
    QSet<QString> places;
    QSet<QString> ids;
    for (const TargetConnection& connection : all()) {
        places.insert(placeKey(connection));
        ids.insert(connection.id);
    }
    Imported done;
    for (TargetConnection connection : other.connections) {
        if (places.contains(placeKey(connection))) {
            done.skipped.append(tr("%1 leads to %2, which is in the list already.")
                                    .arg(connection.name.isEmpty() ? tr("One") : connection.name,
                                         connection.place));
            continue;
        }
        const QJsonObject members = other.members.value(connection.id);
        if (ids.contains(connection.id))
            connection.id = newConnectionId();
        m_book.members.insert(connection.id, members);
        places.insert(placeKey(connection));
        ids.insert(connection.id);
        m_ids.insert(connection.id);
        m_book.connections.push_back(withoutTrust(connection));
        ++done.added;
        if (trustsMore(connection))
            done.trusting.push_back(std::move(connection));
    }
    return done;
}

Result<void> ConnectionBook::exportTo(const QString& file) const
{
    ConnectionFile understood = m_book;
    understood.unread = {};
    return writeFile(file, understood.toText());
}

} // namespace tierwatch
