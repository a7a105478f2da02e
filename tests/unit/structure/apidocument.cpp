// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "apidocument.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

struct Chapter
{
    const char* title;
    const char* header;
};

constexpr std::array chapters{
    Chapter{"Workspace", "settings/workspace.h"},
    Chapter{"WorkspaceCache", "cache/workspacecache.h"},
    Chapter{"CacheEngine", "cache/cacheengine.h"},
    Chapter{"Request", "cache/request.h"},
    Chapter{"Loader", "cache/loader.h"},
    Chapter{"Policy", "cache/policy.h"},
    Chapter{"Answer", "values/answer.h"},
    Chapter{"Scope", "values/scope.h"},
    Chapter{"Result and Error", "base/result.h"},
    Chapter{"Clock", "base/clock.h"},
};

/// What only our own code, or the compiler, has to know.
bool isInternal(const QString& line)
{
    static const QRegularExpression pattern(
        uR"(Q_DECLARE_TR_FUNCTIONS|Q_DISABLE_COPY|friend |^class \w+;|operator[-*(]|auto fields\(\))"_s);
    return pattern.match(line).hasMatch();
}

/// The lines between the first and the last of the namespace.
QStringList insideNamespace(const QStringList& lines)
{
    const qsizetype first = lines.indexOf(u"namespace tierwatch {"_s);
    return lines.mid(first + 1, lines.lastIndexOf(u"} // namespace tierwatch"_s) - first - 1);
}

/// Without the bodies of functions, and without what their constructors begin with.
QStringList withoutBodies(const QStringList& lines)
{
    static const QRegularExpression written(uR"(( : .*)? \{.*\}$)"_s);
    QStringList declared;
    bool inside = false;
    for (auto line : lines) {
        const bool opens = line == u"    {" ||
                           (line == u"{" && declared.value(declared.size() - 1).endsWith(u')'));
        if (opens)
            declared.last() += u';';
        if (!inside && !opens && !line.trimmed().startsWith(u": "))
            declared << (line.contains(u')') && !line.contains(u" = {}")
                             ? line.replace(written, u";"_s)
                             : line);
        inside = (inside || opens) && line != u"    }" && line != u"}";
    }
    return declared;
}

/// Without what a class keeps to itself.
QStringList withoutPrivateParts(const QStringList& lines)
{
    QStringList open;
    bool hidden = false;
    for (const auto& line : lines) {
        if (line == u"public:" || line.startsWith(u"};"))
            hidden = false;
        if (!hidden && line != u"private:" && !isInternal(line))
            open << line;
        const bool ofAClass = line == u"{" && open.value(open.size() - 2).startsWith(u"class ");
        hidden = hidden || line == u"private:" || ofAClass;
    }
    return open;
}

} // namespace

QStringList publicPartOf(const SourceFile& header)
{
    QStringList part;
    for (const auto& line : withoutPrivateParts(withoutBodies(insideNamespace(header.lines)))) {
        const bool blankBeforeEnd =
            line.startsWith(u"};") && !part.isEmpty() && part.constLast().isEmpty();
        if (blankBeforeEnd)
            part.removeLast();
        if (!line.isEmpty() || (!part.isEmpty() && !part.constLast().isEmpty()))
            part << line;
    }
    while (!part.isEmpty() && part.constLast().isEmpty())
        part.removeLast();
    return part;
}

QString apiReference(const SourceTree& tree)
{
    QString text;
    for (const auto& chapter : chapters) {
        const auto header = QLatin1StringView(chapter.header);
        text += u"\n## %1\n\n```cpp\n#include \"%2\"\n\n%3\n```\n"_s.arg(
            QLatin1StringView(chapter.title), header,
            publicPartOf(tree.file(u"core/"_s + header)).join(u'\n'));
    }
    return text;
}

} // namespace tierwatch::structure
