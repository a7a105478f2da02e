// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierjournal.h"

#include "storage/durablefile.h"
#include "values/codec.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qsizetype checksumLength = 16;

QByteArray checksumOf(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex().first(checksumLength);
}

QByteArray lineOf(const Invalidation& invalidation)
{
    const QJsonObject object{
        {u"stamp"_s, QString::number(invalidation.stamp)},
        {u"scope"_s, codec::toJson(invalidation.scope)},
        {u"wall_ms"_s, invalidation.wallMs},
        {u"username"_s, invalidation.who},
        {u"purge"_s, invalidation.purge},
        {u"undo_until_ms"_s, invalidation.undoUntilMs},
    };
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return checksumOf(text) + ' ' + text + '\n';
}

std::optional<Invalidation> invalidationOf(const QByteArray& line)
{
    const QByteArray text = line.mid(checksumLength + 1);
    if (text.isEmpty() || line.first(checksumLength) != checksumOf(text))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const auto scope = codec::fromJson<Scope>(object.value(u"scope"_s));
    if (!scope)
        return std::nullopt;
    Invalidation invalidation;
    invalidation.stamp = object.value(u"stamp"_s).toString().toULongLong();
    invalidation.scope = *scope;
    invalidation.wallMs = object.value(u"wall_ms"_s).toInteger();
    invalidation.who = object.value(u"username"_s).toString();
    invalidation.purge = object.value(u"purge"_s).toBool();
    invalidation.undoUntilMs = object.value(u"undo_until_ms"_s).toInteger();
    return invalidation;
}

} // namespace

BarrierJournal::Content BarrierJournal::read() const
{
    Content content;
    QFile file(m_path);
    if (m_path.isEmpty() || !file.exists())
        return content;
    if (!file.open(QIODevice::ReadOnly))
        return {{}, true};
    const QByteArray all = file.readAll();
    // A line without its end was cut by a failure that its caller was told of.
    for (const QByteArray& line : all.first(all.lastIndexOf('\n') + 1).split('\n')) {
        if (line.isEmpty())
            continue;
        if (const auto invalidation = invalidationOf(line))
            content.invalidations.push_back(*invalidation);
        else
            content.damaged = true;
    }
    return content;
}

Result<void> BarrierJournal::append(const Invalidation& invalidation)
{
    QFile file(m_path);
    const bool isNew = !file.exists();
    const bool written =
        !m_path.isEmpty() && file.open(QIODevice::WriteOnly | QIODevice::Append) &&
        file.write((isNew ? QByteArray() : QByteArray("\n")) + lineOf(invalidation)) > 0 &&
        durablefile::sync(file) && (!isNew || durablefile::syncFolderOf(m_path));
    if (written)
        return {};
    return Error{ErrorCode::Storage,
                 tr("The invalidation could be kept neither in the cache file nor beside it. It "
                    "holds until this program ends; free some space or look at the disk, and "
                    "invalidate again."),
                 file.errorString()};
}

Result<void> BarrierJournal::clear()
{
    if (m_path.isEmpty() || !QFile::exists(m_path))
        return {};
    if (QFile::remove(m_path) && durablefile::syncFolderOf(m_path))
        return {};
    return Error{
        ErrorCode::Storage,
        tr("The file %1 can't be removed. Check the permissions of its folder.").arg(m_path)};
}

} // namespace tierwatch
