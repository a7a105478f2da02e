// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QLocale>
#include <QString>

#include <optional>
#include <vector>

namespace tierwatch {

/// How every number, unit and time of the program is written; no page formats by itself. A number
/// and its unit are joined by a no-break space; what is absent is an en dash. Cheap to copy.
class Format final
{
    Q_DECLARE_TR_FUNCTIONS(Format)

public:
    explicit Format(const QLocale& locale = QLocale()) : m_locale(locale) {}

    [[nodiscard]] static QString unknown(); ///< en dash

    [[nodiscard]] QString count(std::optional<qint64> value) const;
    [[nodiscard]] QString axisCount(double value) const; ///< 1.2k, 3M
    /// `value` in percent: "93.2%"; "100%" only when exact.
    [[nodiscard]] QString percent(std::optional<double> value) const;
    /// Without decimals, for sentences and axes: "40%"; never rounds up to 100.
    [[nodiscard]] QString wholePercent(std::optional<double> value) const;
    [[nodiscard]] QString points(double change) const;       ///< size of it: "1.4 points"
    [[nodiscard]] QString signedPoints(double change) const; ///< with sign: "+14 points"
    [[nodiscard]] QString factor(double value) const;        ///< "13", "5.5"
    [[nodiscard]] QString rate(double perSecond) const;      ///< "30.6 per s"

    [[nodiscard]] QString duration(std::optional<double> ms) const;
    /// In whole or half units of this length (a day, an hour, a minute, a second, else ms): "2 h".
    [[nodiscard]] QString durationOfUnit(double ms, double unitMs) const;
    /// For sentences: "51 days", "8.8 hours", "52 minutes"; of what is shorter, its duration.
    [[nodiscard]] QString durationInWords(double ms) const;
    [[nodiscard]] QString countInWords(qint64 value) const; ///< "8.6 million"; below, all digits
    /// Whole seconds under a minute, whole minutes under an hour: "4 s", "52 min", "8 d 18 h".
    [[nodiscard]] QString age(std::optional<qint64> ms) const;
    [[nodiscard]] static QString countdown(qint64 ms); ///< "6:55", "1:06:55"

    [[nodiscard]] QString bytes(std::optional<qint64> value) const;
    /// One unit for both: "351 of 1,024 MiB"; a limit of 0 means none.
    [[nodiscard]] QString bytesOf(std::optional<qint64> used, qint64 limit) const;

    /// Times are Unix ms; shown in local time.
    [[nodiscard]] QString clock(qint64 timeMs) const;                ///< 14:32
    [[nodiscard]] QString clockSeconds(qint64 timeMs) const;         ///< 14:32:05
    [[nodiscard]] QString moment(qint64 timeMs, qint64 nowMs) const; ///< "14:32", "12 Nov 14:32"
    [[nodiscard]] QString day(qint64 timeMs, qint64 nowMs) const;    ///< "12 Nov"; today: empty
    [[nodiscard]] QString weekday(qint64 timeMs) const;              ///< "Mon"
    [[nodiscard]] QString ago(qint64 timeMs, qint64 nowMs) const; ///< "4 s ago"; the time after 1 h

    /// Percentages of the parts, in tenths, that sum to exactly 100.0; empty if there is nothing.
    [[nodiscard]] static std::vector<double> shares(const std::vector<qint64>& parts);

private:
    [[nodiscard]] QString number(double value, int decimals) const;
    [[nodiscard]] QString twoUnits(qint64 seconds) const;
    [[nodiscard]] QString percentSign() const;

    QLocale m_locale;
};

} // namespace tierwatch
