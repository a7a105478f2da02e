// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include <QFile>
#include <QRegularExpression>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

QString readTemplate()
{
    QFile file(u":/tierwatch/style/tierwatch.qss"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// A size in the template is written @28@; a hair line (1px) is written plainly and stays.
QString withSizes(const QString& sheet, double scale)
{
    static const QRegularExpression size(u"@([0-9]+)(px|pt)@"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = size.globalMatch(sheet); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const double scaled = match.capturedView(1).toDouble() * scale;
        const bool pixels = match.capturedView(2) == u"px";
        result += QStringView(sheet).sliced(from, match.capturedStart() - from);
        result += pixels ? QString::number(qRound(scaled)) : QString::number(scaled, 'f', 2);
        result += match.capturedView(2);
        from = match.capturedEnd();
    }
    return result.append(QStringView(sheet).sliced(from));
}

} // namespace

QString styleSheet(Scheme scheme, double scale)
{
    QString sheet = withSizes(readTemplate(), scale);
    const Colors colors(scheme);
    for (const TokenRow& row : tokenTable)
        sheet.replace(u"@%1@"_s.arg(QLatin1StringView(row.name)), colors(row.token).name());
    return sheet;
}

} // namespace tierwatch
