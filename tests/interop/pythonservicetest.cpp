// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "pythonservice.h"
#include "support/otherprogram.h"
#include "target/filetarget.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A file that a Python program made and goes on writing, as fast as it can.
class PythonServiceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void isWatchedWhileItWrites();
    void isControlledWhileItWrites();
    void whatIsReadIsWhatItWrote();

private:
    template <class T>
    [[nodiscard]] Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 40'000))
            return Error{ErrorCode::Timeout, u"no answer"_s};
        return future.result();
    }
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        return waitFor(m_target->read(std::move(query)));
    }
    [[nodiscard]] bool open(bool control);
    /// Reads all that the dashboard does, until the log has grown by so many requests.
    void watchFor(qint64 requests);
    /// Ends the service and looks at what became of the file.
    void checkNothingWasLost();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    SystemClock m_clock;
    std::unique_ptr<FileTarget> m_target;
    std::unique_ptr<PythonService> m_service;
    qint64 m_requests = 0; ///< that the service said it had answered
};

void PythonServiceTest::initTestCase()
{
    if (!PythonService::isThere())
        QSKIP("python3-aiosqlite is not installed here");
}

void PythonServiceTest::init()
{
    m_target.reset();
    m_service = std::make_unique<PythonService>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(u"cache.db"_s);
    QVERIFY(m_service->start(m_path));
}

bool PythonServiceTest::open(bool control)
{
    auto opened = FileTarget::open({m_path, u"admin"_s, control}, m_clock);
    if (!opened)
        return false;
    m_target = *std::move(opened);
    return true;
}

void PythonServiceTest::watchFor(qint64 requests)
{
    const auto answered = [this] {
        const Result<Stats> stats = read(StatsQuery{});
        return stats ? stats->hits + stats->misses : -1;
    };
    const qint64 before = answered();
    QVERIFY(before >= 0);
    while (answered() < before + requests) {
        QVERIFY(read(HistoryQuery{}).ok());
        QVERIFY(read(ResponseTimesQuery{}).ok());
        QVERIFY(read(SavingsQuery{}).ok());
        QVERIFY(read(FreshnessQuery{}).ok());
        QVERIFY(read(CatalogQuery{}).ok());
        QVERIFY(read(PreviewQuery{{.companyId = 110}}).ok());
    }
}

void PythonServiceTest::checkNothingWasLost()
{
    const QJsonObject told = m_service->stop();
    QCOMPARE(told.value(u"errors"_s).toArray(), QJsonArray());
    m_requests = told.value(u"requests"_s).toInteger();
    OtherProgram other(m_path);
    QCOMPARE(other.first(u"SELECT count(*) FROM performance_log"_s), QString::number(m_requests));
    QCOMPARE(other.first(u"PRAGMA integrity_check"_s), u"ok"_s);
}

void PythonServiceTest::isWatchedWhileItWrites()
{
    QVERIFY(open(false));
    watchFor(500);
    checkNothingWasLost();
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(stats->hits + stats->misses, m_requests);
    const QString entries = OtherProgram(m_path).first(u"SELECT count(*) FROM cache_entries"_s);
    QTRY_COMPARE(QString::number(read(StatsQuery{})->disk.entries.value()), entries);
}

void PythonServiceTest::isControlledWhileItWrites()
{
    QVERIFY(open(true));
    for (int round = 0; round < 5; ++round) {
        watchFor(100);
        QVERIFY(waitFor(m_target->act(Invalidate{{.companyId = 110}})).ok());
        QVERIFY(waitFor(m_target->act(Clear{})).ok());
        QVERIFY(waitFor(m_target->act(CleanUp{})).ok());
        QVERIFY(
            waitFor(m_target->act(SetSwitch{SwitchKind::User, u"ștefan"_s, round % 2 == 0})).ok());
    }
    checkNothingWasLost();
    QCOMPARE(OtherProgram(m_path).first(
                 u"SELECT count(*) FROM sqlite_master WHERE name LIKE 'tw\\_%' ESCAPE '\\'"_s),
             u"0"_s);
}

void PythonServiceTest::whatIsReadIsWhatItWrote()
{
    QVERIFY(open(false));
    watchFor(300);
    checkNothingWasLost();
    OtherProgram other(m_path);
    const Result<Stats> stats = read(StatsQuery{});
    QCOMPARE(QString::number(stats->savings.today.queries),
             other.first(u"SELECT count(*) FROM performance_log WHERE cache_hit"_s));
    const QString bytes =
        other.first(u"SELECT sum(length(CAST(data_json AS BLOB))) FROM cache_entries"_s);
    QTRY_COMPARE(QString::number(read(StatsQuery{})->disk.bytes.value_or(0)), bytes);
    QCOMPARE(stats->types.size(), size_t(4));
    QCOMPARE(read(WatermarksQuery{})->companies.at(1).schema, u"BRUTĂRIA_ȘTEFAN"_s);
    QCOMPARE(read(BenchmarkEstimateQuery{})->candidates.size(), size_t(4));
    const Result<Catalog> catalog = read(CatalogQuery{});
    QCOMPARE(catalog->companies.size(), size_t(3));
    QVERIFY(stats->globalUnavailable && !stats->autoInvalidateUnavailable);
    const auto key = other.first(u"SELECT cache_key FROM cache_entries LIMIT 1"_s);
    QCOMPARE(read(ExplainQuery{key})->answeredFrom, Origin::Disk);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::PythonServiceTest)
#include "pythonservicetest.moc"
