// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rangechoice.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

struct Texts
{
    Range range;
    const char* key;
    const char* shortName;
    const char* last;
    const char* inLast;
    const char* before;
};

constexpr std::array<Texts, 4> allTexts{{
    {Range::minutes(5), "5min", QT_TRANSLATE_NOOP("RangeChoice", "5 min"),
     QT_TRANSLATE_NOOP("RangeChoice", "last 5 minutes"),
     QT_TRANSLATE_NOOP("RangeChoice", "in the last 5 minutes"),
     QT_TRANSLATE_NOOP("RangeChoice", "the 5 minutes before")},
    {Range::hours(1), "1h", QT_TRANSLATE_NOOP("RangeChoice", "1 h"),
     QT_TRANSLATE_NOOP("RangeChoice", "last hour"),
     QT_TRANSLATE_NOOP("RangeChoice", "in the last hour"),
     QT_TRANSLATE_NOOP("RangeChoice", "the hour before")},
    {Range::hours(24), "24h", QT_TRANSLATE_NOOP("RangeChoice", "24 h"),
     QT_TRANSLATE_NOOP("RangeChoice", "last 24 hours"),
     QT_TRANSLATE_NOOP("RangeChoice", "in the last 24 hours"),
     QT_TRANSLATE_NOOP("RangeChoice", "the 24 hours before")},
    {Range::days(7), "7d", QT_TRANSLATE_NOOP("RangeChoice", "7 d"),
     QT_TRANSLATE_NOOP("RangeChoice", "last 7 days"),
     QT_TRANSLATE_NOOP("RangeChoice", "in the last 7 days"),
     QT_TRANSLATE_NOOP("RangeChoice", "the 7 days before")},
}};

const Texts& texts(RangeChoice choice)
{
    return allTexts[static_cast<std::size_t>(choice)];
}

QString translated(const char* text)
{
    return QCoreApplication::translate("RangeChoice", text);
}

} // namespace

Range rangeOf(RangeChoice choice)
{
    return texts(choice).range;
}

QString shortName(RangeChoice choice)
{
    return translated(texts(choice).shortName);
}

QString lastPhrase(RangeChoice choice)
{
    return translated(texts(choice).last);
}

QString inLastPhrase(RangeChoice choice)
{
    return translated(texts(choice).inLast);
}

QString beforePhrase(RangeChoice choice)
{
    return translated(texts(choice).before);
}

QString keyOf(RangeChoice choice)
{
    return QLatin1StringView(texts(choice).key);
}

std::optional<RangeChoice> rangeFromKey(const QString& key)
{
    for (const RangeChoice choice : rangeChoices) {
        if (keyOf(choice) == key)
            return choice;
    }
    return std::nullopt;
}

} // namespace tierwatch
