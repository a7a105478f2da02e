// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/watermarkstore.h"

#include "source/sources.h"
#include "storage/cachefile.h"
#include "storage/entriestable.h"
#include "storage/metatable.h"
#include "storage/watermarkstable.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

// Schema, number and row with a space between; neither of the first two can hold one.
QString textOf(const SourceMark& mark)
{
    return mark.schema + u' ' + QString::number(mark.maxId) + u' ' + QString::fromUtf8(mark.row);
}

SourceMark markOf(const QString& text)
{
    return {text.section(u' ', 0, 0), text.section(u' ', 1, 1).toLongLong(),
            text.section(u' ', 2).toUtf8()};
}

QString intervalKey()
{
    return u"check_interval_ms"_s;
}

QString metaKey(const QString& source, qint64 companyId)
{
    return u"watermark:%1:%2"_s.arg(source).arg(companyId);
}

} // namespace

std::optional<SourceMark> WatermarkStore::find(const QString& source, qint64 companyId)
{
    Connection& reader = m_file.reader();
    const auto text = MetaTable(reader).find(metaKey(source, companyId));
    if (!text || !*text)
        return std::nullopt;
    const SourceMark mark = markOf(**text);
    if (source != Sources::mainName())
        return mark;
    const auto rows = WatermarksTable(reader).all();
    const bool agrees = rows && std::ranges::any_of(*rows, [&](const Watermark& row) {
                            return row.companyId == companyId && row.schema == mark.schema &&
                                   row.maxId == mark.maxId;
                        });
    return agrees ? std::optional(mark) : std::nullopt;
}

Result<void> WatermarkStore::keep(const QString& source, qint64 companyId, const SourceMark& mark)
{
    if (m_file.access() != CacheFile::Access::ReadWrite)
        return {};
    const Watermark row{companyId, mark.schema, mark.maxId, m_clock.wallMs()};
    return m_file.writer().run([source, row, mark](Connection& connection) -> Result<void> {
        if (source == Sources::mainName()) {
            if (Result<void> put = WatermarksTable(connection).put(row); !put)
                return put;
        }
        return MetaTable(connection).set(metaKey(source, row.companyId), textOf(mark));
    });
}

bool WatermarkStore::hasOlderEntries(qint64 companyId, qint64 beforeMs)
{
    const auto older = EntriesTable(m_file.reader()).hasOlder(companyId, beforeMs);
    return !older || *older;
}

std::optional<qint64> WatermarkStore::intervalMs()
{
    const auto text = MetaTable(m_file.reader()).find(intervalKey());
    const qint64 ms = text && *text ? (*text)->toLongLong() : 0;
    return ms > 0 ? std::optional(ms) : std::nullopt;
}

Result<void> WatermarkStore::keepInterval(qint64 intervalMs)
{
    return m_file.writer().run([intervalMs](Connection& connection) {
        return MetaTable(connection).set(intervalKey(), QString::number(intervalMs));
    });
}

std::vector<qint64> WatermarkStore::companies()
{
    const auto companies = EntriesTable(m_file.reader()).companies();
    return companies ? *companies : std::vector<qint64>();
}

} // namespace tierwatch
