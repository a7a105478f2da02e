// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/namedquery.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 least = std::numeric_limits<qint64>::min();
constexpr qint64 tenYearsMs = 10LL * 365 * 86'400'000;

Loader failing()
{
    return []() -> Result<QByteArray> { return Error{ErrorCode::Source, u"it is down"_s}; };
}

} // namespace

/// Lives and times that make no sense, wherever they may come from.
class LivesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\n"); }
    void cleanup() { m_workspace.reset(); }

    void aRequestsLifeOfNothingOrLessIsNotStored_data()
    {
        QTest::addColumn<qint64>("ttlMs");
        QTest::newRow("zero") << qint64(0);
        QTest::newRow("negative") << qint64(-1);
        QTest::newRow("least") << least;
    }
    void aRequestsLifeOfNothingOrLessIsNotStored()
    {
        QFETCH(qint64, ttlMs);
        QVERIFY(m_workspace->open());
        const Request none = request({.l1TtlMs = ttlMs, .l2TtlMs = ttlMs});
        QCOMPARE(served(none), Origin::Database);
        QCOMPARE(served(none), Origin::Database);
        const Request empty = request({.nullTtlMs = ttlMs}, 2);
        QCOMPARE(served(empty, {}), Origin::Database);
        QCOMPARE(served(empty, {}), Origin::Database);
        engine().settle();
        QCOMPARE(engine().memory().size().entries, 0);
        QCOMPARE(engine().storeSize()->value().entries, 0);
    }

    void aRequestsHugeLifeEndsAfterTenYears_data()
    {
        QTest::addColumn<qint64>("ttlMs");
        QTest::newRow("most") << most;
        QTest::newRow("as large in ms as in s") << most / 1000;
        QTest::newRow("a little too long") << tenYearsMs + 1;
    }
    void aRequestsHugeLifeEndsAfterTenYears()
    {
        QFETCH(qint64, ttlMs);
        QVERIFY(m_workspace->open());
        const Request huge =
            request({.l1TtlMs = ttlMs, .l2TtlMs = ttlMs, .nullTtlMs = ttlMs, .jitterPercent = 0});
        QCOMPARE(served(huge), Origin::Database);
        m_clock.advanceMs(tenYearsMs - 1);
        QCOMPARE(served(huge), Origin::Memory);
        engine().settle();
        engine().memory().clear();
        QCOMPARE(served(huge), Origin::Disk);
        m_clock.advanceMs(1);
        QCOMPARE(served(huge), Origin::Database);
    }

    void aPolicyWithoutSenseBreaksNoRequest_data()
    {
        QTest::addColumn<qint64>("number");
        QTest::newRow("most") << most;
        QTest::newRow("half of it") << most / 2;
        QTest::newRow("negative") << qint64(-1);
        QTest::newRow("least") << least;
    }
    void aPolicyWithoutSenseBreaksNoRequest()
    {
        QFETCH(qint64, number);
        QVERIFY(m_workspace->open());
        Policy policy;
        policy.jitterPercent = policy.graceMs = policy.throttleMs = number;
        policy.softTimeoutMs = policy.hardTimeoutMs = policy.eagerPercent = number;
        const Request odd = request(policy);
        for (int i = 0; i < 3; ++i) {
            const auto answer = engine().fetch(odd, giving("v"));
            QVERIFY(answer);
            QCOMPARE(answer->value, QByteArray("v"));
            engine().settle();
            engine().memory().clear();
        }
        m_clock.advanceMs(3'600'000);
        const auto stale = engine().fetch(odd, failing());
        QCOMPARE(stale.ok(), number > 0);
        const auto async = engine().fetchAsync(request(policy, 2), giving("v")).result();
        QVERIFY(async);
    }

    void aSettingThatIsNoLifeStopsTheOpening_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char* value : {"-1", "nan", "inf", "1e9", "1.5", "315360001",
                                  "9223372036854775807", "99999999999999999999", "ten", ""})
            QTest::newRow(value) << QByteArray(value);
    }
    void aSettingThatIsNoLifeStopsTheOpening()
    {
        QFETCH(QByteArray, value);
        for (const QByteArray key : {"l1_ttl", "l2_ttl", "null_ttl", "grace"}) {
            TempWorkspace workspace(m_clock, "[cache]\n" + key + " = " + value + '\n');
            const auto opened = workspace.open();
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::InvalidArgument);
            QVERIFY(opened.error().message.contains(QString::fromLatin1(key)));
        }
    }

    void theShortestAndTheLongestSettingHold()
    {
        m_workspace = std::make_unique<TempWorkspace>(
            m_clock, "[cache]\nl1_ttl = 0\nl2_ttl = 315360000\nttl_jitter = 0\n");
        QVERIFY(m_workspace->open());
        QCOMPARE(served(requestOf(u"t"_s)), Origin::Database);
        engine().settle();
        m_clock.advanceMs(tenYearsMs - 1);
        QCOMPARE(served(requestOf(u"t"_s)), Origin::Disk);
        m_clock.advanceMs(1);
        QCOMPARE(served(requestOf(u"t"_s)), Origin::Database);
    }

    void aHeaderThatIsNoLifeIsToldWithItsLine_data() { addNames(); }
    void aHeaderThatIsNoLifeIsToldWithItsLine()
    {
        QFETCH(QString, name);
        for (const QString& value :
             {u"nan"_s, u"inf"_s, u"1e9"_s, u"1.5"_s, u"315360001"_s, u"9223372036854775807"_s,
              u"-9223372036854775808"_s, u"99999999999999999999"_s, u"ten"_s}) {
            const auto parsed = parse(name, value);
            QVERIFY(!parsed);
            QCOMPARE(parsed.error().code, ErrorCode::InvalidArgument);
            QVERIFY(parsed.error().message.startsWith(u"q.sql, line 2: "));
            QVERIFY(parsed.error().message.contains(u'"' + value + u'"'));
        }
    }

    void aHeadersLifeOfNothingOrLessIsNotStored_data() { addNames(); }
    void aHeadersLifeOfNothingOrLessIsNotStored()
    {
        QFETCH(QString, name);
        QVERIFY(m_workspace->open());
        int number = 0;
        for (const QString& value : {u"0"_s, u"-1"_s, u"-315360000"_s}) {
            const auto parsed = parse(name, value);
            QVERIFY(parsed);
            const Policy policy =
                parsed->policy.appliedTo({.l1TtlMs = 0, .l2TtlMs = 0, .nullTtlMs = 0});
            const Request none = request(policy, ++number);
            QCOMPARE(served(none, {}), Origin::Database);
            QCOMPARE(served(none, {}), Origin::Database);
        }
    }

    void aRowWhoseTimesMakeNoSenseBreaksNothing_data()
    {
        QTest::addColumn<QString>("created");
        QTest::addColumn<QString>("expires");
        QTest::newRow("ends never") << u"1790000000"_s << u"9e999"_s;
        QTest::newRow("ended before time") << u"1790000000"_s << u"-9e999"_s;
        QTest::newRow("began before time") << u"-9e999"_s << u"9e999"_s;
        QTest::newRow("begins never") << u"9e999"_s << u"9e999"_s;
        QTest::newRow("larger than ms can be") << u"1790000000"_s << u"1e17"_s;
        QTest::newRow("texts") << u"'soon'"_s << u"'nan'"_s;
    }
    /// Of another program, which writes what it likes.
    void aRowWhoseTimesMakeNoSenseBreaksNothing()
    {
        QFETCH(QString, created);
        QFETCH(QString, expires);
        QVERIFY(m_workspace->open());
        Request request = this->request({.graceMs = 60'000, .eagerPercent = 50});
        const QString key = QString::fromUtf8(CacheKey::of(request)->text());
        QVERIFY(OtherProgram(m_workspace->cachePath())
                    .exec({u"INSERT INTO cache_entries(cache_key, cache_type, data_json, "
                           "created_at, expires_at) VALUES ('%1', 't', 'foreign', %2, %3)"_s.arg(
                               key, created, expires)}));
        const auto answer = engine().fetch(request, giving("v"));
        QVERIFY(answer);
        QVERIFY(answer->value == "v" || answer->value == "foreign");
        QVERIFY(engine().fetch(request, failing()));
        QVERIFY(engine().explain(key, u"ana"_s));
        QVERIFY(engine().cleanUp());
        QVERIFY(engine().invalidate({}, u"tester"_s));
        engine().settle();
        QCOMPARE(engine().storeSize()->value().entries, 0);
        QCOMPARE(engine().fetch(request, giving("new"))->value, QByteArray("new"));
    }

private:
    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    static Request request(const Policy& policy, int number = 1)
    {
        Request request = requestOf(u"t"_s, number);
        request.policy = policy;
        return request;
    }
    Origin served(const Request& request, const QByteArray& value = "v")
    {
        const auto answer = engine().fetch(request, giving(value));
        return answer && answer->value == value ? answer->origin : Origin::Bypassed;
    }
    static Result<NamedQuery> parse(const QString& name, const QString& value)
    {
        return NamedQuery::parse(u"-- name: a\n-- %1: %2\nSELECT 1"_s.arg(name, value), u"q.sql"_s);
    }
    static void addNames()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"l1_ttl", "l2_ttl", "null_ttl"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::LivesTest)
#include "livestest.moc"
