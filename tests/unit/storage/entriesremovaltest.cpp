// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierstable.h"
#include "storage/entriessql.h"
#include "storage/scopefilter.h"
#include "support/quiet.h"
#include "support/testfile.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class EntriesRemovalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aScopeRemovesItsRowsAndNoOthers_data();
    void aScopeRemovesItsRowsAndNoOthers();
    void aScopeIsFoundByAnIndex_data();
    void aScopeIsFoundByAnIndex();
    void newerStampsStay();
    void rowsWithoutAStampGoByTheWallClock();
    void batchesAreBoundedAndEnd();
    void theExpiredGo();
    void theLeastRecentlyUsedGoFirst();
    void evictionTakesWhatWasAdopted();
    void aBarrierComesBackAsItsScope_data();
    void aBarrierComesBackAsItsScope();
    void aBarrierNeverGoesDown();

private:
    using Removal = std::function<Result<Removed>(EntriesTable&)>;
    Removed remove(const Removal& removal);
    [[nodiscard]] QString left();

    std::unique_ptr<TestFile> m_cache;
};

namespace {

constexpr qint64 startMs = 1'790'000'000'000;

struct Row
{
    const char* key;
    const char16_t* type;
    std::optional<qint64> company;
    const char16_t* user;
    QStringList tags;
};

const std::vector<Row>& sampleRows()
{
    static const std::vector<Row> rows = {
        {"a1", u"aging", 1, u"ana", {u"finance"_s, u"daily"_s}},
        {"b1", u"aging", 1, u"dan", {u"finance"_s}},
        {"c2", u"aging", 2, u"ana", {u"daily"_s}},
        {"d2", u"trial", 2, u"dan", {u"financial"_s, u"say \"hi\", you"_s}},
        {"e0", u"trial", {}, nullptr, {}},
        {"f1", u"trial", 1, nullptr, {}},
    };
    return rows;
}

Result<void> putSampleRows(Connection& connection)
{
    for (const Row& row : sampleRows()) {
        StoredEntry entry;
        entry.key = row.key;
        entry.type = QString::fromUtf16(row.type);
        entry.companyId = row.company;
        entry.value = "1234567890";
        entry.createdMs = startMs;
        entry.expiresMs = startMs + 1000;
        entry.stamp = 10;
        if (row.user)
            entry.username = QString::fromUtf16(row.user);
        entry.tags = row.tags;
        if (auto put = EntriesTable(connection).put(entry); !put)
            return put;
    }
    return {};
}

void addScopes()
{
    QTest::addColumn<QString>("left");
    QTest::newRow("all") << u""_s;
    QTest::newRow("company") << u"c2 d2 e0"_s;
    QTest::newRow("type") << u"d2 e0 f1"_s;
    QTest::newRow("company and type") << u"c2 d2 e0 f1"_s;
    QTest::newRow("user") << u"b1 d2 e0 f1"_s;
    QTest::newRow("tag") << u"c2 d2 e0 f1"_s;
    QTest::newRow("odd tag") << u"a1 b1 c2 e0 f1"_s;
    QTest::newRow("key") << u"a1 b1 c2 d2 f1"_s;
    QTest::newRow("unknown tag") << u"a1 b1 c2 d2 e0 f1"_s;
}

Scope currentScope()
{
    const QHash<QString, Scope> scopes = {
        {u"all"_s, {}},
        {u"company"_s, {.companyId = 1}},
        {u"type"_s, {.type = u"aging"_s}},
        {u"company and type"_s, {.companyId = 1, .type = u"aging"_s}},
        {u"user"_s, {.username = u"ana"_s}},
        {u"tag"_s, {.tag = u"finance"_s}},
        {u"odd tag"_s, {.tag = u"say \"hi\", you"_s}},
        {u"key"_s, {.cacheKey = u"e0"_s}},
        {u"unknown tag"_s, {.tag = u"fin%"_s}},
    };
    return scopes.value(QString::fromUtf8(QTest::currentDataTag()));
}

} // namespace

void EntriesRemovalTest::init()
{
    m_cache = std::make_unique<TestFile>();
    WORKS(m_cache->open());
    WORKS(m_cache->write(putSampleRows));
}

void EntriesRemovalTest::cleanup()
{
    m_cache.reset();
}

Removed EntriesRemovalTest::remove(const Removal& removal)
{
    Removed removed;
    const QString failure = m_cache->write([&](Connection& connection) -> Result<void> {
        EntriesTable entries(connection);
        auto result = removal(entries);
        if (!result)
            return result.error();
        removed = *result;
        return {};
    });
    if (!failure.isEmpty())
        qWarning("%s", qPrintable(failure));
    return removed;
}

QString EntriesRemovalTest::left()
{
    OtherProgram other(m_cache->path());
    const QString keys = other.rows(u"SELECT cache_key FROM cache_entries ORDER BY 1"_s).join(u' ');
    const QString ours = other.rows(u"SELECT cache_key FROM tw_entries ORDER BY 1"_s).join(u' ');
    return keys == ours ? keys : u"the tables differ: %1 / %2"_s.arg(keys, ours);
}

void EntriesRemovalTest::aScopeRemovesItsRowsAndNoOthers_data()
{
    addScopes();
}

void EntriesRemovalTest::aScopeRemovesItsRowsAndNoOthers()
{
    const Quiet quiet;
    QFETCH(QString, left);
    const Removed removed = remove([](EntriesTable& e) {
        return e.removeBatch(currentScope(), {10, startMs}, 100);
    });
    QCOMPARE(this->left(), left);
    const qint64 gone = 6 - (left.isEmpty() ? 0 : left.count(u' ') + 1);
    QCOMPARE(removed, (Removed{gone, gone * 10}));
    QUIET(quiet);
}

void EntriesRemovalTest::aScopeIsFoundByAnIndex_data()
{
    addScopes();
}

void EntriesRemovalTest::aScopeIsFoundByAnIndex()
{
    const ScopeFilter filter = ScopeFilter::of(currentScope());
    auto explain =
        m_cache->reader().prepared("EXPLAIN QUERY PLAN SELECT 1 FROM " TIERWATCH_ENTRIES "WHERE " +
                                   std::string(filter.condition));
    QVERIFY(explain.run(filter.values).ok());
    QStringList plan;
    while (explain.next())
        plan.append(explain.text(3));
    const bool scans = plan.contains(u"SCAN e"_s) || plan.contains(u"SCAN t"_s);
    QCOMPARE(scans, currentScope().everything());
}

void EntriesRemovalTest::newerStampsStay()
{
    const Removed removed = remove([](EntriesTable& e) {
        return e.removeBatch({}, {9, startMs + 99}, 100);
    });
    QCOMPARE(removed, (Removed{}));
    QCOMPARE(left(), u"a1 b1 c2 d2 e0 f1"_s);
}

void EntriesRemovalTest::rowsWithoutAStampGoByTheWallClock()
{
    QVERIFY(OtherProgram(m_cache->path())
                .exec({u"INSERT INTO cache_entries VALUES "
                       "('early', 'aging', 1, '[1]', 1790000005, 1790000009, 0, NULL), "
                       "('late', 'aging', 1, '[1]', 1790000005.001, 1790000009, 0, NULL)"_s}));
    const Removed removed = remove([](EntriesTable& e) {
        return e.removeBatch({}, {0, startMs + 5000}, 100);
    });
    QCOMPARE(removed, (Removed{1, 3}));
    QCOMPARE(OtherProgram(m_cache->path())
                 .rows(u"SELECT cache_key FROM cache_entries WHERE length(cache_key) > 2"_s),
             QStringList{u"late"_s});
}

void EntriesRemovalTest::batchesAreBoundedAndEnd()
{
    const auto batch = [](EntriesTable& e) { return e.removeBatch({}, {10, startMs}, 4); };
    QCOMPARE(remove(batch).rows, 4);
    QCOMPARE(remove(batch).rows, 2);
    QCOMPARE(remove(batch).rows, 0);
    QCOMPARE(left(), u""_s);
}

void EntriesRemovalTest::theExpiredGo()
{
    WORKS(m_cache->write([](Connection& connection) {
        return EntriesTable(connection)
            .put({"a1", u"aging"_s, {}, "{}", startMs, startMs + 2000, 11});
    }));
    const auto expired = [](qint64 nowMs) {
        return [nowMs](EntriesTable& e) { return e.removeExpired(nowMs, 3); };
    };
    QCOMPARE(remove(expired(startMs + 1000)).rows, 0);
    QCOMPARE(remove(expired(startMs + 1001)), (Removed{3, 30}));
    QCOMPARE(remove(expired(startMs + 1001)), (Removed{2, 20}));
    QCOMPARE(remove(expired(startMs + 1001)), (Removed{}));
    QCOMPARE(left(), u"a1"_s);
}

void EntriesRemovalTest::theLeastRecentlyUsedGoFirst()
{
    WORKS(m_cache->write([](Connection& connection) -> Result<void> {
        qint64 atMs = startMs + 120'000;
        for (const auto* key : {"d2", "a1", "f1"}) {
            if (auto touched = EntriesTable(connection).touch(key, 1, atMs += 1000); !touched)
                return touched;
        }
        return {};
    }));
    const auto evict = [](qint64 bytes, int most) {
        return [=](EntriesTable& e) { return e.evictLeastRecentlyUsed(bytes, most); };
    };
    QCOMPARE(remove(evict(11, 100)), (Removed{2, 20}));
    QCOMPARE(left(), u"a1 d2 e0 f1"_s);
    QCOMPARE(remove(evict(1000, 2)), (Removed{2, 20}));
    QCOMPARE(left(), u"a1 f1"_s);
    QCOMPARE(remove(evict(0, 100)), (Removed{}));
}

void EntriesRemovalTest::evictionTakesWhatWasAdopted()
{
    m_cache->close();
    QVERIFY(OtherProgram(m_cache->path())
                .exec({u"INSERT INTO cache_entries VALUES "
                       "('theirs', 'aging', 1, '[1]', 1000, 1790000009, 5, 1001)"_s}));
    WORKS(m_cache->open());
    QCOMPARE(remove([](EntriesTable& e) { return e.evictLeastRecentlyUsed(1, 10); }),
             (Removed{1, 3}));
    QCOMPARE(left(), u"a1 b1 c2 d2 e0 f1"_s);
}

void EntriesRemovalTest::aBarrierComesBackAsItsScope_data()
{
    addScopes();
}

void EntriesRemovalTest::aBarrierComesBackAsItsScope()
{
    const StoredBarrier barrier = {currentScope(), {77, startMs}, u"ana"_s};
    const auto raised = m_cache->file().writer().run(
        [&](Connection& connection) { return BarriersTable(connection).raise(barrier); },
        Durability::Full);
    QVERIFY(raised.ok());
    const auto all = BarriersTable(m_cache->reader()).all().value();
    QCOMPARE(all.size(), size_t(1));
    QVERIFY(all[0] == barrier);
}

void EntriesRemovalTest::aBarrierNeverGoesDown()
{
    const auto raise = [this](qint64 stamp, qint64 wallMs) {
        return m_cache->write([=](Connection& connection) {
            return BarriersTable(connection).raise({{.type = u"a:b"_s}, {stamp, wallMs}, {}});
        });
    };
    WORKS(raise(5, 100));
    WORKS(raise(4, 200));
    const auto all = BarriersTable(m_cache->reader()).all().value();
    QCOMPARE(all.size(), size_t(1));
    QVERIFY(all[0].reach == (Reach{5, 200}));
    QCOMPARE(all[0].scope.type, u"a:b"_s);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EntriesRemovalTest)
#include "entriesremovaltest.moc"
