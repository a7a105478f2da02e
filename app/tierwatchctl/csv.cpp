// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tierwatch::csv {

QString line(const QStringList& cells)
{
    QStringList quoted;
    for (QString cell : cells) {
        const bool needsQuotes = cell.contains(u',') || cell.contains(u'"') ||
                                 cell.contains(u'\n') || cell.contains(u'\r');
        quoted << (needsQuotes ? u'"' + cell.replace(u'"', u"\"\""_s) + u'"' : cell);
    }
    return quoted.join(u',');
}

QString cell(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return {};
    case QJsonValue::Array:
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return value.toVariant().toString();
    }
}

} // namespace tierwatch::csv
