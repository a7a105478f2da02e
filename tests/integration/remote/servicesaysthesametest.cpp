// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remotefixture.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// How an operation is asked in a test; those without a version of their own as they are by
/// default.
template <class O>
O sampleOf(EngineFixture&)
{
    return {};
}

template <>
HistoryQuery sampleOf(EngineFixture&)
{
    return {Range::hours(1), 60};
}

template <>
EntriesQuery sampleOf(EngineFixture&)
{
    EntriesQuery query;
    query.filter.text = u"a+b c&d=e%20f#g/h?ș\"\\"_s;
    query.filter.companyId = 1;
    query.limit = 7;
    return query;
}

template <>
EntryQuery sampleOf(EngineFixture& engine)
{
    const auto listed = engine.target().read(EntriesQuery{}, {u"ana"_s, Role::Administrator});
    const bool came = QTest::qWaitFor([&] { return listed.isFinished(); });
    return {came && listed.result() ? listed.result()->rows.at(0).digest : QString(), 1, 2};
}

template <>
ExplainQuery sampleOf(EngineFixture& engine)
{
    return {engine.keyOf(u"invoices"_s, 1, u"ana"_s)};
}

template <>
PreviewQuery sampleOf(EngineFixture&)
{
    return {{.companyId = 1, .type = u"invoices"_s}};
}

template <>
LogQuery sampleOf(EngineFixture&)
{
    LogQuery query;
    query.filter.hit = false;
    query.filter.username = u"ana"_s;
    return query;
}

template <>
BenchmarkEstimateQuery sampleOf(EngineFixture&)
{
    return {{{{u"one"_s}}, 3, {}}};
}

template <>
RunQuery sampleOf(EngineFixture&)
{
    return {u"one"_s, {}, {{u"year"_s, u"2025"_s}}};
}

template <>
Invalidate sampleOf(EngineFixture&)
{
    return {{.companyId = 1}};
}

template <>
Purge sampleOf(EngineFixture&)
{
    return {{.type = u"invoices"_s}};
}

template <>
Undo sampleOf(EngineFixture&)
{
    return {1};
}

template <>
SetSwitch sampleOf(EngineFixture&)
{
    return {SwitchKind::User, u"ana+b"_s, false, 60};
}

template <>
Benchmark sampleOf(EngineFixture&)
{
    return {{{{u"one"_s}}, 2, {}, {}, {{{u"one"_s, u"year"_s, u"2024"_s}}}}};
}

/// With each number replaced: what was measured is never the same twice.
QJsonValue withoutFigures(const QJsonValue& value)
{
    if (value.isDouble())
        return 0;
    if (value.isArray()) {
        QJsonArray items;
        for (const auto item : value.toArray())
            items.append(withoutFigures(item));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject members;
    const QJsonObject given = value.toObject();
    for (const QString& name : given.keys())
        members.insert(name, withoutFigures(given.value(name)));
    return members;
}

template <class O>
constexpr bool isMeasured = std::is_same_v<O, Benchmark> || std::is_same_v<O, RunQuery>;

/// A failure as it reads; a reply as JSON.
template <class O>
QJsonValue shown(const Result<typename O::Reply>& reply)
{
    if (!reply)
        return QJsonArray{errorName(reply.error().code), reply.error().message};
    QJsonObject json = codec::toJson(*reply).toObject();
    if constexpr (std::is_same_v<O, RunQuery>)
        json.remove("cache_type"_L1); // no header tells it
    return isMeasured<O> ? withoutFigures(json) : json;
}

} // namespace

/// What a target says and what its service has a remote one say: the same, whatever is asked.
class ServiceSaysTheSameTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void ofEveryQuery();
    void ofEveryAction();
    void ofAnyAnswerToAQueryByName();

private:
    static void fill(TargetFixture& fixture);
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
            return Error{ErrorCode::Timeout, u"no answer within ten seconds"_s};
        return future.result();
    }
    template <class Q>
    void compareQuery();
    template <class A>
    void compareAction();
    template <class... Qs>
    void compareQueries(std::type_identity<std::variant<Qs...>>)
    {
        (compareQuery<Qs>(), ...);
    }
    template <class... As>
    void compareActions(std::type_identity<std::variant<As...>>)
    {
        (compareAction<As>(), ...);
    }

    std::unique_ptr<EngineFixture> m_direct;
    std::unique_ptr<RemoteFixture> m_remote;
};

void ServiceSaysTheSameTest::init()
{
    m_direct = EngineFixture::make({});
    m_remote = RemoteFixture::make();
    QVERIFY(m_direct && m_remote);
    fill(*m_direct);
    fill(*m_remote);
}

void ServiceSaysTheSameTest::fill(TargetFixture& fixture)
{
    for (int i = 0; i < 3; ++i) {
        fixture.ask(u"invoices"_s, 1, u"ana"_s);
        fixture.ask(u"partners"_s, 2, u"dan"_s);
    }
    fixture.settle();
}

template <class Q>
void ServiceSaysTheSameTest::compareQuery()
{
    EngineFixture& engine = m_remote->engine();
    const Q query = sampleOf<Q>(engine);
    (void)waitFor(engine.target().read(query)); // then a run is in memory for either
    const auto direct = waitFor(engine.target().read(query, m_remote->target().self()));
    const auto told = waitFor(m_remote->target().read(query));
    QVERIFY2(shown<Q>(told) == shown<Q>(direct),
             qPrintable(told ? QString::fromLatin1(Q::name) : told.error().message));
}

template <class A>
void ServiceSaysTheSameTest::compareAction()
{
    const A action = sampleOf<A>(*m_direct);
    const auto direct = waitFor(m_direct->target().act(action, m_remote->target().self()));
    const auto told = waitFor(m_remote->target().act(action));
    QVERIFY2(shown<A>(told) == shown<A>(direct),
             qPrintable(told ? QString::fromLatin1(A::name) : told.error().message));
    m_direct->settle();
    m_remote->settle();
}

void ServiceSaysTheSameTest::ofEveryQuery()
{
    compareQueries(std::type_identity<Query>{});
}

void ServiceSaysTheSameTest::ofEveryAction()
{
    compareActions(std::type_identity<Action>{});
}

void ServiceSaysTheSameTest::ofAnyAnswerToAQueryByName()
{
    CacheTarget& target = m_remote->target();
    const RunQuery query = sampleOf<RunQuery>(*m_direct);
    const auto first = waitFor(target.read(query));
    QVERIFY(first);
    QCOMPARE(first->origin, Origin::Database);
    QCOMPARE(first->reason, MissReason::First);
    const auto second = waitFor(target.read(query));
    QCOMPARE(second->origin, Origin::Memory);
    QCOMPARE(second->value, first->value);
    QCOMPARE(second->loadMs, 0.0);
    QVERIFY(second->lifeLeftMs && !second->stale);
    const auto wrong = waitFor(target.read(RunQuery{u"no/such query?"_s}));
    QCOMPARE(wrong.error().code, ErrorCode::NotFound);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceSaysTheSameTest)
#include "servicesaysthesametest.moc"
