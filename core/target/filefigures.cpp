// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/filefigures.h"

#include "cache/keptswitches.h"
#include "metrics/storedfigures.h"
#include "storage/configtable.h"
#include "storage/metatable.h"

#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qint64 patienceMs = 20; ///< for what came since the last refresh
constexpr qint64 pausePerCount = 19;

template <class T>
Result<void> take(T& place, Result<T> read)
{
    if (!read)
        return read.error();
    place = *std::move(read);
    return {};
}

} // namespace

FileFigures::FileFigures(QString path, Clock& clock)
    : m_path(std::move(path)), m_clock(clock), m_census(clock)
{
}

Result<void> FileFigures::refresh()
{
    if (!m_file || isReplaced()) {
        if (const Result<void> opened = open(); !opened)
            return opened;
    }
    auto change = m_watch.look(m_file->reader());
    if (change && *change == FileWatch::Change::Tables) {
        // What stands in for a missing table would hide the one that came.
        if (const Result<void> opened = open(); !opened)
            return opened;
        change = m_watch.look(m_file->reader());
    }
    if (!change)
        return change.error();
    Connection& connection = m_file->reader();
    if (*change != FileWatch::Change::None) {
        if (const Result<void> read = readFacts(connection); !read)
            return read;
    }
    if (const Result<void> counted = countEntries(connection); !counted)
        return counted;
    return catchUp(connection);
}

Result<void> FileFigures::open()
{
    auto file = CacheFile::open({m_path, CacheFileOptions::Mode::ReadOnly}, m_clock);
    if (!file)
        return file.error();
    m_file = *std::move(file);
    m_born = QFileInfo(m_path).birthTime();
    m_watch = {};
    m_log.reset();
    m_stored.reset();
    m_justOpened = true;
    setDue();
    return {};
}

bool FileFigures::isReplaced() const
{
    return QFileInfo(m_path).birthTime() != m_born;
}

Result<void> FileFigures::readFacts(Connection& connection)
{
    const auto config = ConfigTable(connection).all();
    const auto version = config ? MetaTable(connection).find(u"schema_version"_s) : config.error();
    if (!version)
        return version.error();
    m_facts.configKeys = config->keys();
    m_facts.version = version->value_or(u"0"_s).toInt();
    auto done = take(m_facts.switches, readSwitches(connection, false));
    if (done)
        done = readSwitchTimes(connection, m_facts.switches);
    if (done)
        done = take(m_facts.lastCleanUpMs, readLastCleanUp(connection));
    if (done)
        done = take(m_facts.benchmarks, BenchmarksTable(connection).all());
    if (done)
        done = take(m_facts.watermarks, WatermarksTable(connection).all());
    if (done)
        done = take(m_facts.mappings, SchemaMappingsTable(connection).all());
    return done ? chooseFigures(connection) : done;
}

Result<void> FileFigures::chooseFigures(Connection& connection)
{
    bool own = m_facts.version > 0;
    if (own) {
        if (auto read = take(own, areFiguresCurrent(connection, m_clock.wallMs())); !read)
            return read;
    }
    m_stored.reset();
    if (!own) {
        if (!m_log)
            m_log = std::make_unique<LogBook>();
        return {};
    }
    // Its pages are those of the file as it was: begun anew, they are read when they are needed.
    const auto reader = [this]() -> Connection& { return m_file->reader(); };
    m_stored = std::make_unique<Rollups>(m_types, loadStored(reader, m_types));
    m_log.reset();
    return {};
}

Result<void> FileFigures::countEntries(Connection& connection)
{
    const qint64 startMs = m_clock.steadyMs();
    if (startMs < m_countDueMs)
        return {};
    EntriesTable entries(connection);
    bool foreign = true;
    if (m_facts.version > 0) {
        if (auto read = take(foreign, entries.hasForeignRows()); !read)
            return read;
    }
    const qint64 nowMs = m_clock.wallMs();
    auto counted = take(m_sizes, foreign ? entries.counts(nowMs) : entries.sizes(nowMs));
    m_knowsBytes = !foreign;
    const qint64 endMs = m_clock.steadyMs();
    m_countDueMs = endMs + pausePerCount * (endMs - startMs);
    return counted;
}

/// Of what was there before only as much as is quickly done: of a large file the rest is left for
/// readMore(), which takes its time.
Result<void> FileFigures::catchUp(Connection& connection)
{
    const qint64 endMs = m_clock.steadyMs() + patienceMs;
    bool more = bool(m_log);
    while (more && m_clock.steadyMs() < endMs) {
        if (auto read = take(more, readNew(connection)); !read)
            return read;
    }
    const bool begins = m_census.begin();
    const bool tries = std::exchange(m_justOpened, false) || begins;
    while (tries && isBehind() && m_clock.steadyMs() < endMs) {
        if (auto read = readMore(); !read)
            return read;
    }
    return {};
}

Result<bool> FileFigures::readNew(Connection& connection)
{
    const qint64 startMs = m_clock.steadyMs();
    auto more = m_log->readNew(connection, m_clock.wallMs(), m_pace.rows());
    m_pace.took(m_clock.steadyMs() - startMs);
    return more;
}

Result<void> FileFigures::readOld(Connection& connection)
{
    const qint64 startMs = m_clock.steadyMs();
    const auto more = m_log->readOld(connection, m_clock.wallMs(), m_pace.rows());
    m_pace.took(m_clock.steadyMs() - startMs);
    return more ? Result<void>() : more.error();
}

bool FileFigures::isBehind() const
{
    return m_census.isRunning() || (m_log && m_log->isBehind());
}

Result<void> FileFigures::readMore()
{
    Connection& connection = m_file->reader();
    const bool log = m_log && m_log->isBehind();
    m_censusNext = m_census.isRunning() && (!log || !m_censusNext);
    if (m_censusNext)
        return m_census.step(connection);
    return log ? readOld(connection) : Result<void>();
}

void FileFigures::setDue()
{
    m_countDueMs = 0;
    m_census.setDue();
}

std::optional<qint64> FileFigures::countedMs() const
{
    return m_knowsBytes || !m_census.last() ? std::nullopt : std::optional(m_census.last()->atMs);
}

std::optional<qint64> FileFigures::backToMs() const
{
    return m_log ? m_log->backToMs() : std::nullopt;
}

Rollups& FileFigures::rollups()
{
    return m_stored ? *m_stored : m_log->rollups();
}

LedgerSource FileFigures::ledger()
{
    if (!m_stored)
        return m_log->ledger();
    return storedLedger([this]() -> Connection& { return m_file->reader(); });
}

} // namespace tierwatch
