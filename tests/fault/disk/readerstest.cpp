// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/cachefile.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr std::string_view endless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i, (SELECT count(*) FROM cache_entries) FROM n";
constexpr std::string_view endlessInOneStep =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT count(*) FROM cache_entries, n";

} // namespace

/// As long as somebody reads, the log beside the cache file can't be begun anew: nobody of ours
/// reads for long.
class ReadersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_workspace = std::make_unique<TempWorkspace>(m_clock);
        QVERIFY(m_workspace->open());
        for (int key = 0; key < 3000; ++key)
            QVERIFY(engine().fetch(requestOf(u"t"_s, key, u"ana"_s), giving("v")));
        engine().settle();
    }
    void cleanup() { m_workspace.reset(); }

    void noReadOutlastsItsCall()
    {
        engine().memory().clear();
        const Request request = requestOf(u"t"_s, 1, u"ana"_s);
        QCOMPARE(engine().fetch(request, giving("x"))->origin, Origin::Disk);
        QVERIFY(engine().preview({}) && engine().storeSize() && engine().lastCleanUp());
        QVERIFY(engine().explain(QString::fromUtf8(CacheKey::of(request)->text()), u"ana"_s));
        QVERIFY(engine().invalidate({.type = u"other"_s}, u"tester"_s));
        EngineTarget target(m_workspace->cache(), {u"Test"_s, u"here"_s, u"ana"_s});
        QVERIFY(target.read(StatsQuery{}).result() && target.read(EventsQuery{}).result());
        QVERIFY(target.read(PreviewQuery{}).result() && target.read(SavingsQuery{}).result());
        engine().settle();
        QVERIFY(m_workspace->cache().accounting().flush());
        engine().settle();
        QCOMPARE(beginLogAnew(), u"0|0|0"_s);
    }

    void aReadThatTakesTooLongIsEnded_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("row by row") << QByteArray(endless.data(), qsizetype(endless.size()));
        QTest::newRow("in one step")
            << QByteArray(endlessInOneStep.data(), qsizetype(endlessInOneStep.size()));
    }
    void aReadThatTakesTooLongIsEnded()
    {
        QFETCH(QByteArray, sql);
        CacheFileOptions options{m_workspace->cachePath(), CacheFileOptions::Mode::ReadOnly};
        options.readLimitMs = 50;
        const auto file = CacheFile::open(options, m_clock);
        QVERIFY(file);
        const std::string_view text(sql.constData(), size_t(sql.size()));
        qint64 rows = 0;
        {
            Statement read = (*file)->reader().prepared(text);
            Result<void> begun = read.exec();
            while (begun && read.next())
                ++rows;
            QCOMPARE(read.failure().error().code, ErrorCode::Timeout);
        }
        QCOMPARE(rows > 0, text == endless);
        QCOMPARE(beginLogAnew(), u"0|0|0"_s);
        const auto next = (*file)->reader().prepared("SELECT 7").firstRow([](Statement& row) {
            return row.integer(0);
        });
        QVERIFY(next);
        QCOMPARE(next->value(), 7);
    }

    void aReadThatIsLeftOpenIsEndedWhenItGoesOn()
    {
        CacheFileOptions options{m_workspace->cachePath(), CacheFileOptions::Mode::ReadOnly};
        options.readLimitMs = 1;
        const auto file = CacheFile::open(options, m_clock);
        QVERIFY(file);
        Statement read = (*file)->reader().prepared(endless);
        QVERIFY(read.exec() && read.next());
        QTRY_VERIFY(!goesOn(read));
        QCOMPARE(read.failure().error().code, ErrorCode::Timeout);
        QCOMPARE(beginLogAnew(), u"0|0|0"_s);
    }

private:
    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    /// As the writer does; "0" first where no reader was in the way.
    [[nodiscard]] QString beginLogAnew() const
    {
        return OtherProgram(m_workspace->cachePath()).first(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
    static bool goesOn(Statement& read)
    {
        bool more = true;
        for (int row = 0; more && row < 10'000; ++row)
            more = read.next();
        return more;
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ReadersTest)
#include "readerstest.moc"
