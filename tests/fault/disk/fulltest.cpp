// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/cachefile.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

Loader failing()
{
    return []() -> Result<QByteArray> { return Error{ErrorCode::Source, u"it is down"_s}; };
}

} // namespace

/// No room, odd sizes, odd times, and no end of openings.
class FullTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_workspace = std::make_unique<TempWorkspace>(*m_clock);
        QVERIFY(m_workspace->open().ok());
    }
    void cleanup()
    {
        m_workspace.reset();
        m_clock.reset();
    }

    void aFileThatMayNotGrowIsStillReadAndGetsItsPartOnceItMay()
    {
        QVERIFY(fill(0, 100));
        letGrow(false);
        QVERIFY(fill(100, 400));
        QVERIFY(!warningsWith(u"disk is full"_s).isEmpty());
        QCOMPARE(fromDisk(5), Origin::Disk);
        QCOMPARE(fromDisk(399), Origin::Database);
        const auto done = engine().invalidate({.type = u"other"_s}, u"tester"_s);
        QVERIFY(done.ok()); // in the file or beside it
        letGrow(true);
        passBreak();
        QVERIFY(!warningsWith(u"in use again"_s).isEmpty());
        QVERIFY(fill(900, 910));
        QCOMPARE(fromDisk(909), Origin::Disk);
    }

    void itsHealthIsDegradedWhileNothingCanBeWrittenAndOkByItselfAfterwards()
    {
        EngineTarget target(m_workspace->cache(), {u"Test"_s, u"here"_s, u"ana"_s});
        const auto figure = [&target](const QString& name) {
            return codec::toJson(*target.read(StatsQuery{}).result()).toObject().value(name);
        };
        QVERIFY(fill(0, 100));
        QCOMPARE(figure(u"health"_s).toString(), u"ok"_s);
        letGrow(false);
        QVERIFY(fill(100, 400));
        QCOMPARE(figure(u"health"_s).toString(), u"degraded"_s);
        QVERIFY(figure(u"disk_problem"_s).toString().contains(u"disk is full"));
        QCOMPARE(fromDisk(5), Origin::Disk); // what is there is still read
        letGrow(true);
        passBreak();
        QCOMPARE(figure(u"health"_s).toString(), u"ok"_s);
        QVERIFY(figure(u"disk_problem"_s).isNull());
    }

    void whatWasNotAskedForLatelyMakesRoom()
    {
        QVERIFY(fill(0, 400));
        letGrow(false);
        QVERIFY(fill(400, 600));
        QVERIFY(!warningsWith(u"disk is full"_s).isEmpty());
        passBreak();
        QVERIFY(fill(600, 610));
        QCOMPARE(fromDisk(609), Origin::Disk);
    }

    void whatIsCleanedUpMakesRoom()
    {
        QVERIFY(fill(0, 200));
        letGrow(false);
        QVERIFY(fill(200, 400));
        QVERIFY(!warningsWith(u"disk is full"_s).isEmpty());
        m_clock->advanceMs(2 * 3'600'000);
        passBreak();
        QVERIFY(engine().cleanUp().ok()); // if it was not done by itself
        QVERIFY(fill(400, 450));
        QCOMPARE(fromDisk(449), Origin::Disk);
    }

    void aReaderThatNeverEndsIsToldOfBeforeTheLogFillsTheDisk()
    {
        OtherProgram reader(m_workspace->cachePath());
        QVERIFY(reader.exec({u"BEGIN"_s, u"SELECT count(*) FROM cache_entries"_s}));
        const QByteArray large(10'000'000, 'v');
        for (int key = 0; key < 8; ++key) {
            QVERIFY(engine().fetch(requestOf(u"large"_s, key), giving(large)).ok());
            engine().settle();
        }
        QVERIFY(engine().storeSize().ok() && engine().storeSize().ok());
        QCOMPARE(warningsWith(u"The log beside the cache file"_s).size(), 1);
        QVERIFY(reader.exec({u"COMMIT"_s}));
        QVERIFY(fill(0, 2) && fill(2, 4)); // the log begins anew, and is cut
        const qint64 mostBytes = 64LL * 1024 * 1024;
        QCOMPARE_LE(QFileInfo(m_workspace->cachePath() + u"-wal"_s).size(), mostBytes);
        QVERIFY(engine().storeSize().ok());
        QCOMPARE(warningsWith(u"The log beside the cache file"_s).size(), 1);
    }

    void valuesOfAnySizeComeBackAsTheyWere_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        for (const qsizetype bytes : {0, 1, 10'000'000})
            QTest::addRow("%lld", static_cast<long long>(bytes)) << bytes;
    }
    void valuesOfAnySizeComeBackAsTheyWere()
    {
        QFETCH(qsizetype, bytes);
        const QByteArray value(bytes, 'v');
        QVERIFY(engine().fetch(requestOf(u"t"_s), giving(value))->value == value);
        engine().settle();
        engine().memory().clear();
        const auto answer = engine().fetch(requestOf(u"t"_s), failing());
        QVERIFY(answer.ok());
        QVERIFY(answer->value == value);
        QCOMPARE(answer->origin, Origin::Disk);
    }

    void aValueThatNoTierTakesIsServedAllTheSame()
    {
        const QByteArray value(70'000'000, 'v');
        for (int i = 0; i < 2; ++i) {
            const auto answer = engine().fetch(requestOf(u"huge"_s), giving(value));
            QVERIFY(answer.ok() && answer->value == value);
            QCOMPARE(answer->origin, Origin::Database);
            engine().settle();
        }
        QCOMPARE(engine().memory().refused(), 2);
        QVERIFY(fill(0, 1));
        QCOMPARE(fromDisk(0), Origin::Disk);
    }

    void tenYearsLaterAllIsRemovedInBatchesAndTheCacheGoesOn()
    {
        QVERIFY(fill(0, 2500));
        m_clock->setWallMs(m_clock->wallMs() + 3653 * day);
        engine().memory().clear();
        QCOMPARE(engine().fetch(requestOf(u"t"_s, 1), giving("new"))->value, "new");
        QCOMPARE_GE(engine().cleanUp()->entries, 2499);
        QVERIFY(fill(3000, 3001));
        QCOMPARE(fromDisk(3000), Origin::Disk);
    }

    void nearlyTenYearsLaterFailSafeStillServes()
    {
        m_workspace = std::make_unique<TempWorkspace>(*m_clock, "[cache]\ngrace = 315360000\n");
        QVERIFY(m_workspace->open().ok());
        QVERIFY(fill(0, 10));
        m_clock->setWallMs(m_clock->wallMs() + 3649 * day);
        engine().memory().clear();
        const auto answer = engine().fetch(requestOf(u"t"_s, 1), failing());
        QVERIFY(answer.ok());
        QVERIFY(answer->stale);
    }

    void openingAndClosingLeavesNothingOpen()
    {
        const auto once = [this] { return m_workspace->restart() && fill(0, 3); };
        for (int i = 0; i < 3; ++i)
            QVERIFY(once()); // what is made once and kept
        const qsizetype connections = QSqlDatabase::connectionNames().size();
        const qsizetype files = openFiles();
        for (int i = 0; i < 60; ++i)
            QVERIFY(once());
        QCOMPARE(QSqlDatabase::connectionNames().size(), connections);
        QCOMPARE(openFiles(), files);
    }

private:
    static constexpr qint64 day = 86'400'000;

    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    static QByteArray valueOf(int key) { return QByteArray::number(key).repeated(1500); }

    /// Every request is answered, with the right value.
    bool fill(int from, int to)
    {
        bool right = true;
        for (int key = from; key < to; ++key) {
            const auto answer = engine().fetch(requestOf(u"t"_s, key), giving(valueOf(key)));
            right = right && answer && answer->value == valueOf(key);
            if (key % 10 == 9)
                engine().settle(); // so that a failure is seen
        }
        engine().settle();
        return right;
    }
    Origin fromDisk(int key)
    {
        engine().memory().clear();
        const auto answer = engine().fetch(requestOf(u"t"_s, key), giving(valueOf(key)));
        return answer && answer->value == valueOf(key) ? answer->origin : Origin::Bypassed;
    }
    void letGrow(bool more)
    {
        const QString pages = more ? u"1000000000"_s : u"1"_s; // never less than it has
        QVERIFY(m_workspace->cache().file().writer().run([pages](Connection& connection) {
            return connection.exec(u"PRAGMA max_page_count = "_s + pages);
        }));
    }
    void passBreak()
    {
        m_clock->advanceMs(6000);
        (void)engine().fetch(requestOf(u"probe"_s), giving("probe")); // it is to be stored
        engine().settle();
    }
    QStringList warningsWith(const QString& words)
    {
        QStringList texts;
        for (const Event& event : m_workspace->cache().events().recent({}).events) {
            if (event.kind == EventKind::Warning)
                texts.append(event.subject);
        }
        return texts.filter(words);
    }
    static qsizetype openFiles()
    {
        return QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System).size();
    }

    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::FullTest)
#include "fulltest.moc"
