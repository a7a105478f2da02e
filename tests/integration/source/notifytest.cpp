// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/changelistener.h"

#include "source/workspacesource.h"
#include "support/fakeclock.h"
#include "support/tempworkspace.h"
#include "support/throwawaypostgres.h"

#include <QDir>
#include <QSqlDatabase>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// PostgreSQL says that something changed.
class NotifyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
            QSKIP("Qt's driver QPSQL is not installed");
        if (const QString why = m_server.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void whatComesTogetherCountsOnce()
    {
        std::atomic<int> heard = 0;
        const ChangeListener listener(options(), [&heard] { ++heard; });
        QTRY_COMPARE(heard.load(), 1); // it is connected
        QVERIFY(listener.isListening());
        QVERIFY(m_server.exec({u"NOTIFY other"_s, manyNotifications()}));
        QTRY_COMPARE(heard.load(), 2);
        QVERIFY(m_server.exec({manyNotifications()}));
        QTRY_COMPARE(heard.load(), 3);
    }

    void aLostConnectionIsMadeAnew()
    {
        std::atomic<int> heard = 0;
        const ChangeListener listener(options(), [&heard] { ++heard; });
        QTRY_COMPARE(heard.load(), 1);
        m_server.stop();
        QTRY_VERIFY(!listener.isListening());
        QCOMPARE(m_server.start(), QString());
        QTRY_VERIFY_WITH_TIMEOUT(listener.isListening(), 20'000);
        QTRY_COMPARE(heard.load(), 2); // something may have been missed
        QVERIFY(m_server.exec({u"NOTIFY \"Books\""_s}));
        QTRY_COMPARE(heard.load(), 3);
    }

    void whereNobodyAnswersItEndsAtOnce()
    {
        ChangeListener::Options nowhere = options();
        nowhere.source.port = 1;
        const ChangeListener listener(nowhere, [] { QFAIL("there is nobody"); });
        QVERIFY(!listener.isListening());
    }

    void theMonitorChecksAtOnce()
    {
        FakeClock clock; // stands still: nothing ever becomes due
        TempWorkspace workspace(clock, settings());
        writeQuery(workspace.folder());
        QVERIFY(m_server.exec({u"CREATE TABLE companies (id INTEGER, schema TEXT, name TEXT)"_s,
                               u"INSERT INTO companies VALUES (1, 'alfa', 'Alfa')"_s,
                               u"CREATE SCHEMA alfa"_s,
                               u"CREATE TABLE alfa.act (id_act INTEGER, amount INTEGER)"_s,
                               u"INSERT INTO alfa.act VALUES (1, 60)"_s}));
        QVERIFY(workspace.open(ThrowawayPostgres::environment()).ok());
        const auto source = WorkspaceSource::open(workspace.workspace(), workspace.cache());
        QVERIFY(source.ok());
        const auto total = [&] {
            const auto answer = (*source)->gateway().runNow(u"total"_s, 1, {}, u"ana"_s);
            return answer ? answer->value : QByteArray(answer.error().message.toUtf8());
        };
        QCOMPARE(total(), "[{\"total\":60}]");
        const auto checked = [&] {
            const Watermarks state = (*source)->monitor()->state();
            return !state.companies.empty() && state.companies.front().checkedMs.has_value();
        };
        QTRY_VERIFY(checked());
        QVERIFY(m_server.exec({u"INSERT INTO alfa.act VALUES (2, 40)"_s}));
        QVERIFY(m_server.exec({u"NOTIFY \"Books\""_s}));
        QTRY_COMPARE(total(), "[{\"total\":100}]");
    }

    void aDriverThatHearsNothingIsRefused()
    {
        FakeClock clock;
        TempWorkspace workspace(clock, "[source]\ndatabase = main.db\nnotify_channel = books\n");
        writeQuery(workspace.folder());
        QVERIFY(workspace.open().ok());
        const auto source = WorkspaceSource::open(workspace.workspace(), workspace.cache());
        QCOMPARE(source.error().code, ErrorCode::InvalidArgument);
        QVERIFY(source.error().message.contains(u"notify_channel"));
    }

private:
    static QString manyNotifications()
    {
        return u"SELECT pg_notify('Books', n::text) FROM generate_series(1, 50) AS n"_s;
    }
    [[nodiscard]] ChangeListener::Options options() const
    {
        ChangeListener::Options options{m_server.options(), u"Books"_s};
        options.beat = std::chrono::milliseconds(50);
        options.leastPause = std::chrono::milliseconds(20);
        options.mostPause = std::chrono::milliseconds(200);
        options.debounce = std::chrono::milliseconds(100);
        return options;
    }
    [[nodiscard]] QByteArray settings() const
    {
        return "[source]\ndriver = QPSQL\nhost = 127.0.0.1\nuser = tierwatch\n"
               "database = postgres\nnotify_channel = Books\n"
               "companies = SELECT id, schema, name FROM companies\n"
               "watermark = SELECT MAX(id_act) AS max_id FROM {schema}.act\nport = " +
               QByteArray::number(m_server.port()) + '\n';
    }
    static void writeQuery(const QString& folder)
    {
        QVERIFY(QDir(folder).mkpath(u"queries"_s));
        QFile query(folder + u"/queries/total.sql"_s);
        QVERIFY(query.open(QIODevice::WriteOnly));
        query.write("-- name: total\nSELECT SUM(amount) AS total FROM {schema}.act\n");
    }

    ThrowawayPostgres m_server;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::NotifyTest)
#include "notifytest.moc"
