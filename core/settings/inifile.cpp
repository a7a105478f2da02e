// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/inifile.h"

#include <QFile>
#include <QSaveFile>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

Error malformed(const QString& file, qsizetype line)
{
    return {ErrorCode::InvalidArgument,
            IniFile::tr("Line %1 of %2 is neither a [section], a name = value, nor a comment. "
                        "Correct the line.")
                .arg(line)
                .arg(file)};
}

bool isComment(QStringView line)
{
    return line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';');
}

} // namespace

Result<IniFile> IniFile::load(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Unreadable,
                     tr("The settings file %1 can't be read. Check that it exists and that you may "
                        "read it.")
                         .arg(path),
                     file.errorString()};
    return parse(file.readAll(), path);
}

Result<IniFile> IniFile::parse(const QByteArray& text, const QString& name)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(text);
    if (decoder.hasError())
        return Error{ErrorCode::InvalidArgument,
                     tr("The settings file %1 is not UTF-8 text. Save it as UTF-8.").arg(name)};
    IniFile file;
    QString section;
    const QStringList lines = decoded.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringView line = QStringView(lines[i]).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (isComment(line))
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']'))
            section = line.sliced(1, line.size() - 2).trimmed().toString();
        else if (equals > 0 && !section.isEmpty())
            file.set(section + u'/' + line.first(equals).trimmed().toString(),
                     line.sliced(equals + 1).trimmed().toString());
        else
            return malformed(name, i + 1);
    }
    return file;
}

std::optional<QString> IniFile::find(QStringView key) const
{
    const auto found = std::ranges::find(m_items, key, &Item::key);
    return found == m_items.end() ? std::nullopt : std::optional(found->value);
}

QStringList IniFile::keys() const
{
    QStringList keys;
    for (const Item& item : m_items)
        keys.append(item.key);
    return keys;
}

void IniFile::set(const QString& key, const QString& value)
{
    Q_ASSERT(key.contains(u'/') && !value.contains(u'\n'));
    const auto found = std::ranges::find(m_items, key, &Item::key);
    if (found == m_items.end())
        m_items.append({key, value});
    else
        found->value = value;
}

QByteArray IniFile::toText() const
{
    QString text;
    QStringList written;
    for (const Item& item : m_items) {
        const QString section = item.key.section(u'/', 0, 0);
        if (written.contains(section))
            continue;
        written.append(section);
        text += u"%1[%2]\n"_s.arg(text.isEmpty() ? u""_s : u"\n"_s, section);
        for (const Item& member : m_items) {
            if (member.key.section(u'/', 0, 0) == section)
                text += member.key.section(u'/', 1) + u" = "_s + member.value + u'\n';
        }
    }
    return text.toUtf8();
}

Result<void> IniFile::save(const QString& path) const
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(toText()) >= 0 && file.commit())
        return {};
    return Error{ErrorCode::Unreadable,
                 tr("The settings file %1 can't be written; what was there is unchanged. Check "
                    "permissions and free space.")
                     .arg(path),
                 file.errorString()};
}

} // namespace tierwatch
