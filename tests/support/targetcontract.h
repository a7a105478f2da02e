// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/cachetarget.h"

#include <QTest>

namespace tierwatch::test {

/// A target with something in it to look at: six companies' worth is not needed, two are.
struct TargetFixture
{
    virtual ~TargetFixture() = default;

    [[nodiscard]] virtual CacheTarget& target() = 0;
    /// Asks for one report of a company through the cache behind the target; gives its value.
    virtual QByteArray ask(const QString& type, qint64 companyId, const QString& username) = 0;
    /// The key of that report.
    [[nodiscard]] virtual QString keyOf(const QString& type, qint64 companyId,
                                        const QString& username) = 0;
    /// Has what was asked so far counted, as time alone would.
    virtual void settle() = 0;
    /// Whether it speaks for whom its token does, whichever caller is named, and is told of a run
    /// only where its value came from.
    [[nodiscard]] virtual bool speaksForItsOwnAlone() const { return false; }
};

/// What every target does, whatever it is: the same suite runs on each kind. A test of a kind
/// derives, makes its fixture, and adds what is special about it.
class TargetContract : public QObject
{
    Q_OBJECT
protected:
    [[nodiscard]] virtual std::unique_ptr<TargetFixture> make() = 0;

    [[nodiscard]] CacheTarget& target() { return m_fixture->target(); }
    QByteArray ask(const QString& type = QStringLiteral("invoices"), qint64 company = 1,
                   const QString& user = QStringLiteral("ana"))
    {
        return m_fixture->ask(type, company, user);
    }
    /// The answer to a query or an action; fails the test if it takes more than ten seconds.
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        return waitFor(target().read(std::move(query)));
    }
    template <class A>
    [[nodiscard]] Result<typename A::Reply> act(A action)
    {
        return waitFor(target().act(std::move(action)));
    }
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000))
            return Error{ErrorCode::Timeout, QStringLiteral("no answer within ten seconds")};
        return future.result();
    }

    /// Why the target can't do an action; it refuses it with that reason and this code then.
    template <class A>
    [[nodiscard]] QString lacks(ErrorCode code)
    {
        const Capability able = target().capability(QLatin1StringView(A::name));
        if (able.available)
            return {};
        const auto refused = act(A{});
        if (refused || refused.error() != Error{code, able.reason})
            QTest::qFail("was refused in another way", __FILE__, __LINE__);
        return able.reason;
    }
    [[nodiscard]] static Caller callerOf(Role role) { return {QStringLiteral("guest"), role}; }
    template <class T>
    [[nodiscard]] static bool survivesJson(const T& value)
    {
        const QJsonValue json = codec::toJson(value);
        const Result<T> back = codec::fromJson<T>(json);
        return back && codec::toJson(*back) == json;
    }
    /// A page of entries, one more to a row; the test fails where there is none.
    [[nodiscard]] std::vector<EntryRow> listed(EntriesQuery query = {});

    std::unique_ptr<TargetFixture> m_fixture;

private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhatItIsAndWhatItCanDo();
    void countsHitsAndMissesAsTheyWere();
    void tellsHistoryWithRatesInTheRange();
    void tellsResponseTimesByType();
    void tellsWhyMissesWereMisses();
    void tellsWhatWasSavedByTypeAndCompany();
    void previewsAnInvalidationBeforeItIsDone();
    void tellsTheOldestAnswerByCompanyAndType();
    void invalidatesACompanyAndNoOther();
    void invalidatesATypeOfACompany();
    void invalidatesEverything();
    void undoesAnInvalidationAndTellsIt();
    void purgesAndClearsForGood();
    void explainsOneKey();
    void measuresNamedQueriesAndLeavesTheFiguresAsTheyWere();
    void refusesABenchmarkThatCannotBe();
    void refusesAScopeThatCannotBe();
    void switchesTheCacheOffAndOnForEveryone();
    void switchesTheCacheOffAndOnForOneUser();
    void keepsTheAutoInvalidationSwitch();
    void cleansUp();
    void recordsWhatWasDoneAndByWhom();
    void refusesWhatTheRoleDoesNotAllow();
    void answersEveryQueryAsJsonThatReadsBack();

    void listsEntriesInAnyOrderPageByPage();
    void listsThoseThatTheFilterLetsThrough();
    void refusesACursorOfAnotherList();
    void givesTheValueOfAnEntryInParts();
    void explainsAnEntryByItsDigest();
    void tellsOneUsersOwnEntryToNobodyElse();

    void tellsWhoAsksAndWhoIsSwitchedOff();
    void tellsRequestsNewestFirstAndThenThoseThatFollow();
    void tellsRequestsOfTheFilterAlone();
    void tellsWhatPeopleDidPageByPage();
    void tellsItsSettingsAndWhereTheyCameFrom();
    void runsANamedQueryThroughTheCacheAndPastIt();
    void refusesAQueryThatCannotBeRun();
};

} // namespace tierwatch::test
