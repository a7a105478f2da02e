// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/queryparser.h"

#include "base/words.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr QStringView userPlaceholder = u"user";

/// What the header holds beside the settings of a type.
constexpr std::array keys = {
    HeaderKey{"name", "The name of the report; the only one that must be there"},
    HeaderKey{"type", "What it counts as in figures and invalidations; its name unless set"},
    HeaderKey{"title", "What people see"},
    HeaderKey{"description", "More about it, for people"},
    HeaderKey{"param", "A parameter: its name, its type, and its default if it has one; once each"},
    HeaderKey{"per_user",
              "Whether the rows depend on who asks: `:user` is bound, and each user has "
              "a value of his own"},
    HeaderKey{"tags", "Words by which values can be invalidated together"},
};

QStringList knownKeys()
{
    QStringList names;
    for (const HeaderKey& key : keys)
        names << QLatin1StringView(key.name);
    for (const PolicySetting& setting : policySettings())
        names << QLatin1StringView(setting.name);
    return names;
}

bool isName(const QString& text)
{
    return words::isName(text, 64, words::isLetter, [](QChar c) {
        return words::isLetter(c) || words::isDigit(c) || c == u'_';
    });
}

/// Whether a comment may be a line of the header by what stands before its colon.
bool isKey(QStringView text)
{
    return words::isName(text, text.size(), words::isSmallLetter, [](QChar c) {
        return words::isSmallLetter(c) || words::isDigit(c) || c == u'_';
    });
}

} // namespace

std::span<const HeaderKey> headerKeys()
{
    return keys;
}

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
    const qsizetype colon = line.indexOf(u':');
    if (colon < 0)
        return {};
    const QString key = line.sliced(2, colon - 2).trimmed();
    const QString value = line.sliced(colon + 1).trimmed();
    if (!isKey(key))
        return {};
    if (key == u"param")
        return readParameter(value);
    if (m_seen.contains(key))
        return tr("\"%1\" is given twice.").arg(key);
    m_seen.insert(key);
    return readKey(key, value);
}

QueryParser::Problem QueryParser::readKey(const QString& key, const QString& value)
{
    if (value.isEmpty())
        return tr("\"%1\" has no value.").arg(key);
    if (key == u"name")
        return readName(value, m_query.name);
    if (key == u"type")
        return readName(value, m_query.type);
    if (key == u"per_user")
        return readYesOrNo(value, m_query.perUser);
    if (const PolicySetting* setting = policySetting(key))
        return readPolicy(value, *setting);
    if (key == u"title")
        m_query.title = value;
    else if (key == u"description")
        m_query.description = value;
    else if (key == u"tags")
        m_query.tags =
            QString(value).replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
    else
        return tr("\"%1\" is not known; use one of %2.").arg(key, knownKeys().join(u", "_s));
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

QueryParser::Problem QueryParser::readPolicy(const QString& value, const PolicySetting& setting)
{
    const std::optional<qint64> read = setting.read(value);
    if (!read)
        return tr("\"%1\" is not %2.").arg(value, setting.expected());
    m_query.policy.set(setting, *read);
    return {};
}

QueryParser::Problem QueryParser::readYesOrNo(const QString& value, bool& into)
{
    into = value == u"yes";
    return into || value == u"no" ? Problem() : tr("\"%1\" is neither yes nor no.").arg(value);
}

QueryParser::Problem QueryParser::readParameter(const QString& value)
{
    QStringView given = value;
    Parameter parameter{words::takeFirst(given).toString(), ParameterType::Text};
    const QStringView typeName = words::takeFirst(given);
    if (typeName.isEmpty())
        return tr("a parameter is written \"param: NAME TYPE [DEFAULT]\".");
    const auto sameName = [&](const Parameter& other) { return other.name == parameter.name; };
    if (!isName(parameter.name) || parameter.name == userPlaceholder)
        return tr("\"%1\" can't be the name of a parameter.").arg(parameter.name);
    if (std::ranges::any_of(m_query.parameters, sameName))
        return tr("the parameter \"%1\" is given twice.").arg(parameter.name);
    const std::optional<ParameterType> type = parameterTypeFromName(typeName);
    if (!type)
        return tr("\"%1\" is not a type; use integer, number, text, date or boolean.")
            .arg(typeName);
    parameter.type = *type;
    if (!given.isEmpty()) {
        const Result<QVariant> canonical =
            parameter.canonical(given == u"\"\"" ? u""_s : given.toString());
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
