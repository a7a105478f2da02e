// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QRegularExpression>
#include <QStringList>

#include <vector>

namespace tierwatch::structure {

struct SourceFile
{
    QString path; ///< from the root of the tree, with slashes
    QStringList lines;

    [[nodiscard]] QString folder() const; ///< "" for a file in the root
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isCpp() const { return path.endsWith(QLatin1String(".cpp")); }
    [[nodiscard]] bool isHeader() const { return path.endsWith(QLatin1String(".h")); }
    [[nodiscard]] bool isCode() const { return isCpp() || isHeader(); }
    [[nodiscard]] bool isUnder(QLatin1String folder) const { return path.startsWith(folder); }
};

/// The text files of a checked-out tree, read once. What the build leaves behind is not part of it.
class SourceTree final
{
public:
    explicit SourceTree(const QString& root);

    [[nodiscard]] const std::vector<SourceFile>& files() const { return m_files; }
    /// The file at this path, or one without lines.
    [[nodiscard]] SourceFile file(const QString& path) const;
    /// What the first group of the pattern matches in this file, on its first line that matches.
    [[nodiscard]] QString firstMatch(const QString& path, const QRegularExpression& pattern) const;

private:
    std::vector<SourceFile> m_files;
};

} // namespace tierwatch::structure
