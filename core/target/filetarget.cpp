// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/filetarget.h"

#include "base/async.h"
#include "storage/fileprobe.h"
#include "storage/schema.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int busyTimeoutMs = 5000;
/// Between two slices of what is read in the background, in times what a slice took: the owner
/// needs the machine more.
constexpr int restPerSlice = 19;
constexpr std::chrono::steady_clock::duration leastRest = std::chrono::milliseconds(10);

/// What a file can answer; all else is another program's.
bool isTold(const QString& operation)
{
    return isOneOf<StatsQuery, HistoryQuery, ResponseTimesQuery, EventsQuery, CatalogQuery,
                   PreviewQuery, WatermarksQuery, SavingsQuery, FreshnessQuery, ExplainQuery,
                   BenchmarkEstimateQuery, BenchmarksQuery, EntriesQuery, EntryQuery, UsersQuery,
                   LogQuery, ActionsQuery, Invalidate, Purge, Clear, CleanUp, SetSwitch>(operation);
}

/// Why a file that was to be changed is only viewed; empty where it may be changed.
QString reasonToView(const QString& path, int version)
{
    if (version != 0 && version != schema::currentVersion())
        return CacheTarget::tr("This cache file is of another version of the program (format %1; "
                               "this one knows %2), so it is only viewed.")
            .arg(version)
            .arg(schema::currentVersion());
    const QFileInfo file(path);
    if (!file.isWritable() || !QFileInfo(file.absolutePath()).isWritable())
        return CacheTarget::tr("The cache file %1 or its folder can't be written to, so it is only "
                               "viewed. Change their permissions to control it.")
            .arg(path);
    return {};
}

QString viewOnlyReason(const FileTargetOptions& options, int version)
{
    if (!options.watchOnly.isEmpty())
        return options.watchOnly;
    if (!options.control)
        return CacheTarget::tr("This cache file belongs to another program, so it is only viewed. "
                               "Open it for control to act on it.");
    return reasonToView(options.path, version);
}

} // namespace

Result<std::unique_ptr<FileTarget>> FileTarget::open(FileTargetOptions options, Clock& clock)
{
    options.path = QFileInfo(options.path).absoluteFilePath();
    // Says what is wrong with it, if something is.
    const auto file = CacheFile::open({options.path, CacheFileOptions::Mode::ReadOnly}, clock);
    if (!file)
        return file.error();
    const auto probe = FileProbe::of(options.path, busyTimeoutMs);
    if (!probe)
        return probe.error();
    QString viewOnly = viewOnlyReason(options, probe->version);
    return std::unique_ptr<FileTarget>(
        new FileTarget(std::move(options), probe->version > 0, std::move(viewOnly), clock));
}

FileTarget::FileTarget(FileTargetOptions options, bool own, QString viewOnly, Clock& clock)
    : m_options(std::move(options)),
      m_own(own),
      m_viewOnly(std::move(viewOnly)),
      m_clock(clock),
      m_figures(m_options.path, clock),
      m_userFigures(own ? LogList::Misses::WithTheirCost : LogList::Misses::AllButHits)
{
    for (QThreadPool* pool : {&m_acting, &m_reading, &m_browsing}) {
        pool->setMaxThreadCount(1);
        pool->setExpiryTimeout(-1); // only the same connection notices a change
    }
    m_acting.setObjectName(u"tierwatch-file-acting"_s);
    m_reading.setObjectName(u"tierwatch-file-reading"_s);
    m_browsing.setObjectName(u"tierwatch-file-browsing"_s);
}

FileTarget::~FileTarget()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    m_reading.waitForDone(); // a price begins there and goes on with the other
    m_acting.waitForDone();
    m_browsing.waitForDone();
}

bool FileTarget::isEnding()
{
    const std::scoped_lock lock(m_mutex);
    return m_ending;
}

QString FileTarget::name() const
{
    return QFileInfo(m_options.path).fileName();
}

QString FileTarget::kindName() const
{
    return tr("Cache file");
}

TargetState FileTarget::state() const
{
    if (m_viewOnly.isEmpty())
        return {};
    return {TargetState::Kind::ViewOnly, m_viewOnly};
}

std::vector<Capability> FileTarget::capabilities() const
{
    return capabilitiesBut([this](const QString& operation) { return whyNot(operation); },
                           m_viewOnly);
}

QString FileTarget::whyNot(const QString& operation) const
{
    if (m_own && isOneOf<SetSwitch>(operation))
        return noSwitches();
    if (isTold(operation) || (m_options.config && isOneOf<ConfigQuery>(operation)))
        return {};
    if (isOneOf<Undo>(operation))
        return tr("What is removed from a file of another program is not kept, since nobody could "
                  "tell what that program loaded meanwhile. It loads what it needs anew.");
    if (isOneOf<SetSampleLoad>(operation))
        return tr("Only a sample workspace has simulated users.");
    if (isOneOf<CheckWatermarks>(operation))
        return tr("Only the program that owns the file can ask the database.");
    if (operation.contains("benchmark"_L1))
        return tr("Only the program that owns the file can ask the database, so nothing can be "
                  "measured from here.");
    return tr("A cache file alone does not tell this.");
}

QString FileTarget::onlyTheOwnerKnows()
{
    return tr("Only the program that owns the file knows this; it does not write it into the "
              "file.");
}

/// A query that waits goes before what is read in the background.
template <class T, class Task>
QFuture<Result<T>> FileTarget::readWith(Task task)
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_waiting;
    }
    m_wake.notify_all();
    return runOn(m_reading, [this, task = std::move(task)]() -> Result<T> {
        {
            const std::scoped_lock lock(m_mutex);
            --m_waiting;
        }
        if (m_changed.exchange(false))
            m_figures.setDue();
        if (const Result<void> refreshed = m_figures.refresh(); !refreshed)
            return refreshed.error();
        Result<T> read = task();
        readOn();
        return read;
    });
}

/// Has what is behind read after the queries that wait.
void FileTarget::readOn()
{
    const std::scoped_lock lock(m_mutex);
    if (m_readingOn || m_ending || !m_figures.isBehind())
        return;
    m_readingOn = true;
    m_reading.start([this] { readSlice(); }, -1);
}

/// When it is time. A query that comes before that goes first, and has this begun anew.
void FileTarget::readSlice()
{
    {
        std::unique_lock lock(m_mutex);
        const bool called =
            m_wake.wait_until(lock, m_nextSlice, [this] { return m_waiting > 0 || m_ending; });
        m_readingOn = false;
        if (called)
            return;
    }
    const auto start = std::chrono::steady_clock::now();
    if (!m_figures.readMore())
        return;
    const auto end = std::chrono::steady_clock::now();
    m_nextSlice = end + std::max(restPerSlice * (end - start), leastRest);
    readOn();
}

/// What was read is reckoned with on the other thread.
QFuture<Result<Reply>> FileTarget::priced(const PreviewQuery& query,
                                          const QFuture<Result<PriceBasis>>& basis)
{
    auto promise = std::make_shared<QPromise<Result<Reply>>>();
    promise->start();
    attach<Result<PriceBasis>>(basis, [this, promise, query](const auto& known) {
        m_acting.start(
            [this, promise, query, known] { resolve(*promise, price(query, known.result())); });
    });
    return promise->future();
}

QFuture<Result<Reply>> FileTarget::answer(Query query, Caller caller)
{
    if (const auto* preview = std::get_if<PreviewQuery>(&query)) {
        auto basis = readWith<PriceBasis>([this] { return priceBasis(); });
        return priced(*preview, basis);
    }
    if (auto* entries = std::get_if<EntriesQuery>(&query))
        return listEntries(std::move(*entries));
    if (auto* entry = std::get_if<EntryQuery>(&query))
        return tellEntry(std::move(*entry), std::move(caller));
    return readWith<Reply>([this, query = std::move(query), caller = std::move(caller)] {
        return std::visit([&](const auto& q) { return reply(q, caller); }, query);
    });
}

QFuture<Result<Reply>> FileTarget::perform(Action action, Caller caller)
{
    if (const Result<void> allowed = mayAct(action, caller); !allowed)
        return ready<Result<Reply>>(allowed.error());
    return runOn(m_acting, [this, action = std::move(action), caller = std::move(caller)] {
        Result<Reply> done = std::visit([&](const auto& a) { return carryOut(a, caller); }, action);
        m_changed = true;
        QMetaObject::invokeMethod(this, &FileTarget::changed, Qt::QueuedConnection);
        return done;
    });
}

} // namespace tierwatch
