// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "daemon.h"
#include "support/fakeclock.h"
#include "support/reportingservice.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real program beside the cache file of a service of another make.
class DaemonFileTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void itTellsWhatTheFileHolds();
    void itChangesNothingUnlessItMay();
    void itActsWhereItMay();
    void aFileThatIsNoCacheIsAClearError();

private:
    [[nodiscard]] QStringList publish(const QStringList& more = {}) const
    {
        return QStringList{u"--file"_s, m_folder->filePath(u"reports.db"_s), u"--state"_s,
                           m_folder->path()} +
               more;
    }
    [[nodiscard]] QByteArray administrator() const
    {
        return runDaemon({u"token"_s, u"create"_s, u"--state"_s, m_folder->path(), u"--role"_s,
                          u"administrator"_s, u"--name"_s, u"boss"_s})
            .out.trimmed();
    }
    [[nodiscard]] static QJsonObject json(Request request)
    {
        const QByteArray response = request.response();
        return QJsonDocument::fromJson(response.mid(response.indexOf("\r\n\r\n"))).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    FakeClock m_clock;
    std::unique_ptr<ReportingService> m_service;
};

void DaemonFileTest::init()
{
    m_service.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock.setWallMs(SystemClock().wallMs()); // which the program goes by
    m_service = std::make_unique<ReportingService>(m_folder->filePath(u"reports.db"_s), m_clock);
    for (int i = 0; i < 3; ++i)
        (void)m_service->ask(u"invoices"_s, 1, u"ana"_s);
    (void)m_service->ask(u"invoices"_s, 2, u"ana"_s);
}

void DaemonFileTest::itTellsWhatTheFileHolds()
{
    const QByteArray token = administrator();
    const Daemon daemon(publish());
    const QUrl url = daemon.url();
    const QJsonObject stats = json({url, u"/cache/stats"_s, token});
    QCOMPARE(stats[u"total_hits"].toInt(), 2);
    QCOMPARE(stats[u"total_misses"].toInt(), 2);
    QCOMPARE(stats[u"cache_size"][u"sqlite"].toInt(), 2);
    const QJsonArray entries =
        json({url, u"/cache/entries?sort=key"_s, token})[u"entries"].toArray();
    QCOMPARE(entries.size(), 2);
    const QString digest = entries[0][u"digest"].toString();
    const QJsonObject entry = json({url, u"/cache/entry?digest="_s + digest, token});
    QCOMPARE(entry[u"entry"][u"cache_key"], entries[0][u"cache_key"]);
    QVERIFY(!entry[u"value"].toString().isEmpty());
    QCOMPARE(json({url, u"/cache/log"_s, token})[u"rows"].toArray().size(), 4);
}

void DaemonFileTest::itChangesNothingUnlessItMay()
{
    const QByteArray token = administrator();
    const Daemon daemon(publish());
    QCOMPARE(Request(daemon.url(), u"/cache/invalidate"_s, token, "{\"company_id\":1}").status(),
             403);
    QCOMPARE(m_service->file().first(u"SELECT count(*) FROM cache_entries"_s), u"2"_s);
    QVERIFY(!json({daemon.url(), u"/cache/capabilities"_s, token})[u"view_only"].isNull());
}

void DaemonFileTest::itActsWhereItMay()
{
    const QByteArray token = administrator();
    const Daemon daemon(publish({u"--control"_s}));
    const QJsonObject done =
        json({daemon.url(), u"/cache/invalidate"_s, token, "{\"company_id\":1}"});
    QVERIFY(done[u"success"].toBool());
    QCOMPARE(m_service->file().first(u"SELECT count(*) FROM cache_entries"_s), u"1"_s);
}

void DaemonFileTest::aFileThatIsNoCacheIsAClearError()
{
    QFile file(m_folder->filePath(u"letter.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Dear reader,\n") > 0);
    file.close();
    const Ran ran = runDaemon({u"--file"_s, file.fileName(), u"--state"_s, m_folder->path(),
                               u"--listen"_s, u"127.0.0.1:0"_s});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("letter.txt"), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::DaemonFileTest)
#include "daemonfiletest.moc"
