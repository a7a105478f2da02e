// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/kpisummary.h"

#include "widgets/figuretable.h"
#include "widgets/kpiband.h"
#include "widgets/legendlabel.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tierwatch {

namespace {

/// A history that is kept on this side begins with nothing; the service's own rate is older.
bool hasCounted(const History& history)
{
    return !history.countsOnly || history.total.answered() > 0;
}

} // namespace

KpiSummary::KpiSummary(QWidget* parent) : QWidget(parent), m_band(new KpiBand(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_band);
    buildColumns();
    clear();
}

void KpiSummary::buildColumns()
{
    m_hitRate = m_band->addColumn(tr("Hit rate"), TextStyle::Hero);
    m_shares = new ShareLegend(m_band);
    m_hitRate->setBeside(m_shares);
    m_response = m_band->addColumn(tr("Average response"));
    m_saved = new FigureTable({tr("Saved"), tr("queries"), tr("database time")}, m_band);
    m_band->addColumn(m_saved);
    m_freshness = m_band->addColumn(tr("Freshness"));
}

void KpiSummary::clear()
{
    const QString none = Format::unknown();
    showHistoryMissing({});
    m_saved->setRows(
        {{tr("Last 24 h"), none, none}, {tr("7 days"), none, none}, {tr("Total"), none, none}});
    m_freshness->setFigure(none);
    m_freshness->setComparison({});
    m_freshness->setContext({});
}

void KpiSummary::setFigures(const Snapshot& snapshot, RangeChoice range)
{
    if (snapshot.history) {
        showHistory(*snapshot.history, range);
        showResponse(*snapshot.history, !snapshot.stats || snapshot.stats->enabled);
    } else {
        showHistoryMissing(snapshot.history.error().message);
    }
    if (!snapshot.stats)
        return;
    const bool isCounted = snapshot.history && hasCounted(*snapshot.history);
    if (!isCounted && snapshot.stats->memoryOnly)
        showMemoryRate(*snapshot.stats);
    m_hitRate->setToolTip(snapshot.stats->memoryOnly.value_or(QString()));
    m_hitRate->setContext(isCounted && snapshot.stats->memoryOnly ? tr("of its memory alone")
                                                                  : QString());
    m_response->setToolTip(snapshot.history ? snapshot.history->countsOnly.value_or(QString())
                                            : snapshot.history.error().message);
    showSavings(*snapshot.stats, snapshot.atMs);
    showFreshness(*snapshot.stats);
    if (snapshot.stats->detailsUnavailable)
        m_shares->setShares({});
    m_shares->setToolTip(snapshot.stats->detailsUnavailable.value_or(QString()));
    if (snapshot.watermarks && !snapshot.stats->autoInvalidateUnavailable)
        showCompanies(*snapshot.watermarks, snapshot.atMs);
}

void KpiSummary::showHistory(const History& history, RangeChoice range)
{
    const Format format;
    const Tally& total = history.total;
    m_hitRate->setFigure(format.percent(total.hitRate()));
    m_shares->setShares(Format::shares({total.memory, total.disk, total.database}));
    showHitRateTrend(history, range);
}

void KpiSummary::showResponse(const History& history, bool cacheOn)
{
    if (history.countsOnly) { // why is in the tool tip
        m_response->setFigure(Format::unknown());
        m_response->setComparison(tr("Not available"), Token::TextSecondary);
        m_response->setContext({});
        return;
    }
    const ResponseFigure response =
        cacheOn ? responseFigure(history.total, Format()) : responseWhileOff(history, Format());
    m_response->setFigure(response.average);
    m_response->setComparison(response.factor);
    m_response->setContext(response.without);
}

void KpiSummary::showHitRateTrend(const History& history, RangeChoice range)
{
    const auto change = hitRateChange(history, range, Format());
    if (!change)
        m_hitRate->setComparison(nothingToCompare(history.total, range), Token::TextSecondary);
    else if (change->amount.isEmpty())
        m_hitRate->setComparison(change->comparison, Token::TextSecondary);
    else
        m_hitRate->setTrend(change->better ? State::Ok : State::Warning, change->better ? 1 : -1,
                            change->amount, change->comparison);
}

QString KpiSummary::nothingToCompare(const Tally& total, RangeChoice range)
{
    if (total.answered() > 0)
        return tr("nothing to compare with yet");
    return total.bypassed > 0 ? bypassedText(total.bypassed)
                              : tr("No requests %1").arg(inLastPhrase(range));
}

void KpiSummary::showHistoryMissing(const QString& reason)
{
    m_hitRate->setFigure(Format::unknown());
    m_shares->setShares({});
    m_hitRate->setComparison(reason, Token::TextSecondary);
    m_response->setFigure(Format::unknown());
    m_response->setComparison(reason, Token::TextSecondary);
    m_response->setContext({});
}

/// A service that tells no history may tell one rate.
void KpiSummary::showMemoryRate(const Stats& stats)
{
    m_hitRate->setFigure(Format().percent(stats.hitRate));
    m_hitRate->setComparison(tr("of its memory alone, so far"), Token::TextSecondary);
    m_response->setComparison(tr("Not available"), Token::TextSecondary); // why is in the tool tip
}

/// Where a long log is still being counted, what is not whole yet says so.
void KpiSummary::showSavings(const Stats& stats, qint64 nowMs)
{
    constexpr qint64 dayMs = 86'400'000;
    const Format format;
    const auto row = [&](const QString& label, const Saving& saving, qint64 fromMs) {
        const bool whole = !stats.countedBackToMs || *stats.countedBackToMs <= fromMs;
        return QStringList{whole ? label : tr("%1, so far").arg(label),
                           format.count(saving.queries), format.duration(saving.databaseMs)};
    };
    const Savings& savings = stats.savings;
    m_saved->setRows({row(tr("Last 24 h"), savings.today, nowMs - dayMs),
                      row(tr("7 days"), savings.week, nowMs - 7 * dayMs),
                      row(tr("Total"), savings.total, 0)});
}

void KpiSummary::showFreshness(const Stats& stats)
{
    m_freshness->setFigure(Format::unknown());
    const bool available = !stats.autoInvalidateUnavailable;
    if (!available)
        m_freshness->setComparison(tr("Not available"));
    else
        m_freshness->setComparison(stats.autoInvalidate ? tr("Watched") : tr("Not watched"));
    m_freshness->setContext(!available             ? tr("Nothing watches the database")
                            : stats.autoInvalidate ? tr("Changes invalidate by themselves")
                                                   : tr("Auto-invalidation is off"));
    m_freshness->setToolTip(stats.autoInvalidateUnavailable.value_or(QString()));
}

void KpiSummary::showCompanies(const Watermarks& watermarks, qint64 nowMs)
{
    if (watermarks.companies.empty())
        return;
    const Format format;
    const qint64 current =
        std::ranges::count(watermarks.companies, Freshness::Current, &CompanyWatermark::state);
    qint64 lastMs = 0;
    for (const CompanyWatermark& company : watermarks.companies)
        lastMs = std::max(lastMs, company.checkedMs.value_or(0));
    m_freshness->setFigure(tr("%1 of %2")
                               .arg(format.count(current), format.count(static_cast<qint64>(
                                                               watermarks.companies.size()))));
    m_freshness->setComparison(
        lastMs > 0 ? tr("companies current, checked %1").arg(format.ago(lastMs, nowMs))
                   : tr("companies current"));
}

void KpiSummary::setGrey(bool grey)
{
    const Token color = grey ? Token::TextSecondary : Token::TextPrimary;
    for (KpiColumn* column : {m_hitRate, m_response, m_freshness})
        column->setFigureColor(color);
    m_saved->setFigureColor(color);
    m_shares->setFigureColor(color);
}

void KpiSummary::setCompact(bool compact)
{
    m_band->setCompact(compact);
}

} // namespace tierwatch
