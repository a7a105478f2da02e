// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/switches.h"
#include "metrics/logbook.h"
#include "storage/benchmarkstable.h"
#include "storage/cachefile.h"
#include "storage/entriestable.h"
#include "storage/filewatch.h"
#include "storage/schemamappingstable.h"
#include "storage/watermarkstable.h"
#include "target/entrycensus.h"

#include <QDateTime>

namespace tierwatch {

/// What the small tables of a cache file say.
struct FileFacts
{
    SwitchSettings switches;
    QStringList configKeys;
    std::optional<qint64> lastCleanUpMs;
    std::vector<QueryBenchmark> benchmarks;
    std::vector<Watermark> watermarks;
    std::vector<SchemaMapping> mappings;
    int version = 0; ///< of our tables; 0 = another program's file
};

/// The figures of a cache file that another process owns and writes. refresh() notices a change
/// without reading a row, reads what is new of the log and nothing twice; what takes a look at the
/// whole file is done by readMore(), in slices. Figures of ours in the file are believed where they
/// are as new as its log. Nothing is ever written. One thread at a time, always the same.
class FileFigures final
{
public:
    FileFigures(QString path, Clock& clock);
    Q_DISABLE_COPY_MOVE(FileFigures)

    /// Errors: those of CacheFile::open.
    Result<void> refresh();
    /// Whether there is work for readMore().
    [[nodiscard]] bool isBehind() const;
    /// Some 10 ms of it.
    Result<void> readMore();
    /// Somebody changed entries through us.
    void setDue();

    /// All of these once refresh() succeeded.
    [[nodiscard]] CacheFile& file() { return *m_file; }
    [[nodiscard]] const FileFacts& facts() const { return m_facts; }
    [[nodiscard]] const EntrySizes& sizes() const { return m_sizes; }
    /// When the bytes in it were counted; absent = now.
    [[nodiscard]] std::optional<qint64> countedMs() const;
    [[nodiscard]] bool knowsBytes() const { return m_knowsBytes || m_census.last(); }
    [[nodiscard]] const std::optional<EntryCensus::Count>& census() const
    {
        return m_census.last();
    }
    /// Whether the figures are ours, and tell more than a log can.
    [[nodiscard]] bool hasOwn() const { return bool(m_stored); }
    [[nodiscard]] std::optional<qint64> backToMs() const;
    [[nodiscard]] Rollups& rollups();
    [[nodiscard]] LedgerSource ledger();

private:
    Result<void> open();
    [[nodiscard]] bool isReplaced() const;
    Result<void> readFacts(Connection& connection);
    Result<void> chooseFigures(Connection& connection);
    Result<void> countEntries(Connection& connection);
    Result<void> catchUp(Connection& connection);
    Result<bool> readNew(Connection& connection);
    Result<void> readOld(Connection& connection);

    const QString m_path;
    Clock& m_clock;
    std::unique_ptr<CacheFile> m_file;
    QDateTime m_born; ///< of the file; another one may take its place
    FileWatch m_watch;
    FileFacts m_facts;
    EntrySizes m_sizes;
    bool m_knowsBytes = false;
    qint64 m_countDueMs = 0; ///< steady
    bool m_justOpened = false;
    EntryCensus m_census;
    bool m_censusNext = false; ///< whose turn it is in readMore()
    Pace m_pace{500, 20'000};
    std::unique_ptr<LogBook> m_log;
    NameTable m_types;
    std::unique_ptr<Rollups> m_stored;
};

} // namespace tierwatch
