// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

/// The sub-folders of a library in the order in which its CMakeLists.txt names them.
QStringList foldersOf(const SourceTree& tree, const QString& library)
{
    static const QRegularExpression loop(uR"(^foreach\(\w+ ([^)]*)\))"_s);
    return tree.firstMatch(library + u"/CMakeLists.txt"_s, loop).split(u' ', Qt::SkipEmptyParts);
}

/// Which folders, of whichever library, a file in this folder may include from.
QStringList allowedFor(const SourceTree& tree, const QString& folder)
{
    const auto floors = foldersOf(tree, u"core"_s);
    const auto parts = folder.split(u'/');
    if (parts.constFirst() == u"core")
        return floors.mid(0, floors.indexOf(parts.value(1)) + 1);
    return foldersOf(tree, u"ui"_s) +
           QStringList{u"base"_s, u"values"_s, u"settings"_s, u"target"_s};
}

} // namespace

/// core includes its own floor and those below, ui itself and what core shows to it; both from the
/// root of the library. app may include everything, and nothing includes app.
Findings includesAcrossFloors(const SourceTree& tree)
{
    static const QRegularExpression include(uR"re(^\s*#\s*include "([^"]+)")re"_s);
    static const QRegularExpression generated(uR"(^[a-z_]+\.moc$)"_s);
    Findings findings;
    for (const auto& file : tree.files()) {
        if (!file.isCode() || !(file.isUnder("core/"_L1) || file.isUnder("ui/"_L1)))
            continue;
        const auto allowed = allowedFor(tree, file.folder());
        for (qsizetype line = 0; line < file.lines.size(); ++line) {
            const auto match = include.match(file.lines[line]);
            const auto name = match.captured(1);
            if (!match.hasMatch() || generated.match(name).hasMatch())
                continue;
            if (!name.contains(u'/') || !allowed.contains(name.section(u'/', 0, 0)))
                findings << u"%1:%2 may not include \"%3\""_s.arg(file.path).arg(line + 1).arg(
                    name);
        }
    }
    return findings;
}

} // namespace tierwatch::structure
