// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

/// The blocks of C++ in a document, lines joined.
QStringList examplesIn(const SourceFile& document)
{
    QStringList examples;
    bool inside = false;
    for (const auto& line : document.lines) {
        if (line.startsWith(u"```")) {
            inside = line == u"```cpp";
            if (inside)
                examples << QString();
        } else if (inside) {
            examples.last() += line + u'\n';
        }
    }
    return examples;
}

/// The long names of the program's options, in the order of its table.
QStringList optionsOf(const SourceFile& commandLine)
{
    static const QRegularExpression pattern(u"^\\s+\\{(?:\\{u\"\\w\"_s, )?u\"([a-z-]+)\"_s"_s);
    QStringList options;
    for (const auto& line : commandLine.lines) {
        if (const auto match = pattern.match(line); match.hasMatch())
            options << match.captured(1);
    }
    return options;
}

bool tellsOf(const SourceFile& document, const QString& option)
{
    // A manual has a backslash before each hyphen.
    const auto text = document.lines.join(u'\n').remove(u'\\');
    return text.contains(QRegularExpression(u"--%1(?![a-z-])"_s.arg(option)));
}

} // namespace

Findings optionsNobodyTellsOf(const SourceTree& tree)
{
    Findings findings;
    for (const auto& file : tree.files()) {
        if (!file.isUnder("app/"_L1) || file.name() != "commandline.cpp"_L1)
            continue;
        const auto manual = u"packaging/linux/%1.1"_s.arg(file.path.section(u'/', 1, 1));
        for (const auto& option : optionsOf(file)) {
            for (const auto& path : {u"README.md"_s, manual}) {
                if (!tellsOf(tree.file(path), option))
                    findings << u"%1 does not tell of --%2"_s.arg(path, option);
            }
        }
    }
    return findings;
}

Findings examplesNobodyBuilds(const SourceTree& tree)
{
    const auto built = tree.file(u"tests/integration/embedding/example.cpp"_s).lines.join(u'\n');
    Findings findings;
    for (const auto& example : examplesIn(tree.file(u"README.md"_s))) {
        if (!built.contains(example.trimmed()))
            findings << u"README.md shows code that no test builds: "_s + example;
    }
    return findings;
}

} // namespace tierwatch::structure
