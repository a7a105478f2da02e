// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "rules.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

/// The words of a CMakeLists.txt; one with the variable of a loop in it stands for a word an item.
QSet<QString> wordsOf(const SourceFile& cmakeLists)
{
    static const QRegularExpression loop(uR"(foreach\((\w+)\s([^)]*)\))"_s);
    static const QRegularExpression gap(uR"re([\s()"]+)re"_s);
    static const QRegularExpression variable(uR"(\$\{(\w+)\})"_s);
    const auto text = cmakeLists.lines.join(u'\n');
    QMultiHash<QString, QString> items;
    for (auto it = loop.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        for (const auto& item : match.captured(2).split(gap, Qt::SkipEmptyParts))
            items.insert(match.captured(1), item);
    }
    QSet<QString> words;
    for (const auto& word : text.split(gap, Qt::SkipEmptyParts)) {
        words.insert(word);
        const auto match = variable.match(word);
        for (const auto& item : items.values(match.captured(1)))
            words.insert(QString(word).replace(match.captured(0), item));
    }
    return words;
}

using Words = QHash<QString, QSet<QString>>; ///< by the folder of the CMakeLists.txt

Words wordsOfEveryFolder(const SourceTree& tree)
{
    Words words;
    for (const auto& file : tree.files()) {
        if (file.name() == u"CMakeLists.txt")
            words.insert(file.folder(), wordsOf(file));
    }
    return words;
}

bool isListed(const SourceFile& source, const Words& words)
{
    for (auto folder = source.folder(); !folder.isEmpty();
         folder = SourceFile{folder, {}}.folder()) {
        if (words.value(folder).contains(source.path.mid(folder.size() + 1)))
            return true;
    }
    return false;
}

} // namespace

Findings sourcesNoTargetBuilds(const SourceTree& tree)
{
    const auto words = wordsOfEveryFolder(tree);
    Findings findings;
    for (const auto& file : tree.files()) {
        if (file.isCode() && !isListed(file, words))
            findings << u"%1 is named in no CMakeLists.txt"_s.arg(file.path);
    }
    return findings;
}

} // namespace tierwatch::structure
