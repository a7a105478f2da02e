// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accounting.h"
#include "records.h"
#include "storage/cachefile.h"
#include "storage/performancelogtable.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

namespace tierwatch::test {

/// An Accounting on a real file, which only stores when told to; reopening is a restart.
class AccountingFixture final
{
public:
    using Mode = CacheFileOptions::Mode;

    explicit AccountingFixture(AccountingOptions options = {}) : m_options(options)
    {
        m_options.flushInterval = std::chrono::hours(1);
        reopen();
    }

    void close()
    {
        accounting.reset();
        file.reset();
    }
    void reopen(Mode mode = Mode::ReadWrite)
    {
        close();
        auto opened = CacheFile::open({path(), mode, 100}, clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        file = *std::move(opened);
        accounting = std::make_unique<Accounting>(*file, clock, m_options);
        types = {accounting->types().idOf(QStringLiteral("ledger")),
                 accounting->types().idOf(QStringLiteral("ageing"))};
    }

    /// Records of the first type, now.
    void record(const std::vector<AccessRecord>& records)
    {
        for (AccessRecord record : records) {
            record.wallMs = clock.wallMs();
            record.typeId = types.at(record.typeId - 1);
            accounting->record(record);
        }
    }
    [[nodiscard]] bool flush()
    {
        const Result<void> done = accounting->flush();
        if (!done)
            qWarning("%s %s", qPrintable(done.error().message), qPrintable(done.error().detail));
        return done.ok();
    }
    [[nodiscard]] Tally total(Range range) { return accounting->history({range, 600}).total; }
    [[nodiscard]] std::vector<PerformanceRow> logRows()
    {
        auto rows = PerformanceLogTable(file->reader()).after(0, 1'000'000);
        return rows ? *std::move(rows) : std::vector<PerformanceRow>();
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("cache.db")); }

    FakeClock clock;
    std::unique_ptr<CacheFile> file;
    std::unique_ptr<Accounting> accounting;
    std::vector<quint32> types; ///< ids of "ledger" and "ageing"

private:
    QTemporaryDir m_folder;
    AccountingOptions m_options;
};

} // namespace tierwatch::test
