// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sourcestatement.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr QStringView schemaMark = u"{schema}";

bool startsName(QChar c)
{
    return c == u'_' || (c.unicode() < 128 && c.isLetter());
}

bool continuesName(QChar c)
{
    return startsName(c) || (c >= u'0' && c <= u'9');
}

/// One pass over the text; each step takes what stands at m_at and writes what the driver gets.
class Scanner final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SourceStatement)
public:
    Scanner(QStringView text, int firstLine) : m_text(text), m_line(firstLine) {}

    Result<SourceStatement> run()
    {
        while (m_at < m_text.size()) {
            if (!step())
                return Error{ErrorCode::InvalidArgument, m_problem};
        }
        return m_statement;
    }

private:
    bool step()
    {
        const QChar c = m_text[m_at];
        if (c == u'\'' || c == u'"' || c == u'`')
            return quoted(c);
        if (ahead(u"--"))
            return lineComment();
        if (ahead(u"/*"))
            return blockComment();
        if (c == u'{')
            return schema();
        if (c == u':')
            return colon();
        return copy(1);
    }

    bool ahead(QStringView mark) const { return m_text.sliced(m_at).startsWith(mark); }

    bool copy(qsizetype length)
    {
        const QStringView part = m_text.sliced(m_at, length);
        m_statement.sql += part;
        return skip(length);
    }

    bool skip(qsizetype length)
    {
        m_line += int(m_text.sliced(m_at, length).count(u'\n'));
        m_at += length;
        return true;
    }

    bool fail(const QString& sentence)
    {
        m_problem = tr("line %1: %2").arg(m_line).arg(sentence);
        return false;
    }

    // A doubled quote inside is two quoted parts in a row, which copies the same.
    bool quoted(QChar mark)
    {
        const qsizetype end = m_text.indexOf(mark, m_at + 1);
        if (end < 0)
            return fail(tr("the quote %1 is never closed.").arg(mark));
        return copy(end + 1 - m_at);
    }

    bool lineComment()
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return skip((end < 0 ? m_text.size() : end) - m_at);
    }

    bool blockComment()
    {
        const qsizetype end = m_text.indexOf(u"*/", m_at + 2);
        if (end < 0)
            return fail(tr("the comment is never closed."));
        const QStringView comment = m_text.sliced(m_at, end + 2 - m_at);
        m_statement.sql += QString(comment.count(u'\n'), u'\n') + u' ';
        return skip(comment.size());
    }

    bool schema()
    {
        if (!ahead(schemaMark))
            return fail(tr("only {schema} may stand in braces."));
        m_statement.needsSchema = true;
        return copy(schemaMark.size());
    }

    bool colon()
    {
        if (ahead(u"::"))
            return copy(2); // a cast in some products
        qsizetype end = m_at + 1;
        if (end == m_text.size() || !startsName(m_text[end]))
            return copy(1);
        while (end < m_text.size() && continuesName(m_text[end]))
            ++end;
        m_statement.placeholders += m_text.sliced(m_at + 1, end - m_at - 1).toString();
        m_statement.sql += u'?';
        return skip(end - m_at);
    }

    QStringView m_text;
    int m_line;
    qsizetype m_at = 0;
    QString m_problem;
    SourceStatement m_statement;
};

} // namespace

Result<SourceStatement> SourceStatement::parse(QStringView text, int firstLine)
{
    return Scanner(text, firstLine).run();
}

QString SourceStatement::withSchema(const QString& quotedSchema) const
{
    return QString(sql).replace(schemaMark.toString(), quotedSchema);
}

} // namespace tierwatch
