// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString escaped(const QString& text)
{
    QString safe;
    safe.reserve(text.size());
    for (const QChar character : text) {
        const bool steers = character.category() == QChar::Other_Control ||
                            character.category() == QChar::Other_Format;
        if (steers)
            safe += u"\\u%1"_s.arg(int(character.unicode()), 4, 16, QLatin1Char('0'));
        else
            safe += character;
    }
    return safe;
}

std::vector<QStringList> linesOf(const Table& table)
{
    std::vector<QStringList> lines;
    lines.reserve(table.rows.size() + 1);
    if (table.hasTitles()) {
        QStringList& titles = lines.emplace_back();
        for (const Table::Column& column : table.columns)
            titles << column.title;
    }
    for (const QStringList& row : table.rows) {
        QStringList& line = lines.emplace_back();
        for (const QString& cell : row)
            line << escaped(cell);
    }
    return lines;
}

} // namespace

bool Table::hasTitles() const
{
    return std::ranges::any_of(columns, [](const Column& c) { return !c.title.isEmpty(); });
}

QStringList Table::inColumns(const Paint& paint) const
{
    const std::vector<QStringList> lines = linesOf(*this);
    std::vector<qsizetype> widths(columns.size(), 0);
    for (const QStringList& line : lines)
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], line.value(static_cast<qsizetype>(i)).size());
    QStringList texts;
    for (const QStringList& line : lines) {
        QStringList cells;
        for (size_t i = 0; i < widths.size(); ++i) {
            const QString cell = line.value(static_cast<qsizetype>(i));
            const QString gap(widths[i] - cell.size(), u' ');
            const Tone tone = columns[i].tones.value(cell);
            const QString text = paint && tone != Tone::Plain ? paint(cell, tone) : cell;
            cells << (columns[i].isNumber ? gap + text : text + gap);
        }
        QString text = cells.join(u"  "_s);
        while (text.endsWith(u' '))
            text.chop(1);
        texts << text;
    }
    return texts;
}

QStringList Table::withTabs() const
{
    QStringList texts;
    for (const QStringList& line : linesOf(*this))
        texts << line.join(u'\t');
    return texts;
}

} // namespace tierwatch
