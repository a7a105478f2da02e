// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/benchmarkstable.h"
#include "storage/configtable.h"
#include "storage/eventstable.h"
#include "storage/metatable.h"
#include "storage/performancelogtable.h"
#include "storage/rollupstable.h"
#include "storage/schemamappingstable.h"
#include "storage/sqlerror.h"
#include "storage/totalstable.h"
#include "storage/usersettingstable.h"
#include "storage/watermarkstable.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The small tables; entries and barriers have tests of their own.
class StorageTablesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aCounterHandsOutBlocksThatDoNotOverlap();
    void configIsKeptAsText();
    void usersAreOnUnlessSaidOtherwise();
    void benchmarksFollowADatabaseThatBecameSlower();
    void theLogIsReadFromTheLastIdSeen();
    void manyRowsOfTheLogKeepTheirOrder();
    void rowsOfTheLogThatFindNoRoomSaySo();
    void theLogIsTrimmedByAgeAndByRows();
    void mappingsKeepTheTimeOfTheirCreation();
    void watermarksAreReplaced();
    void rollupsAreFoundByTimeAndRemovedByAge();
    void totalsKeepBytes();
    void eventsComeNewestFirst();

private:
    std::unique_ptr<TestFile> m_cache;
};

namespace {

constexpr qint64 startMs = 1'790'000'000'000;

/// Drops the value of a job's step, keeps its failure.
template <class T>
Result<void> outcome(const Result<T>& result)
{
    return result ? Result<void>() : result.error();
}

} // namespace

void StorageTablesTest::init()
{
    m_cache = std::make_unique<TestFile>();
    WORKS(m_cache->open());
}

void StorageTablesTest::cleanup()
{
    m_cache.reset();
}

void StorageTablesTest::aCounterHandsOutBlocksThatDoNotOverlap()
{
    std::vector<qint64> firsts;
    const auto reserve = [&](Connection& connection) -> Result<void> {
        const auto first = MetaTable(connection).reserve(u"stamps"_s, 1000);
        if (first)
            firsts.push_back(*first);
        return outcome(first);
    };
    WORKS(m_cache->write(reserve));
    WORKS(m_cache->write(reserve));
    WORKS(m_cache->open());
    WORKS(m_cache->write(reserve));
    QCOMPARE(firsts, (std::vector<qint64>{1, 1001, 2001}));
}

void StorageTablesTest::configIsKeptAsText()
{
    const auto set = [](const QString& key, const QString& value) {
        return [=](Connection& c) { return ConfigTable(c).set(key, value, startMs + 500); };
    };
    WORKS(m_cache->write(set(u"enabled"_s, u"true"_s)));
    WORKS(m_cache->write(set(u"enabled"_s, u"false"_s)));
    WORKS(m_cache->write(set(u"type_enabled:a"_s, QString())));
    ConfigTable config(m_cache->reader());
    QCOMPARE(config.find(u"enabled"_s).value(), u"false"_s);
    QCOMPARE(config.find(u"none"_s).value(), std::nullopt);
    QCOMPARE(config.all().value(),
             (QHash<QString, QString>{{u"enabled"_s, u"false"_s}, {u"type_enabled:a"_s, u""_s}}));
    QCOMPARE(OtherProgram(m_cache->path())
                 .first(u"SELECT updated_at FROM cache_config WHERE key = 'enabled'"_s),
             u"1790000000.5"_s);
}

void StorageTablesTest::usersAreOnUnlessSaidOtherwise()
{
    QVERIFY(OtherProgram(m_cache->path())
                .exec({u"INSERT INTO user_cache_settings(username) VALUES ('dan')"_s,
                       u"INSERT INTO user_cache_settings VALUES ('eva', NULL, NULL, NULL)"_s}));
    WORKS(m_cache->write(
        [](Connection& c) { return UserSettingsTable(c).setEnabled(u"ana"_s, false, startMs); }));
    const auto all = UserSettingsTable(m_cache->reader()).all().value();
    QCOMPARE(all.size(), size_t(3));
    QCOMPARE(all[0].username, u"ana"_s);
    QCOMPARE(all[0].enabled, false);
    QCOMPARE(all[0].updatedMs, std::optional<qint64>(startMs));
    QCOMPARE(all[1].enabled, true);
    QCOMPARE(all[1].updatedMs, std::nullopt);
    QCOMPARE(all[2].enabled, true);
}

void StorageTablesTest::benchmarksFollowADatabaseThatBecameSlower()
{
    const auto add = [this](double sumMs, qint64 samples) {
        return m_cache->write([=](Connection& c) {
            return BenchmarksTable(c).add(u"aging"_s, sumMs, samples, startMs);
        });
    };
    const auto average = [this] {
        return BenchmarksTable(m_cache->reader()).all().value().at(0).averageMs;
    };
    WORKS(add(0, 0));
    QVERIFY(BenchmarksTable(m_cache->reader()).all().value().empty());
    WORKS(add(300, 2));
    QCOMPARE(average(), 150);
    WORKS(add(100, 2));
    QCOMPARE(average(), 100);
    WORKS(add(100 * 100'000, 100'000));
    WORKS(add(500 * 600, 600));
    QVERIFY2(average() > 350, qPrintable(QString::number(average())));
    QCOMPARE(BenchmarksTable(m_cache->reader()).all().value().at(0).samples, 100'604);
}

void StorageTablesTest::theLogIsReadFromTheLastIdSeen()
{
    const PerformanceRow miss = {0,  u"aging"_s, 3,          false, 812.5, std::nullopt,
                                 {}, u"ana"_s,   startMs + 1};
    PerformanceRow hit = miss;
    hit.hit = true;
    hit.companyId = std::nullopt;
    hit.estimatedMs = 812.5;
    hit.savedMs = 812.25;
    hit.username = std::nullopt;
    QCOMPARE(PerformanceLogTable(m_cache->reader()).lastId().value(), 0);
    WORKS(m_cache->write([&](Connection& c) { return PerformanceLogTable(c).append({&miss, 1}); }));
    WORKS(m_cache->write([&](Connection& c) { return PerformanceLogTable(c).append({&hit, 1}); }));
    PerformanceLogTable log(m_cache->reader());
    QCOMPARE(log.after(0, 10).value().size(), size_t(2));
    QCOMPARE(log.after(0, 1).value().at(0).companyId, std::optional<qint64>(3));
    const auto newer = log.after(1, 10).value();
    QCOMPARE(newer.size(), size_t(1));
    QCOMPARE(newer[0].id, log.lastId().value());
    QVERIFY(newer[0].hit);
    QVERIFY(!newer[0].companyId && !newer[0].username);
    QCOMPARE(newer[0].savedMs, std::optional(812.25));
    QCOMPARE(newer[0].timeMs, startMs + 1);
}

void StorageTablesTest::manyRowsOfTheLogKeepTheirOrder()
{
    std::vector<PerformanceRow> rows(100);
    for (size_t i = 0; i < rows.size(); ++i) {
        rows[i].type = u"report %1"_s.arg(i);
        rows[i].timeMs = startMs;
    }
    WORKS(m_cache->write([&](Connection& c) { return PerformanceLogTable(c).append(rows); }));
    const auto back = PerformanceLogTable(m_cache->reader()).after(0, 1000).value();
    QCOMPARE(back.size(), rows.size());
    for (size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(back[i].type, rows[i].type);
}

void StorageTablesTest::rowsOfTheLogThatFindNoRoomSaySo()
{
    std::vector<PerformanceRow> rows(5000);
    rows.back().type = u"the last"_s;
    Result<void> failed;
    (void)m_cache->file().writer().run([&](Connection& connection) -> Result<void> {
        (void)connection.exec(u"PRAGMA max_page_count = 1"_s); // never less than it has
        return failed = PerformanceLogTable(connection).append(rows);
    });
    QVERIFY(!failed && tellsOfFullDisk(failed.error()));
    QCOMPARE(PerformanceLogTable(m_cache->reader()).lastId().value(), 0);
    WORKS(m_cache->write([&](Connection& connection) -> Result<void> {
        (void)connection.exec(u"PRAGMA max_page_count = 1000000000"_s);
        return PerformanceLogTable(connection).append(rows);
    }));
    QCOMPARE(PerformanceLogTable(m_cache->reader()).after(4999, 10)->front().type, u"the last"_s);
}

void StorageTablesTest::theLogIsTrimmedByAgeAndByRows()
{
    WORKS(m_cache->write([](Connection& connection) -> Result<void> {
        std::vector<PerformanceRow> rows(10);
        for (int i = 1; i <= 10; ++i) {
            rows[size_t(i) - 1].type = u"aging"_s;
            rows[size_t(i) - 1].timeMs = startMs + i * 1000;
        }
        return PerformanceLogTable(connection).append(rows);
    }));
    const auto trim = [this](qint64 beforeMs, qint64 keep, int most) {
        qint64 gone = -1;
        const QString failure = m_cache->write([&](Connection& connection) -> Result<void> {
            const auto done = PerformanceLogTable(connection).trim(beforeMs, keep, most);
            gone = done ? *done : -1;
            return outcome(done);
        });
        return failure.isEmpty() ? gone : -1;
    };
    QCOMPARE(trim(startMs, 100, 100), 0);
    QCOMPARE(trim(startMs + 4000, 100, 2), 2);
    QCOMPARE(trim(startMs + 4000, 100, 2), 1);
    QCOMPARE(trim(startMs + 4000, 5, 100), 2);
    QCOMPARE(trim(startMs + 4000, 5, 100), 0);
    const auto rest = PerformanceLogTable(m_cache->reader()).after(0, 100).value();
    QCOMPARE(rest.size(), size_t(5));
    QCOMPARE(rest.front().id, 6);
}

void StorageTablesTest::mappingsKeepTheTimeOfTheirCreation()
{
    const auto put = [this](const SchemaMapping& mapping) {
        return m_cache->write([=](Connection& c) { return SchemaMappingsTable(c).put(mapping); });
    };
    WORKS(put({4, u"firma_4"_s, startMs, {}}));
    WORKS(put({4, u"firma_four"_s, startMs + 1000, startMs + 2000}));
    WORKS(put({2, u"firma_2"_s, startMs, {}}));
    SchemaMappingsTable mappings(m_cache->reader());
    QCOMPARE(mappings.all().value().at(0).companyId, 2);
    const auto four = mappings.find(4).value();
    QCOMPARE(four->schema, u"firma_four"_s);
    QCOMPARE(four->createdMs, startMs);
    QCOMPARE(four->verifiedMs, std::optional<qint64>(startMs + 2000));
    QVERIFY(!mappings.find(5).value());
}

void StorageTablesTest::watermarksAreReplaced()
{
    for (const qint64 id : {100, 90}) {
        WORKS(m_cache->write([=](Connection& c) {
            return WatermarksTable(c).put({1, u"s"_s, id, startMs + id});
        }));
    }
    const auto all = WatermarksTable(m_cache->reader()).all().value();
    QCOMPARE(all.size(), size_t(1));
    QCOMPARE(all[0].maxId, 90);
    QCOMPARE(all[0].checkedMs, startMs + 90);
}

void StorageTablesTest::rollupsAreFoundByTimeAndRemovedByAge()
{
    WORKS(m_cache->write([](Connection& connection) -> Result<void> {
        for (const qint64 start : {3000, 1000, 2000}) {
            for (const auto* payload : {"first", "second"}) {
                if (auto done = RollupsTable(connection).put({1000, start, u"a"_s, payload}); !done)
                    return done;
            }
        }
        return RollupsTable(connection).put({60'000, 0, u"a"_s, QByteArray("\0\1", 2)});
    }));
    RollupsTable rollups(m_cache->reader());
    const auto some = rollups.between(1000, 1000, 3000).value();
    QCOMPARE(some.size(), size_t(2));
    QCOMPARE(some[0].startMs, 1000);
    QCOMPARE(some[1].payload, "second");
    QCOMPARE(rollups.find(60'000, 0, u"a"_s).value()->payload, QByteArray("\0\1", 2));
    QVERIFY(!rollups.find(60'000, 0, u"b"_s).value());
    WORKS(m_cache->write([](Connection& connection) {
        return outcome(RollupsTable(connection).removeBefore(1000, 3000, 10));
    }));
    QCOMPARE(rollups.between(1000, 0, 9000).value().size(), size_t(1));
    QCOMPARE(rollups.between(60'000, 0, 9000).value().size(), size_t(1));
}

void StorageTablesTest::totalsKeepBytes()
{
    WORKS(m_cache->write([](Connection& c) { return TotalsTable(c).put({u"b"_s, "1"}); }));
    WORKS(m_cache->write([](Connection& c) { return TotalsTable(c).put({u"a"_s, QByteArray()}); }));
    WORKS(m_cache->write([](Connection& c) { return TotalsTable(c).put({u"b"_s, "\xff\x01"}); }));
    const auto all = TotalsTable(m_cache->reader()).all().value();
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(all[0].type, u"a"_s);
    QCOMPARE(all[1].payload, "\xff\x01");
}

void StorageTablesTest::eventsComeNewestFirst()
{
    WORKS(m_cache->write([](Connection& connection) -> Result<void> {
        EventsTable events(connection);
        for (const qint64 atMs : {startMs, startMs + 5, startMs + 5}) {
            if (auto id = events.append({0, atMs, u"switched"_s, "{\"who\":\"\xc8\x99\"}"}); !id)
                return id.error();
        }
        return events.update(2, "{}");
    }));
    EventsTable events(m_cache->reader());
    const auto all = events.between(startMs, startMs + 5, 10).value();
    QCOMPARE(all.size(), size_t(3));
    QCOMPARE(all[0].id, 3);
    QCOMPARE(all[0].payload, "{\"who\":\"\xc8\x99\"}");
    QCOMPARE(all[1].payload, "{}");
    QCOMPARE(events.between(startMs, startMs + 5, 2).value().size(), size_t(2));
    QCOMPARE(events.between(startMs, startMs + 4, 10).value().size(), size_t(1));
    WORKS(m_cache->write([](Connection& connection) {
        return outcome(EventsTable(connection).removeBefore(startMs + 5, 10));
    }));
    QCOMPARE(events.between(0, startMs + 5, 10).value().size(), size_t(2));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::StorageTablesTest)
#include "storagetablestest.moc"
