// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "servicefixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The figures for Prometheus, read by its own programs.
class MetricsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void countsAsTheTargetDoes();
    void bucketsOnlyGrow();
    void escapesLabels();
    void passesPrometheusOwnCheck();
    void isScrapedByPrometheus();

private:
    [[nodiscard]] QByteArray metrics()
    {
        return m_service->client().get("/metrics", m_service->token(Role::Viewer)).body;
    }
    /// The value behind that text at the beginning of a line.
    [[nodiscard]] static double valueOf(const QByteArray& metrics, const QByteArray& sample)
    {
        for (const QByteArray& line : metrics.split('\n')) {
            if (line.startsWith(sample + ' '))
                return line.sliced(sample.size() + 1).toDouble();
        }
        return -1;
    }

    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void MetricsTest::init()
{
    m_engine = EngineFixture::make({});
    m_service = std::make_unique<ServiceFixture>(m_engine->target());
    for (int i = 0; i < 3; ++i)
        m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    m_engine->settle();
}

void MetricsTest::cleanup()
{
    m_service.reset();
    m_engine.reset();
}

void MetricsTest::countsAsTheTargetDoes()
{
    const HttpReply reply = m_service->client().get("/metrics", m_service->token(Role::Viewer));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    const auto requests = [&](const QByteArray& result) {
        return valueOf(reply.body, R"(tierwatch_requests_total{cache_type="invoices",result=")" +
                                       result + R"("})");
    };
    QCOMPARE(requests("memory"), 2);
    QCOMPARE(requests("database"), 1);
    QCOMPARE(requests("error"), 0);
    QCOMPARE(valueOf(reply.body, R"(tierwatch_entries{tier="memory"})"), 1);
    QCOMPARE(valueOf(reply.body, "tierwatch_enabled"), 1);
    QCOMPARE(valueOf(reply.body, R"(tierwatch_misses_total{cache_type="invoices",reason="first"})"),
             1);
}

void MetricsTest::bucketsOnlyGrow()
{
    double last = 0;
    int buckets = 0;
    const QByteArray start =
        R"(tierwatch_response_seconds_bucket{cache_type="invoices",origin="memory",le=)";
    for (const QByteArray& line : metrics().split('\n')) {
        if (!line.startsWith(start))
            continue;
        const double count = line.sliced(line.lastIndexOf(' ') + 1).toDouble();
        QVERIFY(count >= last);
        last = count;
        ++buckets;
    }
    QVERIFY(buckets > 10);
    QCOMPARE(valueOf(metrics(),
                     R"(tierwatch_response_seconds_count{cache_type="invoices",origin="memory"})"),
             last);
}

void MetricsTest::escapesLabels()
{
    m_engine->ask(u"a \"quoted\\type\"\nof two lines"_s, 1, u"ana"_s);
    m_engine->settle();
    QVERIFY(metrics().contains(R"({cache_type="a \"quoted\\type\"\nof two lines",result=)"));
}

void MetricsTest::passesPrometheusOwnCheck()
{
    const QString tool = QStandardPaths::findExecutable(u"promtool"_s);
    if (tool.isEmpty())
        QSKIP("promtool is not here");
    m_engine->ask(u"a \"quoted\\type\"\nof two lines"_s, 1, u"ana"_s);
    m_engine->settle();
    QProcess check;
    check.setProcessChannelMode(QProcess::MergedChannels);
    check.start(tool, {u"check"_s, u"metrics"_s});
    check.write(metrics());
    check.closeWriteChannel();
    QVERIFY(check.waitForFinished());
    const QByteArray said = check.readAll();
    QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said.constData());
}

void MetricsTest::isScrapedByPrometheus()
{
    const QString program = QStandardPaths::findExecutable(u"prometheus"_s);
    if (program.isEmpty())
        QSKIP("prometheus is not here");
    QTemporaryDir folder;
    const auto write = [&](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write(u"token"_s, m_service->token(Role::Viewer)));
    QVERIFY(
        write(u"prometheus.yml"_s, "scrape_configs:\n- job_name: tierwatch\n  scrape_interval: 1s\n"
                                   "  authorization: {credentials_file: token}\n"
                                   "  static_configs: [{targets: ['127.0.0.1:" +
                                       QByteArray::number(m_service->base().port()) + "']}]\n"));
    QProcess prometheus;
    prometheus.setProcessChannelMode(QProcess::MergedChannels);
    prometheus.start(program, {u"--config.file="_s + folder.filePath(u"prometheus.yml"_s),
                               u"--storage.tsdb.path="_s + folder.filePath(u"data"_s),
                               u"--web.listen-address=127.0.0.1:0"_s});
    QByteArray said;
    static const QRegularExpression listens(u"msg=\"Listening on\" address=\\S*:(\\d+)\n"_s);
    const auto port = [&] {
        said += prometheus.readAll();
        return listens.match(QString::fromUtf8(said)).captured(1).toUShort();
    };
    QVERIFY2(QTest::qWaitFor([&] { return port() > 0; }, 20'000), said.constData());
    const HttpClient api(port());
    const auto value = [&](const QString& query) {
        const auto reply = api.get("/api/v1/query?query=" + QUrl::toPercentEncoding(query)).json();
        return reply[u"data"][u"result"][0][u"value"][1].toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(value(u"up{job=\"tierwatch\"}"_s), u"1"_s, 20'000);
    QCOMPARE(value(u"tierwatch_requests_total{result=\"memory\"}"_s), u"2"_s);
    prometheus.terminate();
    QVERIFY(prometheus.waitForFinished());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::MetricsTest)
#include "metricstest.moc"
