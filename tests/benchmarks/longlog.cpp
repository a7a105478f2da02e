// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"
#include "groups.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 reads = 50;

/// Ten millions of requests over thirty days, made by SQL alone.
void fillLog(const QString& path, qint64 nowMs)
{
    BareSqlite bare(path);
    bare.run("PRAGMA synchronous = OFF");
    bare.run("BEGIN IMMEDIATE");
    // In the order of time and of types, so that no index is written all over.
    bare.run("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999999) "
             "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
             "estimated_oracle_time_ms, time_saved_ms, username, timestamp) "
             "SELECT 'report_' || (i / 2500000), 100 + i % 10, i % 10 > 0, 0.5, 200.5, 200, "
             "'ioana.pop', " +
             QByteArray::number(nowMs / 1000) + " - 2592000 + i * 0.2592 FROM n");
    bare.run("COMMIT");
    bare.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void open(test::TempWorkspace& workspace)
{
    if (const Result<void> opened = workspace.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
}

void run(const Report& report)
{
    SystemClock clock;
    test::TempWorkspace workspace(clock, "[log]\nmax_rows=20000000\n");
    open(workspace);
    workspace.close();
    fillLog(workspace.cachePath(), clock.wallMs());
    open(workspace);
    EngineTarget target(workspace.cache(), {});
    std::vector<double> times;
    times.reserve(reads);
    for (qint64 i = 0; i < reads; ++i) {
        (void)workspace.engine().fetch(test::requestOf(u"report_0"_s, i), test::giving("[1]"));
        times.push_back(
            nsPerCall(1, [&](qint64) { (void)target.read(StatsQuery{}).result().value(); }) / 1e6);
    }
    Figure figure{u"stats() with 10,000,000 rows in the log"_s, median(times), u"ms"_s};
    figure.target = 2;
    report(figure);
}

} // namespace

Group longLog()
{
    return {u"log"_s, run};
}

} // namespace tierwatch::bench
