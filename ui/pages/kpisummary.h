// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figures.h"
#include "models/snapshot.h"

#include <QWidget>

namespace tierwatch {

class FigureTable;
class KpiBand;
class KpiColumn;
class ShareLegend;

/// The four figures of the Overview: hit rate, average response, what was saved, freshness.
class KpiSummary final : public QWidget
{
    Q_OBJECT
public:
    explicit KpiSummary(QWidget* parent = nullptr);

    void setFigures(const Snapshot& snapshot, RangeChoice range);
    /// Nothing is known yet.
    void clear();
    /// Figures of old are grey and keep their place.
    void setGrey(bool grey);
    void setCompact(bool compact);

private:
    void buildColumns();
    void showHistory(const History& history, RangeChoice range);
    void showResponse(const History& history, bool cacheOn);
    void showHitRateTrend(const History& history, RangeChoice range);
    [[nodiscard]] static QString nothingToCompare(const Tally& total, RangeChoice range);
    void showHistoryMissing(const QString& reason);
    void showMemoryRate(const Stats& stats);
    void showSavings(const Stats& stats, qint64 nowMs);
    void showFreshness(const Stats& stats);
    void showCompanies(const Watermarks& watermarks, qint64 nowMs);

    KpiBand* m_band;
    KpiColumn* m_hitRate = nullptr;
    ShareLegend* m_shares = nullptr;
    KpiColumn* m_response = nullptr;
    FigureTable* m_saved = nullptr;
    KpiColumn* m_freshness = nullptr;
};

} // namespace tierwatch
