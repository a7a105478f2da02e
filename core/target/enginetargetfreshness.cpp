// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "source/watermarkmonitor.h"
#include "target/enginetarget.h"

namespace tierwatch {

QString EngineTarget::noMonitor() const
{
    if (m_cache.isViewOnly())
        return m_cache.notice();
    return tr("This workspace has no watermark query. Add one to its settings (watermark, in "
              "[source]) to learn of changes in the database by itself.");
}

Result<Reply> EngineTarget::reply(const WatermarksQuery&, const Caller&)
{
    if (!m_parts.monitor)
        return Error{ErrorCode::NotAvailable, noMonitor()};
    return Reply(m_parts.monitor->state());
}

Result<Reply> EngineTarget::reply(const FreshnessQuery& query, const Caller&)
{
    FreshnessReport report;
    if (m_parts.monitor)
        m_parts.monitor->fill(report, query.range);
    if (m_cache.engine().options().mode == CacheMode::Memory) {
        report.agesUnavailable =
            tr("Entries are kept in memory only, which does not tell their age.");
        return Reply(std::move(report));
    }
    if (const Result<void> filled = m_ages.fill(report); !filled)
        return filled.error();
    return Reply(std::move(report));
}

Result<Reply> EngineTarget::carryOut(const CheckWatermarks& action, const Caller&)
{
    Result<Watermarks> checked = m_parts.monitor->checkNow(action.companyId);
    if (!checked)
        return checked.error();
    return Reply(*std::move(checked));
}

Result<Reply> EngineTarget::carryOut(const SetCheckInterval& action, const Caller& caller)
{
    if (action.seconds < 1 || action.seconds > SetCheckInterval::longestSeconds)
        return Error{ErrorCode::InvalidArgument,
                     tr("The database can be asked every second to once a day. The time between "
                        "two checks was left as it is.")};
    if (const Result<void> set = m_parts.monitor->setInterval(action.seconds * 1000); !set)
        return set.error();
    Event event;
    event.kind = EventKind::IntervalSet;
    event.subject = QString::number(action.seconds);
    note(std::move(event), caller);
    return Reply(m_parts.monitor->state());
}

} // namespace tierwatch
