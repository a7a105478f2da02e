// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/freshnessmodel.h"

#include "widgets/csvline.h"
#include "widgets/datadelegate.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

FreshnessRow rowOf(const CompanyWatermark& company, const FreshnessReport* report)
{
    FreshnessRow row{company, std::nullopt, 0};
    if (!report || report->agesUnavailable)
        return row;
    row.entries = 0;
    for (const AnswerAge& age : report->ages) {
        if (age.companyId != company.companyId)
            continue;
        *row.entries += age.entries;
        row.stale += age.stale;
    }
    return row;
}

bool sameCompany(const FreshnessRow& a, const FreshnessRow& b)
{
    return a.company.companyId == b.company.companyId && a.company.source == b.company.source;
}

QString iso(std::optional<qint64> timeMs)
{
    return timeMs ? QDateTime::fromMSecsSinceEpoch(*timeMs, Qt::UTC).toString(Qt::ISODateWithMs)
                  : QString();
}

QString raw(std::optional<qint64> value)
{
    return value ? QString::number(*value) : QString();
}

} // namespace

FreshnessModel::FreshnessModel(QObject* parent)
    : TextTableModel({tr("Company"), tr("State"), tr("Cache knows"), tr("Database has"),
                      tr("Behind"), tr("For"), tr("What happens"), tr("Entries"), tr("Checked")},
                     {Company, StateColumn, Happens}, parent)
{
}

void FreshnessModel::setRows(const Watermarks& watermarks, const FreshnessReport* report,
                             const Names& names, qint64 nowMs)
{
    m_names = names;
    m_watched = watermarks.running;
    m_nowMs = nowMs;
    m_severalSources =
        std::ranges::any_of(watermarks.companies, [&watermarks](const CompanyWatermark& company) {
            return company.source != watermarks.companies.front().source;
        });
    std::vector<FreshnessRow> rows;
    rows.reserve(watermarks.companies.size());
    for (const CompanyWatermark& company : watermarks.companies)
        rows.push_back(rowOf(company, report));
    std::ranges::stable_sort(rows, {},
                             [this](const FreshnessRow& row) { return nameOf(row.company); });
    replaceRows(std::ranges::equal(rows, m_rows, sameCompany), [&] { m_rows = std::move(rows); });
}

void FreshnessModel::clear()
{
    replaceRows(false, [this] { m_rows.clear(); });
}

void FreshnessModel::setGrey(bool grey)
{
    m_grey = grey;
    updateRows();
}

QString FreshnessModel::nameOf(const CompanyWatermark& company) const
{
    const QString name = m_names.company(company.companyId);
    //: a company and the source database it is in
    return m_severalSources ? tr("%1, %2").arg(name, company.source) : name;
}

QVariant FreshnessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::ToolTipRole && section == Happens)
        return tr("The last change and the entries it took out, or what comes next");
    if (role == Qt::ToolTipRole && section == BehindFor)
        return tr("At most: since the check that last found it current");
    return TextTableModel::headerData(section, orientation, role);
}

QVariant FreshnessModel::beside(int number, int column, int role) const
{
    const FreshnessRow& one = row(number);
    switch (role) {
    case Qt::ToolTipRole:
        return tip(one, column);
    case SortRole:
        return sortValue(number, column);
    case ColorRole:
        return static_cast<int>(color(one, column));
    case StateRole:
        return column == StateColumn ? QVariant(static_cast<int>(stateOf(one.company)))
                                     : QVariant();
    case BriefRole:
        return column == Happens ? brieflyHappens(one.company, look()) : QString();
    case EmphasisRole:
        return column == BehindBy && one.company.state == Freshness::Behind;
    default:
        return {};
    }
}

QString FreshnessModel::text(int number, int column) const
{
    const FreshnessRow& row = this->row(number);
    const CompanyWatermark& company = row.company;
    switch (column) {
    case Company:
        return nameOf(company);
    case StateColumn:
        return stateWord(company);
    case CacheKnows:
        return m_format.count(company.cachedValue);
    case DatabaseHas:
        return m_format.count(company.sourceValue);
    case BehindBy:
        return behindText(company);
    case BehindFor: {
        const auto behind = behindForMs(company, m_nowMs);
        return behind ? behindForText(*behind, m_format) : QString();
    }
    case Happens:
        return whatHappens(company, look());
    case Entries:
        if (company.state == Freshness::NotChecked && row.stale > 0)
            return tr("%1 stale").arg(m_format.count(row.stale));
        return m_format.count(row.entries);
    case Checked:
        return checkedText(company);
    default:
        return {};
    }
}

/// A change that added no posting has no figure.
QString FreshnessModel::behindText(const CompanyWatermark& company) const
{
    if (company.state == Freshness::Behind && company.lag.value_or(0) == 0)
        return tr("changed");
    return company.lag ? m_format.count(*company.lag) : QString();
}

QString FreshnessModel::checkedText(const CompanyWatermark& company) const
{
    if (!company.checkedMs)
        return Format::unknown();
    return m_grey ? m_format.clockSeconds(*company.checkedMs)
                  : m_format.ago(*company.checkedMs, m_nowMs);
}

Token FreshnessModel::color(const FreshnessRow& row, int column) const
{
    if (m_grey)
        return column == Checked ? Token::Stale : Token::TextSecondary;
    if (column == Entries && row.company.state == Freshness::NotChecked && row.stale > 0)
        return Token::Stale;
    const bool calm =
        row.company.state == Freshness::Current && (column == BehindBy || column == Happens);
    return calm || column == Checked ? Token::TextSecondary : Token::TextPrimary;
}

/// By state: the worst, among them the one behind longest, else by name.
QVariant FreshnessModel::sortValue(int number, int column) const
{
    constexpr qint64 farthest = 1'000'000'000'000'000;
    const FreshnessRow& row = this->row(number);
    const CompanyWatermark& company = row.company;
    switch (column) {
    case StateColumn:
        return severity(company) * farthest +
               behindForMs(company, m_nowMs).value_or(0) * rowCount() + rowCount() - number;
    case CacheKnows:
        return company.cachedValue.value_or(-1);
    case DatabaseHas:
        return company.sourceValue.value_or(-1);
    case BehindBy:
        return company.lag.value_or(-1);
    case BehindFor:
        return behindForMs(company, m_nowMs).value_or(-1);
    case Entries:
        return row.entries.value_or(-1);
    case Checked:
        return company.checkedMs.value_or(-1);
    default:
        return text(number, column);
    }
}

QString FreshnessModel::tip(const FreshnessRow& row, int column) const
{
    if (column == DatabaseHas && !row.company.sourceValue)
        return tr("The database did not tell.");
    if (column == CacheKnows && !row.company.cachedValue)
        return tr("What is cached counts as changed.");
    if (column == Happens && row.company.state == Freshness::Current)
        return changeSentence(row.company, look());
    if (column == Entries && row.stale > 0)
        return tr("%1 more are past their life, kept for when the database fails.")
            .arg(m_format.count(row.stale));
    return {};
}

QByteArray FreshnessModel::csv() const
{
    QString table = toCsvLine({u"source"_s, u"company_id"_s, u"company"_s, u"state"_s,
                               u"cached_value"_s, u"source_value"_s, u"lag"_s, u"behind_s"_s,
                               u"entries"_s, u"stale"_s, u"checked"_s, u"changed"_s});
    for (const FreshnessRow& row : m_rows) {
        const CompanyWatermark& company = row.company;
        const auto behind = behindForMs(company, m_nowMs);
        table += toCsvLine({company.source, QString::number(company.companyId),
                            m_names.company(company.companyId), codec::nameOf(company.state),
                            raw(company.cachedValue), raw(company.sourceValue), raw(company.lag),
                            behind ? QString::number(double(*behind) / 1000) : QString(),
                            raw(row.entries), QString::number(row.stale), iso(company.checkedMs),
                            iso(company.changedMs)});
    }
    return table.toUtf8();
}

} // namespace tierwatch
