// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>

class QSqlField;
class QSqlQuery;
class QVariant;

namespace tierwatch {

/// Appends a value that is not null; false where it can't be told as it is.
using ValueWriter = bool (*)(QByteArray& json, const QVariant& value);
/// The writer of a column; null = the standard one.
using WriterChoice = std::function<ValueWriter(const QSqlField& column)>;

/// Walks an executed query to its end and gives its rows as a JSON array of objects, UTF-8 without
/// spaces, members in the order of the columns. Two columns of one name, an answer beyond
/// `maxBytes`, and a value that a column's writer refuses, are errors (Source). Runs on the query's
/// thread.
///
/// Integers are exact; doubles are the shortest text that reads back the same, and NaN and the
/// infinities, which JSON lacks, are the texts "NaN", "Infinity", "-Infinity"; an exact decimal
/// that a double cannot hold is a text; dates and times are ISO 8601; bytes are base64.
[[nodiscard]] Result<QByteArray> rowsToJson(QSqlQuery& query, qint64 maxBytes,
                                            const WriterChoice& writerFor = {});

/// One value, by the rules above. `decimal` says that a text stands for an exact decimal number.
void appendJson(QByteArray& json, const QVariant& value, bool decimal = false);

} // namespace tierwatch
