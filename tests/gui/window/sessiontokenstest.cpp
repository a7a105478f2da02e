// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sessiontokens.h"
#include "support/fakekeystore.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

using test::FakeKeyStore;
using Outcome = KeyStore::Outcome;

/// Where what says who asks a service is kept, and what a person is told where it can't be.
class SessionTokensTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_store = std::make_shared<FakeKeyStore>();
        m_reports.id = u"0b6f"_s;
        m_reports.place = u"https://reports.example.org/api"_s;
    }

    void aTokenIsThereForTheNextProgram()
    {
        QVERIFY(keep(tokens(), m_reports)->isEmpty());
        QCOMPARE(m_store->secrets.keys(), QStringList{u"tierwatch/connections/0b6f/token"_s});
        QCOMPARE(*told(tokens(), m_reports), "tw_c4nary");
    }

    void whatWasNeverEnteredIsAskedFor()
    {
        const auto token = told(tokens(), m_reports);
        QCOMPARE(token.error().code, ErrorCode::NotSignedIn);
        QVERIFY(token.error().message.contains(u"wants to know who asks"));
    }

    void withoutAKeyStoreATokenIsKnownUntilTheProgramEnds()
    {
        m_store.reset();
        SessionTokens here = tokens();
        QVERIFY(told(here, m_reports).error().message.contains(u"No key store here"));
        QVERIFY(keep(here, m_reports)->contains(u"kept in memory only"));
        QCOMPARE(*told(here, m_reports), "tw_c4nary");
        QCOMPARE(told(tokens(), m_reports).error().code, ErrorCode::NotSignedIn);
    }

    void aPersonWhoDeniedIsNotAskedAgain()
    {
        m_store->failure = {Outcome::Denied, {}, u"no"_s};
        SessionTokens here = tokens();
        for (int i = 0; i < 2; ++i) {
            const auto token = told(here, m_reports);
            QCOMPARE(token.error().code, ErrorCode::NotSignedIn);
            QVERIFY(token.error().message.contains(u"not allowed to give the token"));
        }
        QCOMPARE(m_store->reads.size(), 1);
        QVERIFY(keep(here, m_reports)->contains(u"kept in memory only"));
    }

    void aServiceThatIsOnlyOpenedLeavesNothingInTheKeyStore()
    {
        m_reports.id.clear();
        SessionTokens here = tokens();
        QVERIFY(keep(here, m_reports)->contains(u"Add the service to the connections"));
        QVERIFY(m_store->secrets.isEmpty());
        QCOMPARE(*told(here, m_reports), "tw_c4nary");
        m_reports.server = u"3"_s; // another source server, another sign-in
        QVERIFY(!told(here, m_reports));
    }

    void aTokenThatIsTooLongIsRefusedWithTheLimit()
    {
        SessionTokens here = tokens();
        const auto kept =
            here.keep(m_reports, QByteArray(KeptSecrets::mostBytes + 1, 'x')).result();
        QCOMPARE(kept.error().code, ErrorCode::InvalidArgument);
        QVERIFY(kept.error().message.contains(u"2561"));
        QVERIFY(kept.error().message.contains(u"2528")); // its address takes the rest
        QVERIFY(!told(here, m_reports));
    }

    void aTokenIsForTheMachineItWasEnteredForWhereverTheConnectionLeads()
    {
        SessionTokens here = tokens();
        QVERIFY(keep(here, m_reports)->isEmpty());
        for (const QString& elsewhere :
             {u"https://reports.example.net/api"_s, u"https://reports.example.org:8443/api"_s,
              u"http://reports.example.org/api"_s, u"https://reports.example.org.evil.net/api"_s}) {
            m_reports.place = elsewhere;
            for (const auto& token : {told(here, m_reports), told(tokens(), m_reports)}) {
                QCOMPARE(token.error().code, ErrorCode::NotSignedIn);
                QVERIFY(token.error().message.contains(u"for another address"));
            }
        }
        m_reports.place = u"https://Reports.example.org:443/cache/api"_s;
        QCOMPARE(*told(tokens(), m_reports), "tw_c4nary");
    }

    void whoeverWaitsForATokenIsToldThatOneIsKnown()
    {
        SessionTokens here = tokens();
        QStringList known;
        here.onKnown([&](const TargetConnection& connection) {
            known.append(connection.id);
            QCOMPARE(*here.known(connection), "tw_c4nary");
        });
        QVERIFY(keep(here, m_reports)->isEmpty());
        here.know(m_reports, "tw_c4nary");
        QCOMPARE(known, (QStringList{u"0b6f"_s, u"0b6f"_s}));
    }

    void aTokenIsForNoOtherServerThanItNames()
    {
        const QByteArray token = tokenFor(R"({"server_id": "1"})");
        m_reports.server = u"1"_s;
        SessionTokens here = tokens();
        QVERIFY(here.keep(m_reports, token).result()->isEmpty());
        QCOMPARE(*told(here, m_reports), token);
        m_reports.server = u"7"_s;
        QVERIFY(!here.known(m_reports));
        for (const auto& other : {told(here, m_reports), told(tokens(), m_reports)}) {
            QCOMPARE(other.error().code, ErrorCode::NotSignedIn);
            QVERIFY(other.error().message.contains(u"for another server"));
        }
        m_reports.server.clear(); // it names none, so any will do
        QCOMPARE(*told(tokens(), m_reports), token);
    }

    void aTokenThatNamesNoServerIsForAny()
    {
        m_reports.server = u"7"_s;
        SessionTokens here = tokens();
        for (const QByteArray& token : {QByteArray("tw_c4nary"), tokenFor(R"({"exp": 1})")}) {
            QVERIFY(here.keep(m_reports, token).result()->isEmpty());
            QCOMPARE(*told(here, m_reports), token);
        }
    }

    void whoeverWaitsForTheKeyStoreAtTheEndWaitsNoLonger()
    {
        m_store->silent = true;
        SessionTokens here = tokens();
        const auto asked = here.tokenOf(m_reports);
        TargetConnection other = m_reports;
        other.id = u"51ac"_s;
        const auto kept = here.keep(other, "tw_c4nary");
        here.stopWaiting();
        // Sooner than the store is given up.
        QTRY_VERIFY_WITH_TIMEOUT(asked.isFinished() && kept.isFinished(), 15'000);
        QCOMPARE(asked.result().error().code, ErrorCode::NotSignedIn);
        m_store->speak();
    }

    void whatIsForgottenIsAskedForAnew()
    {
        SessionTokens here = tokens();
        QVERIFY(keep(here, m_reports)->isEmpty());
        here.forget(m_reports);
        QVERIFY(m_store->secrets.isEmpty());
        QVERIFY(!told(here, m_reports));
    }

private:
    [[nodiscard]] SessionTokens tokens() { return SessionTokens(m_store, m_pool); }
    static Result<QString> keep(SessionTokens&& tokens, const TargetConnection& connection)
    {
        return keep(tokens, connection);
    }
    static Result<QString> keep(SessionTokens& tokens, const TargetConnection& connection)
    {
        return tokens.keep(connection, "tw_c4nary").result();
    }
    static QByteArray tokenFor(const QByteArray& claims)
    {
        const auto encoded = [](const QByteArray& json) {
            return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        return encoded(R"({"alg": "HS256"})") + '.' + encoded(claims) + ".c2lnbmVk";
    }
    static Result<QByteArray> told(const SessionTokens& tokens, const TargetConnection& connection)
    {
        return tokens.tokenOf(connection).result();
    }

    QThreadPool m_pool;
    std::shared_ptr<FakeKeyStore> m_store;
    TargetConnection m_reports;
};

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::SessionTokensTest)
#include "sessiontokenstest.moc"
