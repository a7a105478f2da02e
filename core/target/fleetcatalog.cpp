// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/fleetcatalog.h"

#include "base/whenended.h"
#include "target/fleetanswer.h"

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace tierwatch {

namespace {

constexpr auto tellEvery = 100ms;

bool isSame(const Company& one, const Company& other)
{
    return one.id == other.id && one.name.compare(other.name, Qt::CaseInsensitive) == 0;
}

bool isSame(const ReportType& one, const ReportType& other)
{
    return one.type == other.type;
}

QString wordOf(const Company& company)
{
    return company.name.isEmpty() ? QString::number(company.id) : company.name;
}

QString wordOf(const ReportType& type)
{
    return type.title.isEmpty() ? type.type : type.title;
}

/// The same ones lie side by side.
bool isBefore(const Company& one, const Company& other)
{
    const int names = one.name.compare(other.name, Qt::CaseInsensitive);
    return names == 0 ? one.id < other.id : names < 0;
}

bool isBefore(const ReportType& one, const ReportType& other)
{
    return one.type < other.type;
}

template <class T>
void keepOneOfEach(std::vector<T>& all)
{
    std::ranges::stable_sort(all,
                             [](const T& one, const T& other) { return isBefore(one, other); });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const T& one, const T& other) { return isSame(one, other); }),
              all.end());
    std::ranges::stable_sort(all, [](const T& one, const T& other) {
        return wordOf(one).localeAwareCompare(wordOf(other)) < 0;
    });
}

QString whyNotCompany(const Catalog& told, const Company& wanted)
{
    const auto known = std::ranges::find(told.companies, wanted.id, &Company::id);
    if (known != told.companies.end() && isSame(*known, wanted))
        return {};
    const auto named = std::ranges::find(told.companies, wanted.name, &Company::name);
    if (named != told.companies.end() && !wanted.name.isEmpty())
        return FleetCatalog::tr("Its number for %1 is %2.").arg(wanted.name).arg(named->id);
    if (known == told.companies.end())
        return FleetCatalog::tr("It has no company %1.").arg(wordOf(wanted));
    return known->name.isEmpty()
               ? FleetCatalog::tr("It does not tell the name of its company %1.").arg(wanted.id)
               : FleetCatalog::tr("Its company %1 is %2.").arg(wanted.id).arg(known->name);
}

QString whyNotType(const Catalog& told, const ReportType& wanted)
{
    const bool known = std::ranges::any_of(
        told.types, [&wanted](const ReportType& one) { return isSame(one, wanted); });
    return known ? QString() : FleetCatalog::tr("It has no type %1.").arg(wordOf(wanted));
}

} // namespace

FleetCatalog::FleetCatalog(Fleet& fleet, const QStringList& connectionIds, QObject* parent)
    : QObject(parent), m_unasked(connectionIds)
{
    m_telling.setSingleShot(true);
    m_telling.setInterval(tellEvery);
    connect(&m_telling, &QTimer::timeout, this, &FleetCatalog::tell);
    connect(&fleet, &Fleet::changed, this, [this, &fleet] { askThoseOpen(fleet); });
    askThoseOpen(fleet);
}

/// At the others nothing can be done anyway.
void FleetCatalog::askThoseOpen(const Fleet& fleet)
{
    for (const QString& id : std::exchange(m_unasked, {})) {
        const int row = fleet.rowOf(id);
        if (CacheTarget* target = row < 0 ? nullptr : fleet.member(row).target())
            ask(*target, id);
        else
            m_unasked.append(id);
    }
}

void FleetCatalog::ask(CacheTarget& target, const QString& connectionId)
{
    const Capability able = target.capability(QLatin1StringView(CatalogQuery::name));
    if (!able.available)
        return take(connectionId, Error{ErrorCode::NotAvailable, able.reason});
    whenEnded(target.read(CatalogQuery{}), this,
              [this, connectionId](const auto& ended) { take(connectionId, answerIn(ended)); });
}

void FleetCatalog::take(const QString& connectionId, const Result<Catalog>& told)
{
    m_told.insert_or_assign(connectionId, told);
    if (!m_telling.isActive())
        m_telling.start();
}

void FleetCatalog::tell()
{
    m_all = {};
    for (const auto& [id, told] : m_told) {
        if (!told)
            continue;
        m_all.companies.insert(m_all.companies.end(), told->companies.begin(),
                               told->companies.end());
        m_all.types.insert(m_all.types.end(), told->types.begin(), told->types.end());
    }
    keepOneOfEach(m_all.companies);
    keepOneOfEach(m_all.types);
    Q_EMIT changed();
}

QString FleetCatalog::whyNot(const QString& connectionId, const std::optional<Company>& company,
                             const std::optional<ReportType>& type) const
{
    if (!company && !type)
        return {};
    const auto found = m_told.find(connectionId);
    if (found == m_told.end())
        return tr("It has not told its companies and types yet.");
    const Result<Catalog>& told = found->second;
    if (!told)
        return tr("Its companies and types are not known: %1").arg(told.error().message);
    const QString why = company ? whyNotCompany(*told, *company) : QString();
    return why.isEmpty() && type ? whyNotType(*told, *type) : why;
}

} // namespace tierwatch
