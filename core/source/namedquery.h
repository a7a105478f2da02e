// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/policy.h"
#include "source/parameter.h"
#include "source/sourcestatement.h"

#include <QCoreApplication>
#include <QVariantMap>

#include <vector>

namespace tierwatch {

/// One file of `queries/`: a header of `-- key: value` lines, then one SELECT. A plain value, made
/// by parse() and never changed after; any thread may read it.
struct NamedQuery
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::NamedQuery)
public:
    QString name;
    QString type;        ///< what it counts as in figures and invalidations; the name unless set
    QString title;       ///< for people
    QString description; ///< for people, may be empty
    std::vector<Parameter> parameters;
    PolicyChanges policy; ///< what is not as the workspace has it for all
    QStringList tags;
    bool perUser = false; ///< the rows depend on who asks: `:user` is bound, the user is in the key
    QString sql;          ///< as written
    SourceStatement statement;
    QString file;

    /// Errors are InvalidArgument and begin with "FILE, line N:".
    [[nodiscard]] static Result<NamedQuery> parse(const QString& text, const QString& file);

    /// The parameters in canonical form with defaults filled in. A wrong, missing or unknown one is
    /// an error (InvalidArgument) that names it.
    [[nodiscard]] Result<QVariantMap> canonical(const QVariantMap& given) const;
};

} // namespace tierwatch
