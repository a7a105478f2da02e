// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/service/servicefixture.h"
#include "integration/target/enginefixture.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A Python program that uses the contract's API as it is written, errors included.
class ContractClientTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void findsEverythingAsTheContractHasIt();

private:
    /// The system's, whose packages are known; another one in the path has none.
    const QString m_python = u"/usr/bin/python3"_s;
};

void ContractClientTest::initTestCase()
{
    if (QProcess::execute(m_python, {u"-c"_s, u"import httpx"_s}) != 0)
        QSKIP("python3-httpx is not here");
}

void ContractClientTest::findsEverythingAsTheContractHasIt()
{
    const auto engine = EngineFixture::make({});
    for (int i = 0; i < 3; ++i)
        engine->ask(u"invoices"_s, 7, u"ana"_s);
    engine->settle();
    ServiceFixture service(engine->target());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TIERWATCH_BASE"_s, service.base().toString());
    for (const Role role : {Role::Viewer, Role::Administrator})
        environment.insert(u"TIERWATCH_TOKEN_"_s + codec::nameOf(role).toUpper(),
                           QString::fromLatin1(service.token(role)));
    QProcess client;
    client.setProcessEnvironment(environment);
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(m_python, {u"" TIERWATCH_INTEROP "/contractclient.py"_s});
    const bool ended =
        QTest::qWaitFor([&] { return client.state() == QProcess::NotRunning; }, 50'000);
    const QByteArray said = client.readAll();
    QVERIFY2(ended && client.exitStatus() == QProcess::NormalExit && client.exitCode() == 0,
             said.constData());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ContractClientTest)
#include "contractclienttest.moc"
