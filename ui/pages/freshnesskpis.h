// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "values/freshness.h"
#include "values/watermarks.h"

#include <QWidget>

namespace tierwatch {

class KpiBand;
class KpiColumn;

/// The four figures of the Freshness page: how many companies are current, who is behind longest,
/// the oldest answer, and what the monitor took out in a day. GUI thread.
class FreshnessKpis final : public QWidget
{
    Q_OBJECT
public:
    explicit FreshnessKpis(QWidget* parent = nullptr);

    /// Null where the target can't tell.
    void setFigures(const Watermarks* watermarks, const FreshnessReport* report, const Names& names,
                    qint64 nowMs);
    void clear() { setFigures(nullptr, nullptr, {}, 0); }
    /// Figures of old are grey and keep their place.
    void setGrey(bool grey);
    void setCompact(bool compact);

private:
    void showCurrent(const Watermarks* watermarks);
    void showBehind(const Watermarks* watermarks, const Names& names, qint64 nowMs);
    void showOldest(const FreshnessReport* report, const Names& names, qint64 nowMs);
    void showDay(const Watermarks* watermarks, const FreshnessReport* report);

    KpiBand* m_band;
    KpiColumn* m_current;
    KpiColumn* m_behind;
    KpiColumn* m_oldest;
    KpiColumn* m_day;
};

} // namespace tierwatch
