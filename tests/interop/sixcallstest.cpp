// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sixcalls.h"
#include "remote/servicetarget.h"
#include "support/quiet.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr int patienceMs = 40'000;

} // namespace

/// A FastAPI service of the contract's six calls is watched and controlled as far as they go.
class SixCallsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void opensWithWhatTheSixCallsCanDo();
    void canBeReadBeforeItIsConnected();
    void givesTheFiguresThatThereAreAndNoOther();
    void hasNoRateBeforeTheFirstRequest();
    void tellsResponseTimesOfTheLastDayAlone();
    void invalidatesThere();
    void refusesAScopeThatTheServiceDoesNotKnow();
    void flipsItsSwitches();
    void refusesASwitchThatTheServiceDoesNotHave();
    void tellsWhatAUserMayNot();
    void saysOfAllElseThatItIsNotAvailable();
    void asksOnceWithATokenThatIsRefused();
    void waitsForACacheThatIsNotThereYet();
    void comesBackWithItsService();

private:
    [[nodiscard]] Result<void> open(const QByteArray& token);
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, patienceMs))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        return waitFor(m_target->read(std::move(query)));
    }
    template <class A>
    [[nodiscard]] Result<typename A::Reply> act(A action)
    {
        return waitFor(m_target->act(std::move(action)));
    }
    template <class... Qs>
    [[nodiscard]] QStringList reasons(std::type_identity<std::variant<Qs...>>)
    {
        QStringList given;
        const auto tell = [&](const QString& operation, const auto& reply) {
            if (!reply && reply.error().code == ErrorCode::NotAvailable)
                given.append(operation + u": "_s + reply.error().message);
        };
        (tell(QLatin1StringView(Qs::name), read(Qs{})), ...);
        return given;
    }
    QString ask(const QString& type = u"invoices"_s, qint64 company = 7)
    {
        return m_service.ask(type, company, u"ana"_s);
    }

    SixCalls m_service;
    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<ServiceTarget> m_target;
};

void SixCallsTest::initTestCase()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    QVERIFY(m_service.start());
}

void SixCallsTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service.setReady(true);
    QVERIFY(open("token-of-ana"));
}

void SixCallsTest::cleanup()
{
    m_target.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

Result<void> SixCallsTest::open(const QByteArray& token)
{
    auto opened = ServiceTarget::open({m_service.url(), token});
    if (!opened)
        return opened.error();
    m_target = *std::move(opened);
    return waitFor(m_target->connected());
}

void SixCallsTest::opensWithWhatTheSixCallsCanDo()
{
    QCOMPARE(m_target->state(), TargetState{});
    QCOMPARE(m_target->name(), m_service.url().authority());
    QVERIFY(m_target->kindName().contains(u"Reporting service"));
    QStringList able;
    for (const Capability& capability : m_target->capabilities()) {
        if (capability.available)
            able.append(capability.name);
        else
            QVERIFY2(capability.reason.contains(u"offers only"), qPrintable(capability.reason));
    }
    QCOMPARE(able, (QStringList{u"stats"_s, u"response-times"_s, u"invalidate"_s, u"switch"_s}));
    QCOMPARE(m_service.calls(u"capabilities"_s), 1);
    QCOMPARE(m_service.calls(u"stats"_s), 1);
}

void SixCallsTest::canBeReadBeforeItIsConnected()
{
    m_target = *ServiceTarget::open({m_service.url(), "token-of-ana"});
    QVERIFY(read(StatsQuery{}));
    QCOMPARE(m_target->state(), TargetState{});
}

void SixCallsTest::givesTheFiguresThatThereAreAndNoOther()
{
    QCOMPARE(ask(), u"database"_s);
    QCOMPARE(ask(), u"memory"_s);
    QCOMPARE(ask(u"ledger"_s, 9), u"disk"_s);
    const Result<Stats> stats = read(StatsQuery{});
    QVERIFY(stats);
    QVERIFY(stats->enabled && stats->globalEnabled && stats->userEnabled && stats->autoInvalidate);
    QCOMPARE(stats->hitRate.value(), 33.3); // as it says, of its memory
    QVERIFY(stats->memoryOnly.value().contains(u"memory"));
    QCOMPARE(stats->hits, 1);
    QCOMPARE(stats->misses, 2);
    QCOMPARE(stats->savings.week, (Saving{2, std::nullopt}));
    QCOMPARE(stats->memory.entries.value(), 2);
    QCOMPARE(stats->disk.entries.value(), 2);
    QVERIFY(!stats->memory.bytes && !stats->disk.bytes && !stats->disk.expiredEntries);
    QVERIFY(!stats->lastCleanupMs && stats->types.empty());
    QVERIFY(!stats->detailsUnavailable.value().isEmpty());
}

void SixCallsTest::hasNoRateBeforeTheFirstRequest()
{
    QVERIFY(!read(StatsQuery{})->hitRate);
}

void SixCallsTest::tellsResponseTimesOfTheLastDayAlone()
{
    ask();
    ask();
    ask(u"ledger"_s, 9); // never from the database: not told
    const Result<ResponseTimes> times = read(ResponseTimesQuery{Range::days(1)});
    QVERIFY(times);
    QCOMPARE(times->types.size(), size_t(1));
    QCOMPARE(times->types[0].type, u"invoices"_s);
    QCOMPARE(times->types[0].cached.meanMs.value(), 0.0); // 0.9 ms, cut off
    QCOMPARE(times->types[0].database.meanMs.value(), 80.0);
    QVERIFY(!times->types[0].cached.count && !times->types[0].database.medianMs);
    QVERIFY(!times->types[0].savedMs && !times->types[0].memory.count);
    const auto refused = read(ResponseTimesQuery{Range::hours(1)});
    QCOMPARE(refused.error().code, ErrorCode::NotAvailable);
    QVERIFY2(refused.error().message.contains(u"24 hours"), qPrintable(refused.error().message));
}

void SixCallsTest::invalidatesThere()
{
    QSignalSpy changed(m_target.get(), &CacheTarget::changed);
    for (const char* type : {"invoices", "partners"})
        for (const qint64 company : {7, 8})
            ask(QLatin1StringView(type), company);
    const qint64 beforeMs = QDateTime::currentMSecsSinceEpoch();
    const Result<Invalidated> done = act(Invalidate{{.companyId = 7, .type = u"invoices"_s}});
    QVERIFY(done);
    QCOMPARE_GE(done->atMs, beforeMs); // although the service's clock is another zone's
    QCOMPARE_LE(done->atMs, QDateTime::currentMSecsSinceEpoch());
    QVERIFY(!done->entries && !done->bytes && !done->id && !done->undoUntilMs);
    QCOMPARE(read(StatsQuery{})->memory.entries.value(), 3);
    QCOMPARE(ask(u"invoices"_s, 8), u"memory"_s);
    QCOMPARE(ask(u"invoices"_s, 7), u"database"_s);
    QVERIFY(act(Invalidate{{.companyId = 8}}));
    QCOMPARE(read(StatsQuery{})->memory.entries.value(), 2);
    QVERIFY(act(Invalidate{{.type = u"partners"_s}}));
    QCOMPARE(read(StatsQuery{})->memory.entries.value(), 1);
    QVERIFY(act(Invalidate{}));
    QCOMPARE(read(StatsQuery{})->memory.entries.value(), 0);
    QCOMPARE(read(StatsQuery{})->disk.entries.value(), 0);
    QTRY_COMPARE(changed.count(), 4);
}

void SixCallsTest::refusesAScopeThatTheServiceDoesNotKnow()
{
    for (const Scope& scope :
         {Scope{.username = u"ana"_s}, Scope{.tag = u"finance"_s}, Scope{.cacheKey = u"key"_s}})
        QCOMPARE(act(Invalidate{scope}).error().code, ErrorCode::NotAvailable);
    QCOMPARE(act(Invalidate{{.companyId = 7, .username = u"ana"_s}}).error().code,
             ErrorCode::InvalidArgument);
    QCOMPARE(m_service.calls(u"invalidate"_s), 0);
}

void SixCallsTest::flipsItsSwitches()
{
    ask();
    QCOMPARE(act(SetSwitch{SwitchKind::User, {}, false}).value(),
             (SwitchState{SwitchKind::User, u"ana"_s, false}));
    QVERIFY(!read(StatsQuery{})->userEnabled && read(StatsQuery{})->globalEnabled);
    QCOMPARE(ask(), u"bypassed"_s);
    QVERIFY(act(SetSwitch{SwitchKind::User, {}, true}));
    QCOMPARE(ask(), u"memory"_s);
    QCOMPARE(act(SetSwitch{SwitchKind::Global, {}, false}).value(),
             (SwitchState{SwitchKind::Global, {}, false}));
    QVERIFY(!read(StatsQuery{})->globalEnabled && !read(StatsQuery{})->enabled);
    QCOMPARE(m_service.ask(u"invoices"_s, 7, u"bob"_s), u"bypassed"_s);
    QVERIFY(act(SetSwitch{SwitchKind::Global, {}, true}));
    QCOMPARE(act(SetSwitch{SwitchKind::AutoInvalidate, {}, false}).value(),
             (SwitchState{SwitchKind::AutoInvalidate, {}, false}));
    QVERIFY(!read(StatsQuery{})->autoInvalidate && read(StatsQuery{})->enabled);
}

void SixCallsTest::refusesASwitchThatTheServiceDoesNotHave()
{
    for (const SetSwitch& flip : {SetSwitch{SwitchKind::Type, u"invoices"_s, false},
                                  SetSwitch{SwitchKind::User, u"bob"_s, false},
                                  SetSwitch{SwitchKind::Global, {}, false, 600}}) {
        const auto refused = act(flip);
        QCOMPARE(refused.error().code, ErrorCode::NotAvailable);
        QVERIFY2(refused.error().message.contains(u"Nothing was done"),
                 qPrintable(refused.error().message));
    }
    QVERIFY(read(StatsQuery{})->enabled);
}

void SixCallsTest::tellsWhatAUserMayNot()
{
    QVERIFY(open("token-of-bob"));
    const auto refused = act(SetSwitch{SwitchKind::Global, {}, false});
    QCOMPARE(refused.error(), (Error{ErrorCode::NotAllowed,
                                     u"Admin access required. This needs the role operator or "
                                     "administrator."_s}));
    QVERIFY(act(SetSwitch{SwitchKind::User, {}, false}));
    QCOMPARE(m_target->state(), TargetState{});
}

void SixCallsTest::saysOfAllElseThatItIsNotAvailable()
{
    const QString reason = m_target->capability(u"history"_s).reason;
    const QStringList given = reasons(std::type_identity<Query>{});
    QCOMPARE(given.size(), qsizetype(std::variant_size_v<Query> - 1)); // the range is not a day's
    for (const QString& one : given)
        QVERIFY2(one.endsWith(reason) || one.startsWith(u"response-times"), qPrintable(one));
    QCOMPARE(act(Clear{}).error(), (Error{ErrorCode::NotAvailable, reason}));
    QCOMPARE(act(CleanUp{}).error(), (Error{ErrorCode::NotAvailable, reason}));
    QCOMPARE(m_service.calls(u"stats"_s), 2); // at the beginning, and the one query that it can
}

void SixCallsTest::asksOnceWithATokenThatIsRefused()
{
    m_target.reset();
    m_service.setReady(true);
    const Error refused = open("token-of-nobody").error();
    QCOMPARE(refused, (Error{ErrorCode::NotSignedIn, u"Could not validate credentials"_s}));
    QCOMPARE(m_target->state().kind, TargetState::Kind::Failed);
    QVERIFY(m_target->state().sentence.startsWith(refused.message));
    QVERIFY(!m_target->looksForIt());
    for (int i = 0; i < 5; ++i)
        QCOMPARE(read(StatsQuery{}).error(), refused);
    QCOMPARE(m_service.calls(u"stats"_s), 1);
    QCOMPARE(waitFor(m_target->connected()).error(), refused); // somebody wants it
    QCOMPARE(m_service.calls(u"stats"_s), 2);
}

void SixCallsTest::waitsForACacheThatIsNotThereYet()
{
    m_service.setReady(false);
    const Error missing = open("token-of-ana").error();
    QCOMPARE(missing, (Error{ErrorCode::Unreadable, u"Cache not initialized"_s}));
    QVERIFY(m_target->looksForIt());
    m_service.setReady(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_target->state(), TargetState{}, patienceMs);
    QVERIFY(read(StatsQuery{}));
}

void SixCallsTest::comesBackWithItsService()
{
    ask();
    m_service.end();
    QVERIFY(!read(StatsQuery{}));
    QTRY_COMPARE_WITH_TIMEOUT(m_target->state().kind, TargetState::Kind::Failed, patienceMs);
    QVERIFY(m_target->looksForIt());
    QVERIFY(!m_target->capability(u"invalidate"_s).available);
    QVERIFY(m_service.start());
    m_service.setReady(true);
    QTRY_COMPARE_WITH_TIMEOUT(m_target->state(), TargetState{}, patienceMs);
    QCOMPARE(read(StatsQuery{})->misses, 0); // another run of it
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SixCallsTest)
#include "sixcallstest.moc"
