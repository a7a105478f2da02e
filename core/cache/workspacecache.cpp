// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"

#include "cache/keptswitches.h"
#include "cache/sqlitetier.h"
#include "settings/workspace.h"
#include "storage/cacheopening.h"
#include "storage/entriestable.h"
#include "values/actionevents.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 dayMs = 86'400'000;
/// Each costs the disk a page: other writing comes first, and what is urgent waits some 10 ms.
constexpr size_t mostTouchesASecond = 2000;
constexpr size_t mostTouchesAtOnce = 500;

CacheMode modeOf(const Settings& settings)
{
    return static_cast<CacheMode>(
        wireNames(CacheMode{}).indexOf(settings.text(Setting::CacheType)));
}

EngineOptions engineOptions(const Settings& settings, bool viewOnly)
{
    EngineOptions options;
    options.mode = modeOf(settings);
    options.policy = policyOf(settings);
    options.memory = {settings.integer(Setting::L1MaxBytes),
                      settings.integer(Setting::L1MaxEntries)};
    options.storeMaxBytes = settings.integer(Setting::L2MaxBytes);
    options.cleanUpIntervalMs = settings.integer(Setting::CleanupInterval) * 1000;
    options.undoWindowMs = settings.integer(Setting::UndoWindow) * 1000;
    options.backgroundLoads = static_cast<int>(settings.integer(Setting::BackgroundLoads));
    options.readOnly = viewOnly;
    return options;
}

} // namespace

Result<std::unique_ptr<WorkspaceCache>> WorkspaceCache::open(const Workspace& workspace,
                                                             Clock& clock, const Decorate& decorate)
{
    const auto mode = workspace.isViewOnly() ? CacheFileOptions::Mode::ViewIfThere
                                             : CacheFileOptions::Mode::ReadWrite;
    CacheOpening opening(workspace.resolved(u"cache.made"_s),
                         workspace.settings().text(Setting::SqlitePath).isEmpty());
    auto file = opening.open({workspace.cachePath(), mode}, clock);
    if (!file)
        return file.error();
    std::unique_ptr<WorkspaceCache> cache(new WorkspaceCache(*std::move(file), workspace, clock));
    cache->startAccounting(workspace);
    if (const Result<void> read = cache->startSwitches(workspace); !read)
        return read.error();
    if (!opening.movedTo().isEmpty())
        cache->warn(QCoreApplication::translate("tierwatch::WorkspaceCache",
                                                "The cache file was damaged. It was moved to %1, "
                                                "and a new one was begun.")
                        .arg(opening.movedTo()));
    cache->startEngine(workspace, decorate);
    cache->startSwitchTimer();
    return cache;
}

WorkspaceCache::WorkspaceCache(std::unique_ptr<CacheFile> file, const Workspace& workspace,
                               Clock& clock)
    : m_clock(clock),
      m_file(std::move(file)),
      m_viewOnly(m_file->access() == CacheFile::Access::ViewOnly),
      m_notice(workspace.isViewOnly() ? workspace.notice() : m_file->notice())
{
}

WorkspaceCache::~WorkspaceCache()
{
    m_switchTimer.reset();
    if (m_engine)
        m_engine->stop();
    // Storing the last figures asks the engine for its hit counts: it goes after them.
    m_events.reset();
    m_accounting.reset();
}

void WorkspaceCache::startAccounting(const Workspace& workspace)
{
    const Settings& settings = workspace.settings();
    AccountingOptions options;
    options.logMaxRows = settings.integer(Setting::LogMaxRows);
    options.logMaxAgeMs = settings.integer(Setting::LogMaxDays) * dayMs;
    m_accounting = std::make_unique<Accounting>(*m_file, m_clock, options);
    m_events = std::make_unique<EventLog>(*m_file, *m_accounting, m_clock);
}

Result<void> WorkspaceCache::startSwitches(const Workspace& workspace)
{
    const Settings& settings = workspace.settings();
    auto standing = readSwitches(m_file->reader(), settings.boolean(Setting::AutoInvalidate));
    if (!standing)
        return standing.error();
    if (const Result<void> timed = readSwitchTimes(m_file->reader(), *standing); !timed)
        return timed;
    m_switches =
        std::make_unique<Switches>(*standing, !settings.boolean(Setting::CacheEnabled),
                                   [this](const SwitchState& state) { return keepSwitch(state); });
    return {};
}

/// Those whose time ended while nobody was there are turned back before anybody asks.
void WorkspaceCache::startSwitchTimer()
{
    if (m_viewOnly)
        return;
    m_switchTimer = std::make_unique<SwitchTimer>(
        *m_switches, m_clock, [this](const SwitchState& state) { note(state, {}); });
    m_switchTimer->turnBackDue();
    if (!m_switches->timed().empty())
        m_switchTimer->start();
}

Result<void> WorkspaceCache::flip(const SwitchState& state, const QString& who)
{
    if (Result<void> set = m_switches->set(state.kind, state.subject, state.enabled, state.untilMs);
        !set)
        return set;
    note(state, who);
    if (state.untilMs && m_switchTimer)
        m_switchTimer->start();
    return {};
}

void WorkspaceCache::note(const SwitchState& state, const QString& who)
{
    Event event = eventOf(state);
    event.timeMs = m_clock.wallMs();
    event.who = who;
    m_events->record(std::move(event));
}

Result<void> WorkspaceCache::keepSwitch(const SwitchState& state)
{
    if (m_viewOnly)
        return Error{ErrorCode::NotAllowed,
                     tr("The cache is only viewed, so its switches stay as they are.")};
    const qint64 nowMs = m_clock.wallMs();
    return m_file->writer().run([&](Connection& connection) {
        if (const Result<void> timed = storeSwitchTime(connection, state); !timed)
            return timed;
        return storeSwitch(connection, state.kind, state.subject, state.enabled, nowMs);
    });
}

void WorkspaceCache::startEngine(const Workspace& workspace, const Decorate& decorate)
{
    auto tier = std::make_unique<SqliteTier>(*m_file, m_clock);
    m_tier = tier.get();
    EngineOptions options = engineOptions(workspace.settings(), m_viewOnly);
    options.journalPath = workspace.journalPath();
    std::unique_ptr<StoreTier> store = std::move(tier);
    if (decorate)
        store = decorate(std::move(store));
    const EngineListeners listeners{[this](const CleanedUp& done) { note(done); },
                                    [this](const QString& sentence) { warn(sentence); }};
    m_engine = std::make_unique<CacheEngine>(options, std::move(store), *m_switches, *m_accounting,
                                             m_clock, listeners);
    if (m_viewOnly)
        return;
    // The last flush is a part of its end, when nothing points to it any more.
    Accounting& accounting = *m_accounting;
    accounting.addFlushStep(
        [this, &accounting](Connection& connection) {
            countLosses(accounting);
            return storeTouches(connection);
        },
        [this] { forgetStoredTouches(); });
}

/// A clean-up by the timer is an event only if it found something.
void WorkspaceCache::note(const CleanedUp& done)
{
    if (done.entries == 0)
        return;
    Event event = eventOf(done);
    event.timeMs = done.atMs;
    m_events->record(std::move(event));
}

void WorkspaceCache::warn(const QString& sentence)
{
    Event event;
    event.kind = EventKind::Warning;
    event.timeMs = m_clock.wallMs();
    event.subject = sentence;
    m_events->record(event);
}

size_t WorkspaceCache::touchesThatFit()
{
    const qint64 second = m_clock.steadyMs() / 1000;
    if (std::exchange(m_touchSecond, second) != second)
        m_touchesInSecond = 0;
    return std::min({m_touches.size(), mostTouchesAtOnce, mostTouchesASecond - m_touchesInSecond});
}

/// What does not fit in one short transaction waits for a later flush, and so does all but the
/// first for what is urgent.
Result<void> WorkspaceCache::storeTouches(Connection& connection)
{
    if (m_touches.empty()) {
        m_touches = m_engine->memory().takeTouches();
        std::ranges::move(m_tier->takeTouches(), std::back_inserter(m_touches));
    }
    EntriesTable entries(connection);
    const size_t fitting = touchesThatFit();
    for (m_storedTouches = 0; m_storedTouches < fitting; ++m_storedTouches) {
        if (m_storedTouches > 0 && m_file->writer().isAwaited())
            break;
        const Touch& touch = m_touches[m_storedTouches];
        if (Result<void> done = entries.touch(touch.key, touch.hits, touch.lastMs); !done)
            return done;
    }
    return {};
}

/// The store does not tell what types it pushed out.
void WorkspaceCache::countLosses(Accounting& accounting)
{
    for (const auto& [typeId, count] : m_engine->memory().takeEvictions().asKeyValueRange())
        accounting.addEvictions(typeId, count);
    const qint64 evicted = m_engine->storeEvicted();
    accounting.addEvictions(NameTable::nobody, evicted - std::exchange(m_storeEvicted, evicted));
    const qint64 refused = m_engine->memory().refused() + m_engine->unstored();
    accounting.addRefused(refused - std::exchange(m_refused, refused));
}

void WorkspaceCache::forgetStoredTouches()
{
    m_touches.erase(m_touches.begin(),
                    m_touches.begin() + static_cast<std::ptrdiff_t>(m_storedTouches));
    m_touchesInSecond += m_storedTouches;
    m_storedTouches = 0;
}

} // namespace tierwatch
