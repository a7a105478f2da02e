// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/freshnesskpis.h"

#include "models/agetable.h"
#include "models/eventtext.h"
#include "models/freshnesstext.h"
#include "widgets/kpiband.h"

#include <QVBoxLayout>

#include <algorithm>

namespace tierwatch {

namespace {

void setUnknown(KpiColumn& column, const QString& reason = {})
{
    column.setFigure(Format::unknown());
    column.setComparison(reason, Token::TextSecondary);
    column.setContext({});
}

const CompanyWatermark* longestBehind(const Watermarks& watermarks, qint64 nowMs)
{
    const CompanyWatermark* longest = nullptr;
    for (const CompanyWatermark& company : watermarks.companies) {
        if (behindForMs(company, nowMs) &&
            (!longest || behindForMs(company, nowMs) > behindForMs(*longest, nowMs)))
            longest = &company;
    }
    return longest;
}

} // namespace

FreshnessKpis::FreshnessKpis(QWidget* parent)
    : QWidget(parent),
      m_band(new KpiBand(this)),
      m_current(m_band->addColumn(tr("Current"), TextStyle::PageFigure)),
      m_behind(m_band->addColumn(tr("Longest behind"), TextStyle::PageFigure)),
      m_oldest(m_band->addColumn(tr("Oldest answer in service"), TextStyle::PageFigure)),
      m_day(m_band->addColumn(tr("Invalidated by the monitor, last 24 h"), TextStyle::PageFigure))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_band);
    clear();
}

void FreshnessKpis::setFigures(const Watermarks* watermarks, const FreshnessReport* report,
                               const Names& names, qint64 nowMs)
{
    showCurrent(watermarks);
    showBehind(watermarks, names, nowMs);
    showOldest(report, names, nowMs);
    showDay(watermarks, report);
}

void FreshnessKpis::showCurrent(const Watermarks* watermarks)
{
    if (!watermarks) {
        setUnknown(*m_current);
        return;
    }
    const Format format;
    const auto total = static_cast<qint64>(watermarks->companies.size());
    const qint64 current =
        std::ranges::count(watermarks->companies, Freshness::Current, &CompanyWatermark::state);
    m_current->setFigure(tr("%1 of %2").arg(format.count(current), format.count(total)));
    m_current->setComparison(tr("companies"));
    m_current->setContext(!watermarks->running ? tr("Checked by hand only")
                          : watermarks->intervalMs <= 0
                              ? tr("As of the last check")
                              : tr("Checked every %1").arg(format.age(watermarks->intervalMs)));
}

void FreshnessKpis::showBehind(const Watermarks* watermarks, const Names& names, qint64 nowMs)
{
    if (!watermarks || watermarks->companies.empty()) {
        setUnknown(*m_behind);
        return;
    }
    const CompanyWatermark* longest = longestBehind(*watermarks, nowMs);
    if (!longest) {
        m_behind->setFigure(tr("None"));
        m_behind->setComparison(tr("no company is known to be behind"));
        m_behind->setContext({});
        return;
    }
    const QString name = names.company(longest->companyId);
    m_behind->setFigure(behindForText(*behindForMs(*longest, nowMs), Format()));
    m_behind->setComparison(
        longest->lag.value_or(0) > 0 ? tr("%1, %2").arg(name, postingsText(*longest->lag)) : name);
    m_behind->setContext(watermarks->alarmMs
                             ? tr("Alarm at %1").arg(Format().age(*watermarks->alarmMs))
                             : tr("At most, since the check before"));
}

void FreshnessKpis::showOldest(const FreshnessReport* report, const Names& names, qint64 nowMs)
{
    if (!report || report->agesUnavailable) {
        setUnknown(*m_oldest, report ? tr("Not available") : QString());
        m_oldest->setToolTip(report ? *report->agesUnavailable : QString());
        return;
    }
    const AnswerAge* oldest = oldestOf(*report);
    if (!oldest) {
        setUnknown(*m_oldest, tr("Nothing is cached on disk"));
        return;
    }
    const Format format;
    m_oldest->setToolTip({});
    m_oldest->setFigure(format.age(nowMs - *oldest->oldestMs));
    m_oldest->setComparison(
        tr("%1, %2").arg(names.type(oldest->type), companyOf(oldest->companyId, names)));
    m_oldest->setContext(tr("Longest allowed: %1 on disk").arg(format.age(oldest->lifeMs)));
}

void FreshnessKpis::showDay(const Watermarks* watermarks, const FreshnessReport* report)
{
    if (!watermarks || !report) {
        setUnknown(*m_day);
        return;
    }
    const qint64 times = report->dayInvalidations;
    m_day->setToolTip(report->lagsUnavailable.value_or(QString()));
    if (report->lagsUnavailable && times == 0) {
        setUnknown(*m_day);
        m_day->setComparison(tr("Not available"));
        return;
    }
    m_day->setFigure(entriesText(report->dayEntries));
    m_day->setComparison(times == 1 ? tr("in 1 invalidation")
                                    : tr("in %Ln invalidations", nullptr, static_cast<int>(times)));
    m_day->setContext({});
}

void FreshnessKpis::setGrey(bool grey)
{
    for (KpiColumn* column : {m_current, m_behind, m_oldest, m_day})
        column->setFigureColor(grey ? Token::TextSecondary : Token::TextPrimary);
}

void FreshnessKpis::setCompact(bool compact)
{
    m_band->setCompact(compact);
}

} // namespace tierwatch
