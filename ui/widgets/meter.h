// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QWidget>

#include <optional>

namespace tierwatch {

class IconLabel;
class LegendLabel;
class TextLabel;

/// A bar that shows how full something is.
class Meter final : public QWidget
{
    Q_OBJECT

public:
    explicit Meter(Token fill, QWidget* parent = nullptr);
    /// 0 .. 1; absent paints an empty track.
    void setShare(std::optional<double> share);
    [[nodiscard]] std::optional<double> share() const { return m_share; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Token m_fill;
    std::optional<double> m_share;
};

/// The size of one tier against its limit: swatch and name, "103 of 256 MiB", meter, one small
/// line. Over 90 % a warning icon stands before the figure, over 98 % the error icon.
class TierMeter final : public QWidget
{
    Q_OBJECT

public:
    /// `tier` is Token::Memory or Token::Disk.
    TierMeter(Token tier, const QString& name, QWidget* parent = nullptr);
    /// Bytes; a limit of 0 means none, absent bytes are unknown.
    void setSize(std::optional<qint64> bytes, qint64 limitBytes);
    void setFigureColor(Token color);
    void setDetail(const QString& text);

private:
    void updateAlarm(double share);

    LegendLabel* m_name;
    IconLabel* m_alarm;
    TextLabel* m_figure;
    Meter* m_meter;
    TextLabel* m_detail;
};

} // namespace tierwatch
