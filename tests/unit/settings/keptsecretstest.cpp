// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keptsecrets.h"
#include "support/fakekeystore.h"

#include <QProcessEnvironment>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

using Outcome = KeyStore::Outcome;

constexpr std::chrono::milliseconds shortly{20};

} // namespace

class KeptSecretsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_store = std::make_shared<FakeKeyStore>(); }

    void eachOwnerHasItsOwnSecrets()
    {
        KeptSecrets mine(m_store, u"mine"_s);
        KeptSecrets theirs(m_store, u"theirs"_s);
        QVERIFY(mine.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QCOMPARE(m_store->secrets.value(u"tierwatch/mine/erp"_s), u"c4nary"_s);
        QCOMPARE(mine.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
        QVERIFY(!theirs.passwordOf(u"erp"_s)->has_value());
        QVERIFY(!mine.passwordOf(u"main"_s)->has_value());
    }

    void aStoreThatIsSilentIsWaitedForOnceAndOnlyUntilTheTimeOut()
    {
        m_store->silent = true;
        const KeptSecrets secrets(m_store, u"mine"_s, shortly);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::Timeout);
        QCOMPARE(m_store->reads.size(), 1);
    }

    void aStoreThatIsSilentIsNotWaitedForOverEachSecret()
    {
        m_store->silent = true;
        const KeptSecrets secrets(m_store, u"mine"_s, shortly);
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::Timeout);
        QCOMPARE(secrets.passwordOf(u"main"_s).error().code, ErrorCode::Timeout);
        QCOMPARE(m_store->reads.size(), 1);
        m_store->speak();
        QVERIFY(!secrets.passwordOf(u"main"_s)->has_value());
        QCOMPARE(m_store->reads.size(), 2);
    }

    void whatIsForgottenIsKnownToNobody()
    {
        KeptSecrets secrets(m_store, u"mine"_s);
        QVERIFY(secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        secrets.forget(u"erp"_s);
        QVERIFY(!secrets.passwordOf(u"erp"_s)->has_value());
        QVERIFY(m_store->secrets.isEmpty());
        QVERIFY(secrets.keep(u"erp"_s, u"c4nary two"_s)->isEmpty());
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary two"_s);
    }

    void afterALateAnswerTheStoreIsAskedAgain()
    {
        m_store->secrets.insert(u"tierwatch/mine/erp"_s, u"old"_s);
        m_store->silent = true;
        const KeptSecrets secrets(m_store, u"mine"_s, shortly);
        QVERIFY(!secrets.passwordOf(u"erp"_s));
        m_store->speak();
        m_store->secrets.insert(u"tierwatch/mine/erp"_s, u"new"_s);
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"new"_s);
    }

    void anAnswerMayComeWhenTheAskerIsGone()
    {
        m_store->silent = true;
        auto secrets = std::make_unique<KeptSecrets>(m_store, u"mine"_s, shortly);
        QVERIFY(!secrets->passwordOf(u"erp"_s));
        QVERIFY(!secrets->keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        secrets.reset();
        m_store->speak();
        QCOMPARE(m_store->writes.size(), 1);
    }

    void manyWhoWantToKnowAskOnce()
    {
        m_store->silent = true;
        const KeptSecrets secrets(m_store, u"mine"_s, shortly);
        std::atomic<int> late = 0;
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 8; ++i)
            threads.emplace_back(
                [&] { late += secrets.passwordOf(u"erp"_s).error().code == ErrorCode::Timeout; });
        threads.clear();
        QCOMPARE(late.load(), 8);
        QCOMPARE(m_store->reads.size(), 1);
    }

    void whoeverWaitsGoesOnWithoutTheStore()
    {
        m_store->silent = true;
        KeptSecrets secrets(m_store, u"mine"_s, std::chrono::hours(1));
        std::atomic<bool> ended = false;
        std::jthread waiting(
            [&] { ended = secrets.passwordOf(u"erp"_s).error().code == ErrorCode::Timeout; });
        QVERIFY(QTest::qWaitFor([&] {
            secrets.goOnWithout();
            return ended.load();
        }));
        // It is asked to keep this all the same, for when it speaks again.
        QVERIFY(!secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
        m_store->speak();
        QCOMPARE(m_store->secrets.value(u"tierwatch/mine/erp"_s), u"c4nary"_s);
        QVERIFY(!secrets.passwordOf(u"main"_s)->has_value());
    }

    /// Or these take an hour.
    void atTheEndNobodyWaitsForASilentStore()
    {
        m_store->silent = true;
        KeptSecrets secrets(m_store, u"mine"_s, std::chrono::hours(1));
        {
            const std::jthread reading([&] { (void)secrets.passwordOf(u"erp"_s); });
            const std::jthread writing([&] { (void)secrets.keep(u"main"_s, u"c4nary"_s); });
            secrets.stopWaiting();
        }
        QCOMPARE(secrets.passwordOf(u"later"_s).error().code, ErrorCode::Timeout);
        QVERIFY(!secrets.keep(u"later"_s, u"c4nary"_s)->isEmpty());
        m_store->speak();
        QCOMPARE(m_store->secrets.value(u"tierwatch/mine/main"_s), u"c4nary"_s);
        QCOMPARE(m_store->secrets.value(u"tierwatch/mine/later"_s), u"c4nary"_s);
    }

    void goingOnWithoutAStoreThatWasNotAskedChangesNothing()
    {
        m_store->secrets.insert(u"tierwatch/mine/erp"_s, u"c4nary"_s);
        const KeptSecrets secrets(m_store, u"mine"_s);
        secrets.goOnWithout();
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
    }

    void whatWasDeniedIsNotAskedForAgain()
    {
        m_store->failure = {Outcome::Denied, {}, u"no"_s};
        KeptSecrets secrets(m_store, u"mine"_s);
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::NotAllowed);
        m_store->failure.reset();
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::NotAllowed);
        QCOMPARE(secrets.passwordOf(u"main"_s).error().code, ErrorCode::NotAllowed);
        QVERIFY(!secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
        QCOMPARE(m_store->reads.size(), 1);
        QVERIFY(m_store->writes.isEmpty());
    }

    void whatIsNotFoundIsNotAskedForAgainAndNotWrittenOver()
    {
        KeptSecrets secrets(m_store, u"mine"_s);
        QVERIFY(!secrets.passwordOf(u"erp"_s)->has_value());
        m_store->secrets.insert(u"tierwatch/mine/erp"_s, u"of another store"_s);
        QVERIFY(!secrets.passwordOf(u"erp"_s)->has_value());
        QCOMPARE(m_store->reads.size(), 1);
        QCOMPARE(m_store->secrets.value(u"tierwatch/mine/erp"_s), u"of another store"_s);
        QVERIFY(secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
    }

    void withoutAStoreAPasswordIsKnownUntilTheProgramEnds()
    {
        KeptSecrets secrets(nullptr, u"mine"_s);
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::NotAvailable);
        const auto kept = secrets.keep(u"erp"_s, u"c4nary"_s);
        QVERIFY(kept && kept->contains(u"only kept until the program ends"));
        QVERIFY(!kept->contains(u"c4nary"));
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
    }

    void aStoreThatFailsIsTriedAgain()
    {
        m_store->failure = {Outcome::Failed, {}, u"no bus"_s};
        KeptSecrets secrets(m_store, u"mine"_s);
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().code, ErrorCode::NotAvailable);
        QCOMPARE(secrets.passwordOf(u"erp"_s).error().detail, u"no bus"_s);
        QVERIFY(!secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        m_store->failure.reset();
        QVERIFY(secrets.keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QCOMPARE(KeptSecrets(m_store, u"mine"_s).passwordOf(u"erp"_s)->value(), u"c4nary"_s);
    }

    void aSecretThatIsTooLongIsRefusedWithTheLimit()
    {
        KeptSecrets secrets(m_store, u"mine"_s);
        const QString most = u"ü"_s.repeated(KeptSecrets::mostBytes / 2);
        const auto refused = secrets.keep(u"erp"_s, most + u'x');
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(refused.error().message.contains(u"2560"));
        QVERIFY(!refused.error().message.contains(u'ü'));
        QVERIFY(m_store->writes.isEmpty());
        QVERIFY(secrets.keep(u"erp"_s, most)->isEmpty());
    }

    void theEnvironmentGoesBeforeTheStore()
    {
        const auto kept = std::make_shared<KeptSecrets>(m_store, u"mine"_s);
        QVERIFY(kept->keep(u"erp"_s, u"kept"_s)->isEmpty());
        QVERIFY(kept->keep(u"main"_s, u"kept, too"_s)->isEmpty());
        QProcessEnvironment environment;
        const QSet<QString> inKeyStore{u"erp"_s, u"gone"_s};
        QCOMPARE(WorkspaceSecrets(environment, inKeyStore, kept).passwordOf(u"erp"_s)->value(),
                 u"kept"_s);
        QVERIFY(
            !WorkspaceSecrets(environment, inKeyStore, kept).passwordOf(u"main"_s)->has_value());
        const auto gone = WorkspaceSecrets(environment, inKeyStore, kept).passwordOf(u"gone"_s);
        QCOMPARE(gone.error().code, ErrorCode::NotFound);
        QVERIFY(gone.error().message.contains(u"TIERWATCH_SOURCE_GONE_PASSWORD"));
        environment.insert(u"TIERWATCH_SOURCE_ERP_PASSWORD"_s, u"given"_s);
        QCOMPARE(WorkspaceSecrets(environment, inKeyStore, kept).passwordOf(u"erp"_s)->value(),
                 u"given"_s);
    }

private:
    std::shared_ptr<FakeKeyStore> m_store;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::KeptSecretsTest)
#include "keptsecretstest.moc"
