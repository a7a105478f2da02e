// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

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

} // namespace

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
