// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/targetcontract.h"

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

/// The contract's sentences about who asked what, who did what, and what can be asked by name.
namespace tierwatch::test {

void TargetContract::tellsWhoAsksAndWhoIsSwitchedOff()
{
    ask(u"invoices"_s, 1, u"ana"_s);
    ask(u"invoices"_s, 1, u"ana"_s);
    ask(u"invoices"_s, 1, u"bob"_s);
    QVERIFY(act(SetSwitch{SwitchKind::User, u"carol"_s, false}));
    m_fixture->settle();
    const Result<Users> users = read(UsersQuery{});
    QVERIFY(users && users->loggedSinceMs);
    QCOMPARE(users->users.size(), size_t(3));
    const UserRow& off = users->users[0];
    QCOMPARE(off.username, u"carol"_s);
    QVERIFY(!off.enabled && off.sinceMs && !off.lastSeenMs && !off.hitRate);
    const UserRow& busiest = users->users[1];
    QCOMPARE(busiest.username, u"ana"_s);
    QVERIFY(busiest.enabled && busiest.lastSeenMs && !busiest.sinceMs);
    QCOMPARE(busiest.requests, 2);
    QCOMPARE(busiest.hitRate.value(), 50.0);
    QCOMPARE(users->users[2].misses, 1);
    ask(u"invoices"_s, 1, u"bob"_s);
    m_fixture->settle();
    QCOMPARE(read(UsersQuery{})->users[2].requests, 2);
    QVERIFY(survivesJson(*users) && survivesJson(UsersQuery{}));
}

void TargetContract::tellsRequestsNewestFirstAndThenThoseThatFollow()
{
    for (const qint64 company : {1, 2, 3})
        ask(u"invoices"_s, company);
    m_fixture->settle();
    LogQuery query;
    query.limit = 2;
    const Result<Log> newest = read(query);
    QVERIFY(newest && newest->older);
    QCOMPARE(newest->rows.size(), size_t(2));
    QCOMPARE(newest->rows[0].companyId.value(), 3);
    QCOMPARE(newest->rows[0].username.value(), u"ana"_s);
    query.before = newest->older;
    const Result<Log> older = read(query);
    QCOMPARE(older->rows.size(), size_t(1));
    QCOMPARE(older->rows[0].companyId.value(), 1);
    QVERIFY(!older->older);

    LogQuery follow;
    follow.after = newest->cursor;
    QVERIFY(read(follow)->rows.empty());
    ask(u"invoices"_s, 4);
    ask(u"invoices"_s, 5);
    m_fixture->settle();
    const Result<Log> since = read(follow);
    QCOMPARE(since->rows.size(), size_t(2));
    QCOMPARE(since->rows[0].companyId.value(), 4);
    QVERIFY(!since->rows[0].hit);
    follow.after = since->cursor;
    QVERIFY(read(follow)->rows.empty());
    QVERIFY(survivesJson(*newest) && survivesJson(*since) && survivesJson(follow));
}

void TargetContract::tellsRequestsOfTheFilterAlone()
{
    ask(u"invoices"_s, 1, u"ana"_s);
    ask(u"partners"_s, 1, u"ana"_s);
    ask(u"partners"_s, 1, u"ana"_s);
    ask(u"partners"_s, 2, u"bob"_s);
    m_fixture->settle();
    const auto count = [this](const LogFilter& filter) {
        return static_cast<int>(read(LogQuery{filter})->rows.size());
    };
    QCOMPARE(count({}), 4);
    QCOMPARE(count({.type = u"partners"_s}), 3);
    QCOMPARE(count({.companyId = 2}), 1);
    QCOMPARE(count({.username = u"bob"_s}), 1);
    QCOMPARE(count({.hit = true}), 1);
    QCOMPARE(count({.type = u"partners"_s, .username = u"ana"_s, .hit = false}), 1);
}

void TargetContract::tellsWhatPeopleDidPageByPage()
{
    ask();
    for (const qint64 company : {1, 2, 3})
        QVERIFY(act(Invalidate{{.companyId = company}}));
    QVERIFY(waitFor(target().act(Invalidate{}, {u"ben"_s, Role::Operator})));
    m_fixture->settle();
    ActionsQuery query;
    query.limit = 3;
    const Result<Actions> first = read(query);
    QVERIFY(first && first->next);
    QCOMPARE(first->actions.size(), size_t(3));
    query.cursor = first->next;
    const Result<Actions> second = read(query);
    QVERIFY(second && !second->next);
    QCOMPARE(second->actions.size(), size_t(1));
    QSet<qint64> companies;
    for (const Result<Actions>& page : {first, second})
        for (const Event& action : page->actions)
            companies.insert(action.scope.companyId.value_or(0));
    QCOMPARE(companies, (QSet<qint64>{0, 1, 2, 3}));
    ActionsQuery hers;
    hers.username = u"ben"_s;
    QCOMPARE(read(hers)->actions.size(), size_t(m_fixture->speaksForItsOwnAlone() ? 0 : 1));
    query.cursor = u"nonsense"_s;
    QCOMPARE(read(query).error().code, ErrorCode::InvalidArgument);
    QVERIFY(survivesJson(*first) && survivesJson(query));
}

void TargetContract::tellsItsSettingsAndWhereTheyCameFrom()
{
    const Result<Config> config = read(ConfigQuery{});
    if (!target().capability(QLatin1StringView(ConfigQuery::name)).available) {
        QCOMPARE(config.error().code, ErrorCode::NotAvailable);
        return;
    }
    const auto find = [&](QStringView key) {
        const auto found = std::ranges::find(config->settings, key, &ConfigRow::key);
        return found == config->settings.end() ? ConfigRow{} : *found;
    };
    QCOMPARE(find(u"workspace/title").source, ConfigSource::File);
    QCOMPARE(find(u"cache/l2_ttl").value, u"3600"_s);
    QCOMPARE(find(u"cache/l2_ttl").unit, u"s"_s);
    QCOMPARE(find(u"cache/l2_ttl").source, ConfigSource::Default);
    QVERIFY(survivesJson(*config));
}

#define NEEDS_QUERIES()                                                                            \
    if (!target().capability(QLatin1StringView(RunQuery::name)).available) {                       \
        QCOMPARE(read(RunQuery{u"one"_s}).error().code, ErrorCode::NotAvailable);                  \
        return;                                                                                    \
    }

void TargetContract::runsANamedQueryThroughTheCacheAndPastIt()
{
    NEEDS_QUERIES();
    RunQuery query{u"one"_s};
    query.parameters = {{u"year"_s, u"2025"_s}};
    const Result<RunAnswer> first = read(query);
    QVERIFY(first);
    QCOMPARE(first->origin, Origin::Database);
    QCOMPARE(first->reason, MissReason::First);
    QCOMPARE(QJsonDocument::fromJson(first->value).array()[0].toObject()[u"n"_s].toInt(), 2025);
    m_fixture->settle();
    const Result<RunAnswer> second = read(query);
    QVERIFY(second->origin == Origin::Memory || second->origin == Origin::Disk);
    QCOMPARE(second->value, first->value);
    QCOMPARE(second->digest, first->digest);
    QCOMPARE(second->lifeLeftMs.has_value(), second->origin == Origin::Memory);
    query.withoutCache = true;
    QCOMPARE(read(query)->origin, Origin::Bypassed);
    QCOMPARE(read(query)->value, first->value);
    ExplainQuery why;
    why.digest = second->digest;
    if (target().capability(QLatin1StringView(EntryQuery::name)).available) {
        const bool toldAll = !m_fixture->speaksForItsOwnAlone();
        QCOMPARE(second->type, toldAll ? read(why)->type : QString());
        QCOMPARE(read(EntryQuery{second->digest})->value, second->value);
    }
    QVERIFY(survivesJson(query) && survivesJson(*second));
}

void TargetContract::refusesAQueryThatCannotBeRun()
{
    NEEDS_QUERIES();
    const auto refusal = [this](const RunQuery& query) {
        const Result<RunAnswer> answer = read(query);
        return answer ? Error{} : answer.error();
    };
    QCOMPARE(refusal({u"no such query"_s}).code, ErrorCode::NotFound);
    const Error wrong = refusal({u"one"_s, {}, {{u"year"_s, u"last"_s}}});
    QCOMPARE(wrong.code, ErrorCode::InvalidArgument);
    QVERIFY2(wrong.message.contains(u"year"_s), qPrintable(wrong.message));
    const Error unknown = refusal({u"one"_s, {}, {{u"month"_s, u"5"_s}}});
    QCOMPARE(unknown.code, ErrorCode::InvalidArgument);
    QVERIFY2(unknown.message.contains(u"month"_s), qPrintable(unknown.message));
    QCOMPARE(refusal({u"one"_s, {}, {{u"year"_s, u"1"_s}, {u"year"_s, u"2"_s}}}).code,
             ErrorCode::InvalidArgument);
    RunQuery asBob{u"one"_s};
    asBob.username = u"bob"_s;
    QVERIFY(read(asBob));
    const auto refused = waitFor(target().read(asBob, callerOf(Role::Operator)));
    QCOMPARE(refused.error().code, ErrorCode::NotAllowed);
    QVERIFY(waitFor(target().read(RunQuery{u"one"_s}, callerOf(Role::Viewer))));
}

} // namespace tierwatch::test
