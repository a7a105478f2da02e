// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/queryparser.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr QStringView userPlaceholder = u"user";

bool isName(const QString& text)
{
    static const QRegularExpression pattern(u"\\A[A-Za-z][A-Za-z0-9_]{0,63}\\z"_s);
    return pattern.match(text).hasMatch();
}

} // namespace

QueryParser::QueryParser(const QString& text, const QString& file)
    : m_lines(QString(text).remove(u'\r').split(u'\n'))
{
    m_query.file = file;
}

Result<NamedQuery> QueryParser::parse()
{
    if (const Problem problem = readHeader(); !problem.isEmpty())
        return failure(problem);
    m_query.sql = m_lines.mid(m_at).join(u'\n').trimmed();
    while (m_query.sql.endsWith(u';'))
        m_query.sql = m_query.sql.chopped(1).trimmed();
    Result<SourceStatement> statement = SourceStatement::parse(m_query.sql, int(m_at) + 1);
    if (!statement)
        return Error{ErrorCode::InvalidArgument,
                     m_query.file + u", "_s + statement.error().message};
    m_query.statement = *std::move(statement);
    if (const Problem problem = checkWhole(); !problem.isEmpty())
        return failure(problem);
    return m_query;
}

QueryParser::Problem QueryParser::readHeader()
{
    for (; m_at < m_lines.size(); ++m_at) {
        const QString line = m_lines[m_at].trimmed();
        if (line.isEmpty())
            continue;
        if (!line.startsWith(u"--"))
            return {};
        if (Problem problem = readHeaderLine(line); !problem.isEmpty())
            return problem;
    }
    m_at = m_lines.size() - 1;
    return tr("there is no SQL after the header.");
}

QueryParser::Problem QueryParser::readHeaderLine(const QString& line)
{
    static const QRegularExpression pattern(u"\\A--\\s*([a-z][a-z0-9_]*)\\s*:\\s*(.*)\\z"_s);
    const QRegularExpressionMatch match = pattern.match(line);
    if (!match.hasMatch())
        return {};
    const QString key = match.captured(1);
    if (key == u"param")
        return readParameter(match.captured(2));
    if (m_seen.contains(key))
        return tr("\"%1\" is given twice.").arg(key);
    m_seen.insert(key);
    return readKey(key, match.captured(2).trimmed());
}

QueryParser::Problem QueryParser::readKey(const QString& key, const QString& value)
{
    if (value.isEmpty())
        return tr("\"%1\" has no value.").arg(key);
    if (key == u"name")
        return readName(value, m_query.name);
    if (key == u"type")
        return readName(value, m_query.type);
    if (key == u"l1_ttl")
        return readSeconds(value, m_query.l1TtlS);
    if (key == u"l2_ttl")
        return readSeconds(value, m_query.l2TtlS);
    if (key == u"per_user")
        return readYesOrNo(value, m_query.perUser);
    if (key == u"title")
        m_query.title = value;
    else if (key == u"description")
        m_query.description = value;
    else if (key == u"tags")
        m_query.tags = value.split(QRegularExpression(u"[,\\s]+"_s), Qt::SkipEmptyParts);
    else
        return tr("\"%1\" is not known; use name, type, title, description, param, l1_ttl, l2_ttl, "
                  "tags or per_user.")
            .arg(key);
    return {};
}

QueryParser::Problem QueryParser::readName(const QString& value, QString& into)
{
    if (!isName(value))
        return tr("\"%1\" is not a name: a letter, then letters, digits and underscores.")
            .arg(value);
    into = value;
    return {};
}

QueryParser::Problem QueryParser::readSeconds(const QString& value, std::optional<qint64>& into)
{
    bool ok = false;
    into = value.toLongLong(&ok);
    return ok ? Problem() : tr("\"%1\" is not a whole number of seconds.").arg(value);
}

QueryParser::Problem QueryParser::readYesOrNo(const QString& value, bool& into)
{
    into = value == u"yes";
    return into || value == u"no" ? Problem() : tr("\"%1\" is neither yes nor no.").arg(value);
}

QueryParser::Problem QueryParser::readParameter(const QString& value)
{
    static const QRegularExpression pattern(u"\\A(\\S+)\\s+(\\S+)(?:\\s+(.*\\S))?\\s*\\z"_s);
    const QRegularExpressionMatch match = pattern.match(value);
    if (!match.hasMatch())
        return tr("a parameter is written \"param: NAME TYPE [DEFAULT]\".");
    Parameter parameter{match.captured(1), ParameterType::Text};
    const auto sameName = [&](const Parameter& other) { return other.name == parameter.name; };
    if (!isName(parameter.name) || parameter.name == userPlaceholder)
        return tr("\"%1\" can't be the name of a parameter.").arg(parameter.name);
    if (std::ranges::any_of(m_query.parameters, sameName))
        return tr("the parameter \"%1\" is given twice.").arg(parameter.name);
    const std::optional<ParameterType> type = parameterTypeFromName(match.capturedView(2));
    if (!type)
        return tr("\"%1\" is not a type; use integer, number, text, date or boolean.")
            .arg(match.captured(2));
    parameter.type = *type;
    if (const QString given = match.captured(3); !given.isEmpty()) {
        const Result<QVariant> canonical = parameter.canonical(given == u"\"\"" ? u""_s : given);
        if (!canonical)
            return canonical.error().message;
        parameter.defaultValue = *canonical;
    }
    m_query.parameters.push_back(std::move(parameter));
    return {};
}

QueryParser::Problem QueryParser::checkWhole()
{
    if (m_query.name.isEmpty())
        return tr("the header lacks \"-- name: ...\".");
    if (m_query.type.isEmpty())
        m_query.type = m_query.name;
    if (m_query.title.isEmpty())
        m_query.title = m_query.description.isEmpty() ? m_query.name : m_query.description;
    return checkPlaceholders();
}

QueryParser::Problem QueryParser::checkPlaceholders() const
{
    QSet<QString> unused;
    for (const Parameter& parameter : m_query.parameters)
        unused.insert(parameter.name);
    QSet<QString> declared = unused;
    if (m_query.perUser) {
        unused.insert(userPlaceholder.toString());
        declared.insert(userPlaceholder.toString());
    }
    for (const QString& placeholder : m_query.statement.placeholders) {
        if (!declared.contains(placeholder))
            return tr("the SQL uses :%1, which the header does not declare.").arg(placeholder);
        unused.remove(placeholder);
    }
    if (!unused.isEmpty())
        return tr("the SQL does not use :%1, which the header declares.").arg(*unused.cbegin());
    return {};
}

Error QueryParser::failure(const QString& problem) const
{
    return {ErrorCode::InvalidArgument,
            tr("%1, line %2: %3").arg(m_query.file).arg(m_at + 1).arg(problem)};
}

} // namespace tierwatch
