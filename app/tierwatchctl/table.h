// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>

#include <functional>
#include <vector>

namespace tierwatch {

/// Rows of texts: in columns for people, or separated by tabs for programs. A plain value.
struct Table
{
    enum class Tone { Plain, Good, Attention };
    struct Column
    {
        QString title;
        bool isNumber = false;           ///< to the right
        QHash<QString, Tone> tones = {}; ///< of texts that stand out
        qsizetype least = 0;             ///< of its width, so that tables below each other fit
    };
    /// Makes a cell's text stand out.
    using Paint = std::function<QString(const QString& text, Tone tone)>;
    std::vector<Column> columns;
    std::vector<QStringList> rows;

    /// With a first line of titles, unless all are empty. What would move a terminal's cursor is
    /// escaped.
    /// What does not fit into a line of `width` is cut off the last column, which keeps some; 0 =
    /// all fits.
    [[nodiscard]] QStringList inColumns(const Paint& paint = {}, qsizetype width = 0) const;
    [[nodiscard]] QStringList withTabs() const;
    [[nodiscard]] bool hasTitles() const;
};

/// Without anything that a terminal would obey.
[[nodiscard]] QString escaped(const QString& text);

} // namespace tierwatch
