// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/namedquery.h"

#include <QSet>

#include <span>

namespace tierwatch {

/// A key of a query file's header that is no setting of its type, and what it is for.
struct HeaderKey
{
    const char* name;
    const char* help; ///< for the document, in English
};
[[nodiscard]] std::span<const HeaderKey> headerKeys();

/// Reads one query file: lines `-- key: value` until the first line that is no comment, then SQL.
/// Keys are small letters; a comment of another shape is only a comment. Made for one parse.
class QueryParser final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::NamedQuery)
public:
    QueryParser(const QString& text, const QString& file);

    [[nodiscard]] Result<NamedQuery> parse();

private:
    using Problem = QString; ///< a sentence, empty when all is well

    [[nodiscard]] Problem readHeader();
    [[nodiscard]] Problem readHeaderLine(const QString& line);
    [[nodiscard]] Problem readKey(const QString& key, const QString& value);
    [[nodiscard]] Problem readName(const QString& value, QString& into);
    [[nodiscard]] Problem readPolicy(const QString& value, const PolicySetting& setting);
    [[nodiscard]] Problem readYesOrNo(const QString& value, bool& into);
    [[nodiscard]] Problem readParameter(const QString& value);
    [[nodiscard]] Problem checkWhole();
    [[nodiscard]] Problem checkPlaceholders() const;
    [[nodiscard]] Error failure(const QString& problem) const;

    QStringList m_lines;
    qsizetype m_at = 0; ///< index of the line that an error is about
    QSet<QString> m_seen;
    NamedQuery m_query;
};

} // namespace tierwatch
