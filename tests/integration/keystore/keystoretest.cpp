// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/sources.h"

#include "support/fakeclock.h"
#include "support/ownbus.h"
#include "support/quiet.h"
#include "support/tempworkspace.h"

#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

const QByteArray settings = "[source.far]\n"
                            "driver = QPSQL\n"
                            "host = 127.0.0.1\n"
                            "port = 1\n"
                            "user = reader\n"
                            "password_from = keychain\n";

} // namespace

/// Passwords in a real key store, which the test starts for itself.
class KeyStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bus.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
        if (const QString why = m_bus.startKeyStore(); !why.isEmpty())
            QSKIP(qPrintable(why));
        // It takes the name on the bus when it is ready.
        QTRY_VERIFY(secretsOf(u"first"_s).keep(u"erp"_s, u"hello"_s)->isEmpty());
    }

    void whatIsKeptIsThereForTheNextProgram()
    {
        QVERIFY(secretsOf(u"mine"_s).keep(u"erp"_s, u"c4nary ü"_s)->isEmpty());
        QCOMPARE(secretsOf(u"mine"_s).passwordOf(u"erp"_s)->value(), u"c4nary ü"_s);
        QVERIFY(secretsOf(u"mine"_s).keep(u"erp"_s, u"c4nary two"_s)->isEmpty());
        QCOMPARE(secretsOf(u"mine"_s).passwordOf(u"erp"_s)->value(), u"c4nary two"_s);
    }

    void anotherOwnerAndAnotherNameHaveNothing()
    {
        QVERIFY(secretsOf(u"mine"_s).keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        QVERIFY(!secretsOf(u"yours"_s).passwordOf(u"erp"_s)->has_value());
        QVERIFY(!secretsOf(u"mine"_s).passwordOf(u"main"_s)->has_value());
    }

    void theLongestSecretThatIsAllowedIsKept()
    {
        const QString most(KeptSecrets::mostBytes, u'x');
        QVERIFY(secretsOf(u"mine"_s).keep(u"long"_s, most)->isEmpty());
        QCOMPARE(secretsOf(u"mine"_s).passwordOf(u"long"_s)->value(), most);
    }

    void manyThreadsAreAnswered()
    {
        QVERIFY(secretsOf(u"mine"_s).keep(u"erp"_s, u"c4nary"_s)->isEmpty());
        std::atomic<int> right = 0;
        std::vector<std::jthread> threads;
        threads.reserve(8);
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&right] {
                const auto password = secretsOf(u"mine"_s).passwordOf(u"erp"_s);
                right += password && *password == u"c4nary"_s;
            });
        threads.clear();
        QCOMPARE(right.load(), 8);
    }

    void aSourceOpensWithItAndItIsInNoErrorLogOrFile()
    {
        if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
            QSKIP("Qt's driver QPSQL is not installed");
        const Quiet quiet;
        FakeClock clock;
        TempWorkspace workspace(clock, settings);
        QVERIFY(workspace.open().ok());
        QVERIFY(workspace.workspace().keptSecrets()->keep(u"far"_s, u"c4nary"_s)->isEmpty());
        QVERIFY(workspace.restart());
        QCOMPARE(workspace.workspace().secrets()->passwordOf(u"far"_s)->value(), u"c4nary"_s);
        {
            const Sources sources(workspace.workspace(), workspace.cache());
            const auto reached = (*sources.find(u"far"_s))->database->reach();
            QCOMPARE(reached.error().code, ErrorCode::Source); // nobody listens there
            QVERIFY(!QString(reached.error().message + reached.error().detail).contains(u"c4nary"));
        }
        workspace.close();
        QVERIFY(!quiet.complaints().contains(u"c4nary"));
        for (const QString& folder : {workspace.folder(), m_bus.folder()}) {
            for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
                 it.hasNext();) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY2(!file.readAll().contains("c4nary"), qPrintable(file.fileName()));
            }
        }
    }

private:
    static KeptSecrets secretsOf(const QString& owner)
    {
        return KeptSecrets(systemKeyStore(), owner);
    }

    OwnBus m_bus;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::KeyStoreTest)
#include "keystoretest.moc"
