// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/barriers.h"
#include "cache/keptswitches.h"
#include "metrics/storedevents.h"
#include "storage/configtable.h"
#include "target/filetarget.h"
#include "target/preview.h"
#include "values/actionevents.h"

#include <chrono>

namespace tierwatch {

namespace {

constexpr std::size_t mostEvents = 1000;

/// By slices where that means to look at values; our own tables know all sizes.
Result<std::vector<PreviewRow>> pricesOf(CacheFile& file, const Scope& scope, bool own,
                                         qint64 nowMs)
{
    Connection& connection = file.reader();
    if (own)
        return EntriesTable(connection).preview(scope, nowMs, nowMs - 3'600'000);
    std::vector<PreviewRow> prices;
    Pace pace(10, 5000);
    std::optional<qint64> cursor = 0;
    while (cursor) {
        const auto slice = EntriesScan(connection).slice(scope, nowMs, *cursor, pace.rows());
        if (!slice)
            return slice.error();
        for (const ScannedGroup& group : slice->groups)
            if (group.price.entries > 0)
                addPreview(prices, {group.price});
        cursor = slice->next;
    }
    return prices;
}

} // namespace

Result<FileTarget::PriceBasis> FileTarget::priceBasis()
{
    PriceBasis basis;
    if (m_figures.census())
        basis.all = m_figures.census()->prices;
    const qint64 nowMs = m_clock.wallMs();
    basis.hitRateNow = m_figures.rollups().history({Range::hours(1), 60}, nowMs).total.hitRate();
    basis.events.events = recentEvents(Range::days(7), 100);
    return basis;
}

Result<Reply> FileTarget::price(const PreviewQuery& query, Result<PriceBasis> basis)
{
    if (!basis)
        return basis.error();
    if (const Result<void> checked = checkScope(query.scope); !checked)
        return checked.error();
    const auto file = CacheFile::open({m_options.path, CacheFileOptions::Mode::ReadOnly}, m_clock);
    if (!file)
        return file.error();
    const qint64 nowMs = m_clock.wallMs();
    auto reached = pricesOf(**file, query.scope, m_own, nowMs);
    auto all = query.scope.everything() ? reached
               : basis->all.empty()     ? pricesOf(**file, {}, m_own, nowMs)
                                        : Result<std::vector<PreviewRow>>(basis->all);
    if (!reached || !all)
        return reached ? all.error() : reached.error();
    Preview preview = reckon(*std::move(reached), *all, basis->hitRateNow, basis->events);
    preview.caution = tr("This removes entries from the file. The program that owns it goes on "
                         "answering from its own memory until the time of the values there runs "
                         "out.");
    return Reply(std::move(preview));
}

Result<void> FileTarget::checkScope(const Scope& scope) const
{
    if (const Result<void> checked = Barriers::check(scope); !checked)
        return checked;
    if (!m_own && (scope.username || scope.tag))
        return Error{ErrorCode::NotAvailable,
                     tr("The file does not tell whose its entries are, nor does it know tags. "
                        "Choose a company, a type or everything.")};
    return {};
}

bool FileTarget::pause(qint64 ms)
{
    std::unique_lock lock(m_mutex);
    return !m_wake.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_ending; });
}

Result<std::unique_ptr<FileControl>> FileTarget::control()
{
    return FileControl::open(m_options.path, m_clock, [this](qint64 ms) { return pause(ms); });
}

/// Among the events of the file where it is ours, else here, as long as this lives.
void FileTarget::note(FileControl& control, Event event, const Caller& caller)
{
    event.timeMs = m_clock.wallMs();
    event.who = caller.username;
    const auto append = [&event](Connection& connection) -> Result<void> {
        const auto id = EventsTable(connection).append(storedOf(event));
        return id ? Result<void>() : id.error();
    };
    if (m_own && control.run(append))
        return;
    const std::scoped_lock lock(m_eventsMutex);
    event.id = -1 - static_cast<qint64>(m_events.size());
    m_events.insert(m_events.begin(), std::move(event));
    if (m_events.size() > mostEvents)
        m_events.pop_back();
}

Result<Reply> FileTarget::remove(EventKind kind, const Scope& scope, const Caller& caller)
{
    if (const Result<void> checked = checkScope(scope); !checked)
        return checked.error();
    const auto opened = control();
    if (!opened)
        return opened.error();
    const Result<Removed> removed = (*opened)->remove(scope);
    if (!removed)
        return removed.error();
    const Invalidated done{m_clock.wallMs(), removed->rows, removed->bytes};
    note(**opened, eventOf(kind, scope, done), caller);
    return Reply(done);
}

Result<Reply> FileTarget::carryOut(const Invalidate& action, const Caller& caller)
{
    return remove(EventKind::Invalidated, action.scope, caller);
}

Result<Reply> FileTarget::carryOut(const Purge& action, const Caller& caller)
{
    return remove(EventKind::Purged, action.scope, caller);
}

Result<Reply> FileTarget::carryOut(const Clear&, const Caller& caller)
{
    return remove(EventKind::Cleared, {}, caller);
}

Result<Reply> FileTarget::carryOut(const CleanUp&, const Caller& caller)
{
    const auto opened = control();
    if (!opened)
        return opened.error();
    const Result<Removed> removed = (*opened)->removeExpired();
    if (!removed)
        return removed.error();
    const CleanedUp done{m_clock.wallMs(), removed->rows, removed->bytes};
    const auto keep = [&done](Connection& connection) {
        return storeLastCleanUp(connection, done.atMs);
    };
    if (const Result<void> kept = (*opened)->run(keep); !kept)
        return kept.error();
    note(**opened, eventOf(done), caller);
    return Reply(done);
}

QString FileTarget::noSwitches() const
{
    if (m_own)
        return tr("The program that owns this workspace reads its switches only when it starts. "
                  "Switch there, or close it first.");
    return tr("The program that owns the file does not keep this switch in it, so it can be "
              "neither known nor set from here.");
}

Result<Reply> FileTarget::carryOut(const SetSwitch& action, const Caller& caller)
{
    const SwitchState state = action.stateFor(caller.username);
    if (state.kind == SwitchKind::User && state.subject.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("This switch belongs to a user; name which one. Nothing was switched.")};
    const auto opened = control();
    if (!opened)
        return opened.error();
    const auto set = [&](Connection& connection) -> Result<void> {
        const QString key = configKey(state.kind, state.subject);
        if (!key.isEmpty()) {
            const auto kept = ConfigTable(connection).find(key);
            if (!kept)
                return kept.error();
            if (!*kept)
                return Error{ErrorCode::NotAvailable, noSwitches()};
        }
        return storeSwitch(connection, state.kind, state.subject, state.enabled, m_clock.wallMs());
    };
    if (const Result<void> done = (*opened)->run(set); !done)
        return done.error();
    note(**opened, eventOf(state), caller);
    return Reply(state);
}

} // namespace tierwatch
