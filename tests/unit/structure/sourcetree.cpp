// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sourcetree.h"

#include <QDir>
#include <QDirIterator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::structure {

namespace {

QStringList linesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    auto lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    return lines;
}

bool isPartOfTheTree(const QString& path)
{
    static const QRegularExpression passingBy(uR"(^(build|\.git|\.cache|\.idea|\.vscode)(/|$))"_s);
    static const QRegularExpression picture(uR"(\.(png|ico|icns)$)"_s);
    return !passingBy.match(path).hasMatch() && !picture.match(path).hasMatch();
}

} // namespace

QString SourceFile::folder() const
{
    return path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

QString SourceFile::name() const
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

SourceTree::SourceTree(const QString& root)
{
    const QDir top(root);
    QDirIterator it(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const auto path = top.relativeFilePath(it.next());
        if (isPartOfTheTree(path))
            m_files.push_back({path, linesOf(it.filePath())});
    }
    std::sort(m_files.begin(), m_files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
}

SourceFile SourceTree::file(const QString& path) const
{
    const auto found = std::find_if(m_files.begin(), m_files.end(),
                                    [&path](const auto& file) { return file.path == path; });
    return found == m_files.end() ? SourceFile{path, {}} : *found;
}

QString SourceTree::firstMatch(const QString& path, const QRegularExpression& pattern) const
{
    for (const auto& line : file(path).lines) {
        if (const auto match = pattern.match(line); match.hasMatch())
            return match.captured(1);
    }
    return {};
}

} // namespace tierwatch::structure
