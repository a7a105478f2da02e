// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/watermarkmonitor.h"

#include "cache/workspacecache.h"

#include <QRandomGenerator>
#include <QSqlQuery>
#include <QSqlRecord>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

constexpr qint64 mostPauseMs = 1'000; ///< so that the switch and new companies are seen soon

/// The rows as they are, and the number that comes first.
Result<SourceMark> readMark(QSqlQuery& query, const QString& schema)
{
    SourceMark mark;
    mark.schema = schema;
    const QSqlRecord columns = query.record();
    for (bool first = true; query.next(); first = false) {
        if (first)
            mark.maxId = query.value(0).toLongLong();
        for (int i = 0; i < columns.count(); ++i) {
            appendJson(mark.row, columns.fieldName(i));
            mark.row += ':';
            appendJson(mark.row, query.value(i));
            mark.row += ' ';
        }
    }
    if (mark.row.isEmpty())
        return Error{ErrorCode::Source,
                     WatermarkMonitor::tr("The watermark query gave no row, so a change can't be "
                                          "told. Correct it in the workspace's settings.")};
    return mark;
}

} // namespace

WatermarkMonitor::WatermarkMonitor(std::shared_ptr<const Sources> sources, WorkspaceCache& cache,
                                   Options options)
    : m_sources(std::move(sources)),
      m_cache(cache),
      m_options(options),
      m_store(cache.file(), cache.clock()),
      m_intervalMs(m_store.intervalMs().value_or(options.intervalMs)),
      m_madeMs(cache.clock().wallMs())
{
}

WatermarkMonitor::~WatermarkMonitor()
{
    stop();
}

QString WatermarkMonitor::who()
{
    return monitorName.toString();
}

bool WatermarkMonitor::canWatch(const Sources& sources)
{
    return std::ranges::any_of(sources.all(), [](const Sources::Source& source) {
        return !source->watermarkSql.isEmpty();
    });
}

void WatermarkMonitor::start()
{
    if (m_started.exchange(true))
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void WatermarkMonitor::stop()
{
    if (!m_started.exchange(false))
        return;
    m_wake.stop(m_thread, m_mutex);
}

void WatermarkMonitor::work(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const qint64 pauseMs = std::clamp<qint64>(runDue(), 1, mostPauseMs);
        std::unique_lock lock(m_mutex);
        m_wake.waitFor(lock, stop, std::chrono::milliseconds(pauseMs),
                       [this] { return m_hurried; });
        m_hurried = false;
    }
}

qint64 WatermarkMonitor::runDue()
{
    const std::scoped_lock asking(m_asking);
    if (!mayInvalidate()) {
        lookForCompanies(Look::CacheOnly); // so that they are known as never checked
        return mostPauseMs;
    }
    lookForCompanies(Look::SourcesToo);
    const qint64 nowMs = m_cache.clock().steadyMs();
    std::vector<Key> due;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [key, watch] : m_watches) {
            if (watch.isDue(nowMs))
                due.push_back(key);
        }
    }
    check(due);
    const std::scoped_lock lock(m_mutex);
    qint64 nextMs = nowMs + m_intervalMs;
    for (const auto& [key, watch] : m_watches)
        nextMs = std::min(nextMs, watch.dueMs());
    return nextMs - m_cache.clock().steadyMs();
}

Result<Watermarks> WatermarkMonitor::checkNow(std::optional<qint64> companyId)
{
    const std::scoped_lock asking(m_asking);
    m_lookedMs.reset();
    lookForCompanies(Look::SourcesToo);
    std::vector<Key> wanted;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [key, watch] : m_watches) {
            if (!companyId || key.second == *companyId)
                wanted.push_back(key);
        }
    }
    if (companyId && wanted.empty())
        return Error{ErrorCode::NotFound,
                     tr("The company %1 has no cached data to check.").arg(*companyId)};
    check(wanted);
    return state();
}

void WatermarkMonitor::checkSoon(const QString& source)
{
    {
        const std::scoped_lock lock(m_mutex);
        for (auto& [key, watch] : m_watches) {
            if (key.first == source)
                watch.hurry();
        }
        m_hurried = true;
    }
    m_wake.one();
}

Result<void> WatermarkMonitor::setInterval(qint64 intervalMs)
{
    if (Result<void> kept = m_store.keepInterval(intervalMs); !kept)
        return kept;
    m_intervalMs = intervalMs;
    {
        const std::scoped_lock lock(m_mutex);
        for (auto& [key, watch] : m_watches)
            watch.hurry(m_cache.clock().steadyMs() + intervalMs);
        m_hurried = true;
    }
    m_wake.one();
    return {};
}

/// Companies that were asked for in this run are known at once; those that only have rows in the
/// cache file, and where companies stand by now, are looked up once an interval.
void WatermarkMonitor::lookForCompanies(Look look)
{
    const qint64 nowMs = m_cache.clock().steadyMs();
    const bool all = !m_lookedMs || nowMs >= *m_lookedMs + m_intervalMs;
    if (all)
        m_lookedMs = nowMs;
    const std::vector<qint64> stored = all ? m_store.companies() : std::vector<qint64>();
    for (const Sources::Source& source : m_sources->all()) {
        if (source->watermarkSql.isEmpty())
            continue;
        for (const qint64 company : source->inUse.all())
            watch(source, company);
        for (const qint64 company : stored) {
            if (source->name == Sources::mainName() || source->companies->knows(company))
                watch(source, company);
        }
        // A source that nobody has used yet is not opened for this.
        if (all && look == Look::SourcesToo && isWatched(source->name))
            (void)source->companies->refresh(); // what is known does where the source fails
    }
}

bool WatermarkMonitor::isWatched(const QString& source) const
{
    const std::scoped_lock lock(m_mutex);
    return std::ranges::any_of(
        m_watches, [&source](const auto& watch) { return watch.first.first == source; });
}

void WatermarkMonitor::watch(const Sources::Source& source, qint64 companyId)
{
    const Key key{source->name, companyId};
    {
        const std::scoped_lock lock(m_mutex);
        if (m_watches.contains(key))
            return;
    }
    CompanyWatch watch(source->name, companyId, m_store.find(source->name, companyId));
    const std::scoped_lock lock(m_mutex);
    m_watches.emplace(key, std::move(watch));
}

void WatermarkMonitor::check(const std::vector<Key>& keys)
{
    Down down;
    for (const Key& key : keys)
        check(key, down);
}

void WatermarkMonitor::check(const Key& key, Down& down)
{
    const auto source = m_sources->find(key.first);
    if (!source)
        return;
    // Once a round is enough to learn that a source is down.
    if (const auto known = down.find(key.first); known != down.end()) {
        tookFailure(key, known->second, true);
        return;
    }
    {
        const std::scoped_lock lock(m_mutex);
        m_watches.at(key).asked();
    }
    const Result<SourceMark> mark = ask(**source, key.second);
    if (mark) {
        tookAnswer(key, *mark);
        return;
    }
    const bool isDown = !(*source)->watched->reach();
    if (isDown)
        down.emplace(key.first, mark.error());
    tookFailure(key, mark.error(), isDown);
}

Result<SourceMark> WatermarkMonitor::ask(const NamedSource& source, qint64 companyId)
{
    const Result<SourceStatement> statement = SourceStatement::parse(source.watermarkSql);
    if (!statement)
        return statement.error();
    const Result<QString> schema = source.companies->schemaOf(companyId);
    if (!schema)
        return schema.error();
    std::optional<SourceMark> mark;
    const Result<void> read =
        source.watched->read(*statement, {}, *schema, [&](QSqlQuery& query) -> Result<void> {
            Result<SourceMark> made = readMark(query, *schema);
            if (!made)
                return made.error();
            mark = *std::move(made);
            return {};
        });
    if (!read)
        return read.error();
    return *mark;
}

void WatermarkMonitor::tookAnswer(const Key& key, const SourceMark& mark)
{
    bool changed = false;
    bool moved = false;
    bool moving = false;
    bool first = false;
    {
        const CompanyWatch::Timing next = timing();
        const std::scoped_lock lock(m_mutex);
        CompanyWatch& watch = m_watches.at(key);
        changed = watch.answered(mark, m_cache.clock().now(), next);
        moved = watch.hasMoved();
        moving = watch.isMoving();
        first = watch.isFirst();
    }
    if (moved)
        noteMove(key);
    // Kept only after the barrier is: a crash in between makes it a change again.
    if (changed && mayInvalidate() &&
        invalidate(key, moving || (first && isOnlyFromThisRun(key.second))))
        (void)m_store.keep(key.first, key.second, mark);
}

void WatermarkMonitor::tookFailure(const Key& key, const Error& error, bool isDown)
{
    {
        const CompanyWatch::Timing next = timing();
        const std::scoped_lock lock(m_mutex);
        m_watches.at(key).failed(error, m_cache.clock().now(), next);
    }
    if (isDown)
        return;
    noteMove(key);
    if (mayInvalidate())
        (void)invalidate(key, false);
}

/// Whether or not that invalidates: no undo of what was invalidated before brings its rows back.
void WatermarkMonitor::noteMove(const Key& key)
{
    const Result<void> noted = m_cache.engine().noteSourceChange(key.second);
    if (noted)
        return;
    const std::scoped_lock lock(m_mutex);
    m_watches.at(key).note(noted.error(), m_cache.clock().now());
}

bool WatermarkMonitor::invalidate(const Key& key, bool quietly)
{
    const Scope scope{.companyId = key.second};
    const auto done = m_cache.engine().invalidate(scope, who());
    const qint64 entries = done ? done->entries.value_or(0) : 0;
    {
        const std::scoped_lock lock(m_mutex);
        CompanyWatch& watch = m_watches.at(key);
        if (done)
            watch.invalidated(m_cache.clock().now(), entries);
        else
            watch.note(done.error(), m_cache.clock().now());
    }
    if (done && entries > 0) {
        const std::scoped_lock lock(m_mutex);
        m_tally.add(done->atMs, entries);
    }
    if (!done)
        return false; // the next check tries again
    if (quietly || entries == 0)
        return true;
    Event event;
    event.kind = EventKind::Invalidated;
    event.timeMs = done->atMs;
    event.who = who();
    event.scope = scope;
    event.entries = entries;
    event.bytes = done->bytes.value_or(0);
    (void)m_cache.events().record(std::move(event));
    return true;
}

/// What was loaded while the company waited for its first check may be older than that says, and
/// goes; but nobody needs to hear of it.
bool WatermarkMonitor::isOnlyFromThisRun(qint64 companyId)
{
    return !m_store.hasOlderEntries(companyId, m_madeMs);
}

bool WatermarkMonitor::mayInvalidate() const
{
    return m_cache.switches().autoInvalidate();
}

CompanyWatch::Timing WatermarkMonitor::timing()
{
    const double drawn = QRandomGenerator::global()->generateDouble() * 2 - 1;
    return {m_intervalMs, 1 + m_options.jitter * drawn};
}

} // namespace tierwatch
