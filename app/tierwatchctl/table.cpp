// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

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

namespace {

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

constexpr qsizetype leastOfTheLast = 8;

void cutLast(std::vector<QStringList>& lines, std::vector<qsizetype>& widths, qsizetype width)
{
    qsizetype before = 0;
    for (size_t i = 0; i + 1 < widths.size(); ++i)
        before += widths[i] + 2;
    const qsizetype left = std::max(width - before, leastOfTheLast);
    if (width == 0 || widths.empty() || widths.back() <= left)
        return;
    widths.back() = left;
    for (QStringList& line : lines) {
        if (line.last().size() > left)
            line.last() = line.last().first(left - 1) + u'\u2026';
    }
}

} // namespace

bool Table::hasTitles() const
{
    return std::ranges::any_of(columns, [](const Column& c) { return !c.title.isEmpty(); });
}

QStringList Table::inColumns(const Paint& paint, qsizetype width) const
{
    std::vector<QStringList> lines = linesOf(*this);
    std::vector<qsizetype> widths;
    widths.reserve(columns.size());
    for (const Column& column : columns)
        widths.push_back(column.least);
    for (const QStringList& line : lines)
        for (size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], line.value(static_cast<qsizetype>(i)).size());
    cutLast(lines, widths, width);
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
