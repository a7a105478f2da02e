// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/legendlabel.h"

#include <QStringList>

#include <optional>

namespace tierwatch {

/// Something that happened, as a numbered mark on a chart.
struct ChartMark
{
    qint64 id = 0;
    qint64 timeMs = 0; ///< Unix ms
    int number = 0;
    QString text;
    friend bool operator==(const ChartMark&, const ChartMark&) = default;
};

/// A dashed limit across the plot, labelled at its right end.
struct AlarmLine
{
    double value = 0;
    QString text;
};

/// How a series looks in labels and in the crosshair's box.
struct SeriesLook
{
    LegendLabel::Mark mark = LegendLabel::Mark::Line;
    Token color = Token::TextPrimary;
    QString name;
};

/// One value in the crosshair's box.
struct Reading
{
    SeriesLook look;
    QString text;
    std::optional<double> value; ///< where on the plot its ring goes; none = no ring
};

/// One label at the right end of the plot; a click on it hides and shows the series.
struct EndLabel
{
    int series = 0;
    SeriesLook look;
    double value = 0; ///< at the height of which it stands, if there is room
    bool shown = true;
};

/// What a chart shows as a table: for eyes that prefer it, for screen readers, for CSV.
struct TableTwin
{
    QStringList heads;
    QList<QStringList> rows;    ///< as people read it
    QStringList csvHeads;       ///< English
    QList<QStringList> csvRows; ///< raw numbers, ISO 8601 UTC
};

} // namespace tierwatch
