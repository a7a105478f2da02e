// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QStringList>

namespace tierwatch {

/// SQL as every driver takes it: values by position, comments gone, lines where they were.
/// `{schema}` stands as written until a schema is known.
struct SourceStatement
{
    QString sql;
    QStringList placeholders; ///< the names of the question marks, in their order
    bool needsSchema = false;

    /// Turns `:name` into `?` outside quotes and comments, which it leaves alone and drops. A brace
    /// that is not `{schema}`, and a quote or comment without an end, are InvalidArgument with the
    /// line number counted from `firstLine`. Any thread.
    [[nodiscard]] static Result<SourceStatement> parse(QStringView text, int firstLine = 1);

    /// The SQL with `{schema}` replaced by a name that the dialect has quoted.
    [[nodiscard]] QString withSchema(const QString& quotedSchema) const;
};

} // namespace tierwatch
