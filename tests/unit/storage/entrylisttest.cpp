// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/entrylist.h"
#include "storage/entriestable.h"
#include "storage/entrydigest.h"
#include "storage/entryfinder.h"
#include "support/quiet.h"
#include "support/testfile.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class EntryListTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pagesFollowEachOtherWithoutGapOrRepetition_data();
    void pagesFollowEachOtherWithoutGapOrRepetition();
    void aPageStopsAfterABoundedSearchAndTheNextGoesOn();
    void whatIsRareIsFoundAtOnce();
    void rowsOfAnotherProgramAreListedBeforeTheyAreTakenOver();
    void aDigestFindsItsEntryWhoeverWroteIt();
    void aValueIsReadInParts();

private:
    [[nodiscard]] EntriesPage page(const EntriesQuery& query)
    {
        return EntryList(m_cache.reader()).page(query, now).value();
    }
    /// All pages, joined.
    [[nodiscard]] static std::vector<EntryRow> all(TestFile& cache, EntriesQuery query);
    [[nodiscard]] std::vector<EntryRow> all(const EntriesQuery& query)
    {
        return all(m_cache, query);
    }

    static constexpr qint64 now = 1'790'000'000'000;

    TestFile m_cache;   ///< more entries than a search looks at until it stops
    TestFile m_smaller; ///< many pages
    static constexpr int smaller = 12'000;
};

namespace {

/// Sizes and hits have few values, so that many entries are equal in an order.
QString fill(TestFile& cache, int count, qint64 now)
{
    return cache.write([=](Connection& connection) -> Result<void> {
        const QString made =
            u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < %1) INSERT INTO cache_entries SELECT 'key' || "
            "(i * 7919 % 1000003), 'type' || (i % 2), i % 700, '[]', %2 + i % 100, "
            "%2 + 3600, i % 3, NULL FROM n"_s.arg(count)
                .arg(now / 1000);
        if (auto done = connection.exec(made); !done)
            return done;
        std::optional<qint64> cursor = 0;
        while (cursor) {
            const auto next = EntriesTable(connection).adopt(*cursor, 10'000);
            if (!next)
                return next.error();
            cursor = *next;
        }
        return {};
    });
}

} // namespace

void EntryListTest::initTestCase()
{
    WORKS(m_cache.open());
    WORKS(fill(m_cache, 70'000, now));
    WORKS(m_smaller.open());
    WORKS(fill(m_smaller, smaller, now));
}

std::vector<EntryRow> EntryListTest::all(TestFile& cache, EntriesQuery query)
{
    std::vector<EntryRow> rows;
    do {
        const EntriesPage next = EntryList(cache.reader()).page(query, now).value();
        rows.insert(rows.end(), next.rows.begin(), next.rows.end());
        query.cursor = next.next;
    } while (query.cursor);
    return rows;
}

void EntryListTest::pagesFollowEachOtherWithoutGapOrRepetition_data()
{
    QTest::addColumn<EntrySort>("sort");
    QTest::addColumn<bool>("descending");
    for (int sort = 0; sort < wireNames(EntrySort()).size(); ++sort)
        for (const bool descending : {false, true})
            QTest::addRow("%s, %s", qPrintable(wireNames(EntrySort()).at(sort)),
                          descending ? "down" : "up")
                << static_cast<EntrySort>(sort) << descending;
}

void EntryListTest::pagesFollowEachOtherWithoutGapOrRepetition()
{
    QFETCH(EntrySort, sort);
    QFETCH(bool, descending);
    EntriesQuery query;
    query.sort = sort;
    query.descending = descending;
    query.limit = 999;
    const std::vector<EntryRow> rows = all(m_smaller, query);
    QCOMPARE(rows.size(), size_t(smaller));
    QSet<QString> digests;
    for (const EntryRow& row : rows)
        digests.insert(row.digest);
    QCOMPARE(digests.size(), qsizetype(smaller));
    const auto isBefore = [&](const EntryRow& a, const EntryRow& b) {
        switch (sort) {
        case EntrySort::Key:
            return a.cacheKey < b.cacheKey;
        case EntrySort::Hits:
            return a.hits < b.hits;
        case EntrySort::Size:
            return a.size < b.size;
        case EntrySort::Expires:
            return a.expiresMs < b.expiresMs;
        default:
            return a.createdMs < b.createdMs;
        }
    };
    QVERIFY(descending ? std::is_sorted(rows.rbegin(), rows.rend(), isBefore)
                       : std::ranges::is_sorted(rows, isBefore));
}

void EntryListTest::aPageStopsAfterABoundedSearchAndTheNextGoesOn()
{
    EntriesQuery query{{.text = u"no key has this"_s}};
    const EntriesPage first = page(query);
    QVERIFY(first.rows.empty() && first.next);
    QVERIFY(all(query).empty());
    query.filter.text = u"key7"_s;
    query.filter.type = u"type1"_s;
    query.limit = 1000;
    query.count = true;
    QCOMPARE(static_cast<qint64>(all(query).size()), page(query).matching.value());
    QCOMPARE_GT(page(query).matching.value(), 3000);
}

void EntryListTest::whatIsRareIsFoundAtOnce()
{
    EntriesQuery query{{.type = u"type1"_s, .companyId = 7}};
    query.sort = EntrySort::Size;
    const EntriesPage found = page(query);
    QCOMPARE(found.rows.size(), size_t(100));
    QVERIFY(!found.next);
    query.limit = 30;
    QCOMPARE(all(query), found.rows);
}

void EntryListTest::rowsOfAnotherProgramAreListedBeforeTheyAreTakenOver()
{
    TestFile cache;
    WORKS(cache.open());
    QVERIFY(OtherProgram(cache.path())
                .exec({u"INSERT INTO cache_entries VALUES ('a', 't', NULL, '[1]', 5, 9, 2, 7), "
                       "('b', 't', 1, '[22]', 6, 8, 1, NULL)"_s}));
    EntriesQuery query;
    for (int sort = 0; sort < wireNames(EntrySort()).size(); ++sort) {
        query.sort = static_cast<EntrySort>(sort);
        query.limit = 1;
        const EntriesPage first = EntryList(cache.reader()).page(query, now).value();
        QVERIFY(first.next);
        query.cursor = first.next;
        const EntriesPage second = EntryList(cache.reader()).page(query, now).value();
        QVERIFY(first.rows.at(0).cacheKey != second.rows.at(0).cacheKey);
        query.cursor.reset();
    }
    query.sort = EntrySort::Size;
    const EntryRow largest = EntryList(cache.reader()).page(query, now)->rows.at(0);
    QCOMPARE(largest.cacheKey, u"b"_s);
    QCOMPARE(largest.size, 4);
}

void EntryListTest::aDigestFindsItsEntryWhoeverWroteIt()
{
    QCOMPARE(entrydigest::of("abc"), u"ba7816bf8f01cfea414140de5dae2223"_s);
    EntryFinder finder(m_cache.reader());
    QCOMPARE(finder.keyOf(entrydigest::of("key7919"))->value(), "key7919");
    QVERIFY(!*finder.keyOf(entrydigest::of("nobody")));
    QVERIFY(!*finder.keyOf(entrydigest::of("key7919").toUpper()));
    QVERIFY(OtherProgram(m_cache.path())
                .exec({u"INSERT INTO cache_entries VALUES ('theirs', 't', NULL, '[1]', 5, 9, 2, "
                       "7)"_s}));
    QCOMPARE(finder.keyOf(entrydigest::of("theirs"))->value(), "theirs");
    QVERIFY(OtherProgram(m_cache.path())
                .exec({u"DELETE FROM cache_entries WHERE cache_key = "
                       "'theirs'"_s}));
}

void EntryListTest::aValueIsReadInParts()
{
    TestFile cache;
    WORKS(cache.open());
    const QByteArray value = "[\"\xc3\xa4\xe2\x82\xac\"]"; // characters of two and three bytes
    WORKS(cache.write([&](Connection& connection) {
        return EntriesTable(connection).put({"a", u"trial"_s, {}, value, 1000, 9000, 5});
    }));
    EntryFinder finder(cache.reader());
    QByteArray joined;
    for (qint64 offset = 0; offset < value.size() + 2; offset += 2)
        joined += (*finder.entry("a", offset, 2))->value;
    QCOMPARE(joined, value);
    QCOMPARE((*finder.entry("a", 0, 0))->row.size, value.size());
    QVERIFY(!*finder.entry("b", 0, 1));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EntryListTest)
#include "entrylisttest.moc"
