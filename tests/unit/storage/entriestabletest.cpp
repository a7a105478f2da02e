// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entriestable.h"
#include "storage/benchmarkstable.h"
#include "support/quiet.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class EntriesTableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPutIsFound();
    void valuesComeBackByteForByte_data();
    void valuesComeBackByteForByte();
    void keysAreTakenLiterally();
    void whatIsNotThereIsNotFound();
    void puttingAgainReplaces();
    void valuesAreTextToTheOtherProgram();
    void aRowThatTheOtherProgramReplacedHasNoneOfOurs();
    void aRowThatTookTheNumberOfOneOfOursHasNothingOfIt();
    void touchingCountsAndMovesForwardOnly();
    void sizesFollowEveryChange();
    void sizesAreUndoneWithTheirTransaction();
    void aPreviewTellsTheCostByType();
    void agesAreToldByCompanyAndTypeWithTheStaleOnesApart();
    void typesAreListedOnce();
    void companiesAreListedOnceAndByNumber();
    void lookingUpUsesTheKeysIndex();
};

namespace {

StoredEntry entry(const QByteArray& key, const QByteArray& value = "{}")
{
    StoredEntry entry;
    entry.key = key;
    entry.type = u"invoices"_s;
    entry.value = value;
    entry.createdMs = 1'790'000'000'123;
    entry.expiresMs = 1'790'003'600'123;
    entry.stamp = 1;
    return entry;
}

Writer::Job putting(const StoredEntry& entry)
{
    return [entry](Connection& connection) { return EntriesTable(connection).put(entry); };
}

std::optional<FoundEntry> found(TestFile& cache, const QByteArray& key)
{
    return EntriesTable(cache.reader()).find(key).value();
}

} // namespace

void EntriesTableTest::whatWasPutIsFound()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    StoredEntry put = entry("k", "[1]");
    put.companyId = 42;
    put.username = u"ana"_s;
    put.tags = {u"finance"_s, u"with \"quotes\" and, comma"_s};
    put.loadMs = 812.25;
    WORKS(cache.write(putting(put)));
    const auto back = found(cache, "k");
    QVERIFY(back.has_value());
    QCOMPARE(back->value, put.value);
    QCOMPARE(back->createdMs, put.createdMs);
    QCOMPARE(back->expiresMs, put.expiresMs);
    QCOMPARE(back->stamp, put.stamp);
    QCOMPARE(back->tags, put.tags);
    QCOMPARE(back->loadMs, put.loadMs);
    QCOMPARE(OtherProgram(cache.path())
                 .first(u"SELECT cache_type, company_id, username FROM cache_entries "
                        "JOIN tw_entries USING (cache_key, created_at)"_s),
             u"invoices|42|ana"_s);
    QUIET(quiet);
}

void EntriesTableTest::valuesComeBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("two bytes") << "[]"_ba;
    QTest::newRow("accents and emoji") << "[\"\xc8\x99\xf0\x9f\x92\xb6\"]"_ba;
    QTest::newRow("not utf-8") << "\"\xff\xfe\xc3\""_ba;
    QTest::newRow("NUL inside") << QByteArray("a\0b", 3);
    QTest::newRow("NaN") << "[NaN,Infinity]"_ba;
    QTest::newRow("large") << QByteArray(3'000'000, 'x');
}

void EntriesTableTest::valuesComeBackByteForByte()
{
    QFETCH(QByteArray, value);
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write(putting(entry("k", value))));
    QCOMPARE(found(cache, "k")->value, value);
}

void EntriesTableTest::keysAreTakenLiterally()
{
    TestFile cache;
    WORKS(cache.open());
    const QByteArrayList keys = {
        "",    "a",        "A",         "a ", "a%",  "a_", "'a'",
        "a\"", "\xc3\xa9", "e\xcc\x81", "1",  "1.0", "01", "\xf0\x9f\x92\xb6"};
    for (const QByteArray& key : keys)
        WORKS(cache.write(putting(entry(key, "<" + key + ">"))));
    for (const QByteArray& key : keys)
        QCOMPARE(found(cache, key)->value, "<" + key + ">");
}

void EntriesTableTest::whatIsNotThereIsNotFound()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(!found(cache, "k"));
}

void EntriesTableTest::puttingAgainReplaces()
{
    TestFile cache;
    WORKS(cache.open());
    StoredEntry first = entry("k", "[1]");
    first.username = u"ana"_s;
    first.tags = {u"old"_s};
    WORKS(cache.write(putting(first)));
    StoredEntry second = entry("k", "[22]");
    second.createdMs += 5;
    second.stamp = 9;
    WORKS(cache.write(putting(second)));
    const auto back = found(cache, "k");
    QCOMPARE(back->value, "[22]");
    QCOMPARE(back->createdMs, second.createdMs);
    QCOMPARE(back->stamp, second.stamp);
    QVERIFY(back->tags.isEmpty());
}

void EntriesTableTest::valuesAreTextToTheOtherProgram()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write(putting(entry("k", "[\"\xc8\x99\"]"))));
    QCOMPARE(OtherProgram(cache.path())
                 .first(u"SELECT typeof(cache_key), typeof(data_json), data_json, company_id, "
                        "typeof(created_at), hit_count FROM cache_entries WHERE cache_key = 'k'"_s),
             u"text|text|[\"\u0219\"]|NULL|real|0"_s);
}

void EntriesTableTest::aRowThatTheOtherProgramReplacedHasNoneOfOurs()
{
    TestFile cache;
    WORKS(cache.open());
    StoredEntry ours = entry("k");
    ours.username = u"ana"_s;
    WORKS(cache.write(putting(ours)));
    OtherProgram other(cache.path());
    QVERIFY(other.exec({u"INSERT OR REPLACE INTO cache_entries VALUES "
                        "('k', 'invoices', 1, '[9]', 1790000001.5, 1790000002.5, 0, NULL)"_s}));
    const auto back = found(cache, "k");
    QCOMPARE(back->value, "[9]");
    QCOMPARE(back->createdMs, 1'790'000'001'500);
    QVERIFY(!back->stamp);
}

void EntriesTableTest::aRowThatTookTheNumberOfOneOfOursHasNothingOfIt()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write(putting(entry("k", "[1]"))));
    QVERIFY(OtherProgram(cache.path())
                .exec({u"UPDATE cache_entries SET cache_key = 'other', data_json = '[22]'"_s}));
    QCOMPARE(found(cache, "other")->value, "[22]"_ba);
    QCOMPARE(found(cache, "other")->stamp, std::optional<qint64>());
    WORKS(cache.write(putting(entry("other", "[333]"))));
    QCOMPARE(found(cache, "other")->stamp, std::optional<qint64>(1));
    QCOMPARE(EntriesTable(cache.reader()).sizes(0)->bytes, 5);
}

void EntriesTableTest::touchingCountsAndMovesForwardOnly()
{
    TestFile cache;
    WORKS(cache.open());
    WORKS(cache.write(putting(entry("k"))));
    const qint64 createdMs = entry("k").createdMs;
    const auto touching = [](qint64 hits, qint64 atMs) {
        return [=](Connection& c) { return EntriesTable(c).touch("k", hits, atMs); };
    };
    WORKS(cache.write(touching(3, createdMs + 90'000)));
    WORKS(cache.write(touching(4, createdMs + 30'000)));
    WORKS(cache.write([](Connection& c) { return EntriesTable(c).touch("none", 1, 1); }));
    OtherProgram other(cache.path());
    QCOMPARE(other.first(u"SELECT hit_count, round((last_accessed - created_at) * 1000) "
                         "FROM cache_entries"_s),
             u"7|90000"_s);
    QCOMPARE(other.first(u"SELECT round((accessed_at - created_at) * 1000) FROM tw_entries"_s),
             u"90000"_s);
}

void EntriesTableTest::sizesFollowEveryChange()
{
    TestFile cache;
    WORKS(cache.open());
    const qint64 nowMs = entry("k").createdMs;
    const auto sizes = [&](qint64 atMs) {
        return EntriesTable(cache.reader()).sizes(atMs).value();
    };
    QCOMPARE(sizes(nowMs), (EntrySizes{0, 0, 0, 0}));
    WORKS(cache.write(putting(entry("a", "1234567"))));
    StoredEntry shortLived = entry("b", "\xc8\x99");
    shortLived.expiresMs = nowMs + 10;
    WORKS(cache.write(putting(shortLived)));
    QCOMPARE(sizes(nowMs), (EntrySizes{2, 2, 0, 9}));
    QCOMPARE(sizes(nowMs + 10), (EntrySizes{2, 2, 0, 9}));
    QCOMPARE(sizes(nowMs + 11), (EntrySizes{2, 1, 1, 9}));
    WORKS(cache.write(putting(entry("a", "1"))));
    QCOMPARE(sizes(nowMs), (EntrySizes{2, 2, 0, 3}));
    WORKS(cache.write([](Connection& connection) -> Result<void> {
        const auto removed = EntriesTable(connection).removeBatch({.cacheKey = u"a"_s}, {1, 0}, 9);
        return removed ? Result<void>() : removed.error();
    }));
    QCOMPARE(sizes(nowMs), (EntrySizes{1, 1, 0, 2}));
}

void EntriesTableTest::sizesAreUndoneWithTheirTransaction()
{
    TestFile cache;
    WORKS(cache.open());
    const auto done = cache.file().writer().run([](Connection& connection) -> Result<void> {
        if (auto put = EntriesTable(connection).put(entry("a")); !put)
            return put;
        return Error{ErrorCode::Internal, u"changed my mind"_s};
    });
    QCOMPARE(done.error().message, u"changed my mind"_s);
    QCOMPARE(EntriesTable(cache.reader()).sizes(0).value(), (EntrySizes{0, 0, 0, 0}));
}

void EntriesTableTest::aPreviewTellsTheCostByType()
{
    TestFile cache;
    WORKS(cache.open());
    const qint64 nowMs = entry("k").createdMs + 1000;
    const auto add = [&](const QByteArray& key, const QString& type, qint64 createdMs,
                         std::optional<double> loadMs) {
        StoredEntry added = entry(key, "12345");
        added.type = type;
        added.companyId = 7;
        added.createdMs = createdMs;
        added.loadMs = loadMs;
        return cache.write(putting(added));
    };
    WORKS(add("a", u"aging"_s, nowMs - 1000, 100));
    WORKS(add("b", u"aging"_s, nowMs - 7'200'000, 40));
    WORKS(add("c", u"trial"_s, nowMs - 1000, std::nullopt));
    WORKS(add("d", u"trial"_s, nowMs - 1000, 5000));
    StoredEntry expired = entry("e");
    expired.companyId = 7;
    expired.expiresMs = nowMs - 1;
    WORKS(cache.write(putting(expired)));
    WORKS(cache.write([](Connection& c) { return BenchmarksTable(c).add(u"trial"_s, 600, 2, 1); }));

    EntriesTable entries(cache.reader());
    const auto rows = entries.preview({.companyId = 7}, nowMs, nowMs - 3'600'000).value();
    QCOMPARE(rows.size(), size_t(2));
    QCOMPARE(codec::toJson(rows),
             codec::toJson(std::vector{PreviewRow{u"trial"_s, 2, 10, 2, 5300, 5300},
                                       PreviewRow{u"aging"_s, 2, 10, 1, 100, 140}}));
    QVERIFY(entries.preview({.companyId = 8}, nowMs, 0).value().empty());
    QCOMPARE(entries.preview({.type = u"aging"_s}, nowMs, 0).value().size(), size_t(1));
    QCOMPARE(entries.preview({.cacheKey = u"d"_s}, nowMs, 0).value().at(0).reloadMs, 5000);
}

void EntriesTableTest::companiesAreListedOnceAndByNumber()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(EntriesTable(cache.reader()).companies().value().empty());
    const std::vector<std::optional<qint64>> companies{7, std::nullopt, 2, 7, -1, 2};
    for (std::size_t i = 0; i < companies.size(); ++i) {
        StoredEntry added = entry(QByteArray::number(qulonglong(i)));
        added.companyId = companies[i];
        WORKS(cache.write(putting(added)));
    }
    QCOMPARE(EntriesTable(cache.reader()).companies().value(), (std::vector<qint64>{-1, 2, 7}));
}

void EntriesTableTest::agesAreToldByCompanyAndTypeWithTheStaleOnesApart()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    const auto put = [&cache](const QByteArray& key, std::optional<qint64> company, qint64 ageMs,
                              qint64 graceMs = 0) {
        StoredEntry one = entry(key);
        one.companyId = company;
        one.createdMs -= ageMs;
        one.expiresMs -= ageMs;
        one.graceMs = graceMs;
        WORKS(cache.write(putting(one)));
    };
    constexpr qint64 hourMs = 3'600'000;
    put("new", 7, 1000);
    put("old", 7, 50'000);
    put("of nobody", {}, 2000);
    put("over", 7, 2 * hourMs);
    put("kept", 7, 2 * hourMs, 2 * hourMs);
    put("all over", 8, 2 * hourMs);
    WORKS(cache.write([](Connection& connection) {
        return connection.exec(u"DELETE FROM tw_entries WHERE cache_key = 'new'"_s);
    }));
    const qint64 nowMs = entry("any").createdMs;
    const auto ages = EntriesTable(cache.reader()).ages(nowMs);
    QVERIFY(ages.ok());
    QCOMPARE(ages->size(), 2U);
    QCOMPARE(ages->at(0), (AnswerAge{{}, u"invoices"_s, 1, 0, nowMs - 2000, hourMs}));
    QCOMPARE(ages->at(1), (AnswerAge{7, u"invoices"_s, 2, 1, nowMs - 50'000, hourMs}));
    QUIET(quiet);
}

void EntriesTableTest::typesAreListedOnce()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(EntriesTable(cache.reader()).types().value().empty());
    for (const QByteArray& key : QByteArrayList{"1", "2", "3", "4"}) {
        StoredEntry added = entry(key);
        added.type = key < "3" ? u"trial"_s : u"aging"_s;
        WORKS(cache.write(putting(added)));
    }
    QCOMPARE(EntriesTable(cache.reader()).types().value(),
             (std::vector<QString>{u"aging"_s, u"trial"_s}));
}

void EntriesTableTest::lookingUpUsesTheKeysIndex()
{
    TestFile cache;
    WORKS(cache.open());
    const QStringList plan = OtherProgram(cache.path())
                                 .rows(u"EXPLAIN QUERY PLAN SELECT CAST(e.data_json AS BLOB), "
                                       "t.stamp FROM cache_entries e LEFT JOIN tw_entries t "
                                       "ON t.entry = e.rowid AND t.cache_key = e.cache_key "
                                       "AND t.created_at = e.created_at "
                                       "WHERE e.cache_key = CAST(x'6b' AS TEXT)"_s);
    QCOMPARE(plan.size(), 2);
    QVERIFY2(plan[0].contains(u"SEARCH e USING INDEX sqlite_autoindex_cache_entries_1"),
             qPrintable(plan[0]));
    QVERIFY2(plan[1].contains(u"SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"),
             qPrintable(plan[1]));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EntriesTableTest)
#include "entriestabletest.moc"
