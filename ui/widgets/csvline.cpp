// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/csvline.h"

namespace tierwatch {

using namespace Qt::StringLiterals;

QString toCsvLine(const QStringList& cells)
{
    QStringList quoted;
    for (QString cell : cells) {
        if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        quoted += cell;
    }
    return quoted.join(u',') + u"\r\n"_s;
}

} // namespace tierwatch
