// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "baresqlite.h"
#include "groups.h"
#include "largefile.h"
#include "publishedcache.h"
#include "residentmemory.h"
#include "wrk.h"

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 3;
constexpr int seconds = 3;
constexpr int idleConnections = 512;

/// The contract's six calls as FastAPI serves them, on uvicorn with uvloop and httptools.
class FastApi final
{
public:
    FastApi()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(u"/usr/bin/python3"_s, {u"" TIERWATCH_BENCHMARKS "/fastapistub.py"_s});
        if (m_process.waitForReadyRead())
            m_port = m_process.readLine().trimmed().toInt();
    }
    ~FastApi()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(FastApi)

    [[nodiscard]] bool isThere() const { return m_port > 0; }
    [[nodiscard]] QUrl address(const QString& path) const
    {
        return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port) + path);
    }

private:
    QProcess m_process;
    int m_port = 0;
};

void compare(const Report& report, const QString& name, const std::function<double()>& subject,
             const std::function<double()>& baseline, std::optional<double> target,
             const QString& baselineName)
{
    const Pair pair = inTurn(rounds, subject, baseline);
    Figure figure{name, pair.subject, u"/s"_s, pair.baseline, baselineName, target};
    figure.better = Figure::Better::Higher;
    report(figure);
}

void reportHealth(const Report& report, const Published& service, const FastApi& fastApi)
{
    const QString path = u"/api/cache/health"_s;
    compare(
        report, u"health, 16 connections"_s,
        [&] { return wrk(service.address(path), {}, seconds).perSecond; },
        [&] { return wrk(fastApi.address(path), {}, seconds).perSecond; }, 6, u"FastAPI"_s);
}

void reportStats(const Report& report, const Published& service, const FastApi& fastApi)
{
    const QString path = u"/api/cache/stats"_s;
    double p99Ms = 0;
    compare(
        report, u"stats of 1,000,000 entries, 16 connections"_s,
        [&] {
            const WrkFigures figures = wrk(service.address(path), service.token(), seconds);
            p99Ms = std::max(p99Ms, figures.p99Ms);
            return figures.perSecond;
        },
        [&] { return wrk(fastApi.address(path), "none", seconds).perSecond; }, {}, u"FastAPI"_s);
    Figure latency{u"stats of 1,000,000 entries, p99"_s, p99Ms, u"ms"_s};
    latency.target = 5;
    report(latency);
}

void reportQuery(const Report& report)
{
    QueryWorkspace workspace;
    const Published service(workspace.target());
    const QUrl query = service.address(u"/api/query/numbers?least=120"_s);
    const auto rate = [&] { return wrk(query, service.token(), seconds).perSecond; };
    (void)rate();
    const auto health = [&] {
        return wrk(service.address(u"/api/cache/health"_s), {}, seconds).perSecond;
    };
    const Pair pair = inTurn(rounds, rate, health);
    Figure figure{u"query from memory, 16 connections"_s, pair.subject, u"/s"_s};
    figure.target = 15'000;
    figure.better = Figure::Better::Higher;
    report(figure);
    const bool isSlowMachine = pair.subject < *figure.target;
    figure.baseline = pair.baseline;
    figure.baselineName = u"health"_s;
    figure.target = isSlowMachine ? std::optional(0.5) : std::nullopt;
    figure.better = Figure::Better::Higher;
    report(figure);
}

/// What connections that only wait take in this process.
void reportIdle(const Report& report, const Published& service)
{
    const QString client =
        u"import socket, sys\n"
        "ask = b'GET /api/cache/health HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n'\n"
        "all = [socket.create_connection(('127.0.0.1', %1)) for _ in range(%2)]\n"
        "for each in all: each.sendall(ask)\n"
        "for each in all: assert each.recv(4096).startswith(b'HTTP/1.1 200')\n"
        "print('there', flush=True)\n"
        "sys.stdin.read()\n"_s.arg(service.port())
            .arg(idleConnections);
    const qint64 before = residentBytes();
    QProcess process;
    process.start(u"/usr/bin/python3"_s, {u"-c"_s, client});
    if (!process.waitForReadyRead() || !process.readLine().startsWith("there"))
        qFatal("%d connections could not be made", idleConnections);
    const qint64 after = residentBytes();
    process.closeWriteChannel();
    process.waitForFinished();
    Figure figure{u"512 idle connections"_s, double(after - before) / mebibyte, u"MiB"_s};
    figure.target = 20;
    report(figure);
}

/// The 99th percentile of hits in memory, in ns, for as long as wrk runs.
double p99OfHits(CacheEngine& engine, int forSeconds)
{
    const auto request = engine.prepare(LargeFile::request(0, 0));
    const auto prepared = request->withPolicy(engine.options().policy);
    const auto load = []() -> Result<QByteArray> { return QByteArray(1024, 'x'); };
    std::vector<double> times;
    times.reserve(20'000'000);
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < forSeconds * 1000) {
        for (int i = 0; i < 1000; ++i)
            times.push_back(nsPerCall(1, [&](qint64) { (void)engine.fetch(prepared, load); }));
    }
    const auto place = times.begin() + std::ptrdiff_t(times.size() * 99 / 100);
    std::nth_element(times.begin(), place, times.end());
    return *place;
}

void reportHits(const Report& report, const Published& service, CacheEngine& engine)
{
    const auto underLoad = [&] {
        double p99 = 0;
        (void)wrk(service.address(u"/api/cache/health"_s), {}, seconds,
                  [&] { p99 = p99OfHits(engine, seconds - 1); });
        return p99;
    };
    const Pair pair = inTurn(rounds, underLoad, [&] { return p99OfHits(engine, seconds - 1); });
    report({u"engine hits under full HTTP load, p99"_s, pair.subject, u"ns"_s, pair.baseline,
            u"without"_s, 2.0});
}

/// A million requests of the last thirty days, made by SQL alone.
void fillLog(const QString& path, qint64 nowMs)
{
    BareSqlite bare(path);
    bare.run("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999) "
             "INSERT INTO performance_log(cache_type, company_id, cache_hit, response_time_ms, "
             "estimated_oracle_time_ms, time_saved_ms, username, timestamp) "
             "SELECT 'report_' || (i / 250000), 100 + i % 10, i % 10 > 0, 0.5, 200.5, 200, "
             "'ioana.pop', " +
             QByteArray::number(nowMs / 1000) + " - 2592000 + i * 2.592 FROM n");
}

void run(const Report& report)
{
    const FastApi fastApi;
    if (!hasWrk() || !fastApi.isThere()) {
        QTextStream(stderr) << "service: wrk, python3-fastapi or python3-uvicorn is not here"
                            << Qt::endl;
        return;
    }
    LargeFile file;
    fillLog(file.path(), SystemClock().wallMs());
    file.open();
    EngineTarget target(file.cache(), {});
    const Published service(target);
    reportIdle(report, service);
    reportHealth(report, service, fastApi);
    reportStats(report, service, fastApi);
    reportHits(report, service, file.engine());
    reportQuery(report);
}

} // namespace

Group service()
{
    return {u"service"_s, run};
}

} // namespace tierwatch::bench
