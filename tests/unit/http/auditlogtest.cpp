// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/auditlog.h"

#include "http/tokentext.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/quiet.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class AuditLogTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aRecordSaysWhoWantedWhatAndWhatBecameOfIt();
    void whatIsNotKnownIsLeftOut();
    void recordsAreChained();
    void theFileRefusesToChangeARecord_data();
    void theFileRefusesToChangeARecord();
    void aRecordThatWasChangedIsNamed_data();
    void aRecordThatWasChangedIsNamed();
    void whatIsAppendedAfterALossDoesNotHideIt();
    void severalProcessesContinueOneChain();
    void aFloodOfRefusalsIsCountedInFewRecords();
    void actionsAreNeverCountedTogether();
    void whoEntersARecordIsToldItsNumber();
    void anOutcomeNamesItsIntent();
    void outcomesAreNeverCountedTogether();
    void anIntentThatIsNotTakenIsForgotten();
    void anOutcomeThatIsNotTakenIsWrittenLater();
    void whatTheFileDidNotTakeIsWrittenLater();
    void aFileThatWasPutBackIsWrittenToAgain();
    void whatWaitsIsWrittenBeforeTheEnd();
    void noTokenGetsIntoIt();
    void longTextsAreCut();
    void itIsReadPageByPage();

private:
    [[nodiscard]] QString path() const { return m_file->path(); }
    [[nodiscard]] AuditCheck check() const;
    bool tamper(const QStringList& statements);
    bool refuseRecords(bool yes);
    void appendThree();

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<ControlFile> m_file;
    std::unique_ptr<AuditLog> m_log;
    std::optional<Quiet> m_quiet;
};

namespace {

AuditRecord doing(const QString& action, const QJsonObject& detail = {})
{
    AuditRecord record;
    record.action = action;
    record.who = {7, u"desk"_s, Role::Operator, u"ana"_s};
    record.peer = u"127.0.0.1"_s;
    record.requestId = u"r-1"_s;
    record.detail = detail;
    return record;
}

AuditRecord refusal(const QString& reason, const QString& peer = u"192.0.2.1"_s)
{
    AuditRecord record;
    record.action = u"stats"_s;
    record.outcome = AuditOutcome::Refused;
    record.reason = reason;
    record.peer = peer;
    return record;
}

AuditRecord intended(const QString& action, const QJsonObject& detail = {})
{
    AuditRecord record = doing(action, detail);
    record.outcome = AuditOutcome::Intended;
    return record;
}

} // namespace

void AuditLogTest::init()
{
    m_quiet.emplace();
    m_clock.setWallMs(1'790'000'000'000);
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = *ControlFile::open(m_folder->path());
    m_log = std::make_unique<AuditLog>(*m_file, m_clock);
}

void AuditLogTest::cleanup()
{
    m_log.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

AuditCheck AuditLogTest::check() const
{
    const auto checked = m_log->verify();
    return checked ? *checked : AuditCheck{-1, {}, {}, checked.error().message};
}

/// As somebody who has the file and does not mind its triggers.
bool AuditLogTest::tamper(const QStringList& statements)
{
    OtherProgram other(path());
    // The log holds its journal open, which Windows lets nobody delete.
    return other.exec({u"PRAGMA journal_mode = TRUNCATE"_s, u"DROP TRIGGER audit_stays"_s,
                       u"DROP TRIGGER audit_is_not_changed"_s,
                       u"DROP TRIGGER audit_is_not_replaced"_s}) &&
           other.exec(statements);
}

/// As a disk that is full.
bool AuditLogTest::refuseRecords(bool yes)
{
    return OtherProgram(path()).exec(
        {u"PRAGMA journal_mode = TRUNCATE"_s, // see tamper()
         yes ? u"CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"_s
             : u"DROP TRIGGER full"_s});
}

void AuditLogTest::appendThree()
{
    for (const auto* action : {"clear", "undo", "clean-up"})
        m_log->append(doing(QLatin1StringView(action)));
    m_log->flush();
}

void AuditLogTest::aRecordSaysWhoWantedWhatAndWhatBecameOfIt()
{
    m_clock.setWallMs(1'790'000'000'123);
    auto record = doing(u"invalidate"_s, {{u"company_id"_s, 3}});
    record.outcome = AuditOutcome::Failed;
    record.reason = u"storage"_s;
    m_log->append(record);
    m_log->flush();
    QCOMPARE(
        OtherProgram(path()).first(u"SELECT record FROM audit"_s),
        uR"({"action":"invalidate","detail":{"company_id":3},"id":1,"outcome":"failed",)"
        uR"("peer":"127.0.0.1","reason":"storage","request_id":"r-1","role":"operator",)"
        uR"("time":"2026-09-21T14:13:20.123Z","token":"desk","token_id":7,"username":"ana"})"_s);
}

void AuditLogTest::whatIsNotKnownIsLeftOut()
{
    m_log->append(refusal(u"no-token"_s));
    m_log->flush();
    QCOMPARE(OtherProgram(path()).first(u"SELECT record FROM audit"_s),
             uR"({"action":"stats","id":1,"outcome":"refused","peer":"192.0.2.1",)"
             uR"("reason":"no-token","time":"2026-09-21T14:13:20.000Z"})"_s);
}

void AuditLogTest::recordsAreChained()
{
    QCOMPARE(check().records, 0);
    appendThree();
    QCOMPARE(check().records, 3);
    QVERIFY2(!check().brokenId, qPrintable(check().why));
    QByteArray head(32, '\0');
    const auto records = m_log->before(100, 100);
    QCOMPARE(records->size(), 3);
    const std::vector<StoredAudit> oldestFirst(records->rbegin(), records->rend());
    for (const StoredAudit& record : oldestFirst)
        head = tokentext::hashOf(head + record.json);
    QCOMPARE(check().head, head);
}

void AuditLogTest::theFileRefusesToChangeARecord_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("change") << u"UPDATE audit SET record = '{}' WHERE id = 2"_s;
    QTest::newRow("delete one") << u"DELETE FROM audit WHERE id = 3"_s;
    QTest::newRow("delete all") << u"DELETE FROM audit"_s;
    QTest::newRow("replace") << u"REPLACE INTO audit(id, record, hash) VALUES (2, '{}', x'00')"_s;
    QTest::newRow("upsert") << u"INSERT INTO audit(id, record, hash) VALUES (2, '{}', x'00') "
                               "ON CONFLICT(id) DO UPDATE SET record = excluded.record"_s;
}

void AuditLogTest::theFileRefusesToChangeARecord()
{
    QFETCH(QString, sql);
    appendThree();
    m_quiet->allow(u"the audit log only grows"_s);
    QVERIFY(!OtherProgram(path()).exec({sql}));
    QCOMPARE(check().records, 3);
    QVERIFY(!check().brokenId);
}

void AuditLogTest::aRecordThatWasChangedIsNamed_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<qint64>("broken");
    QTest::newRow("a word") << u"UPDATE audit SET record = replace(record, 'ana', 'eva') "
                               "WHERE id = 2"_s
                            << qint64(2);
    QTest::newRow("its hash") << u"UPDATE audit SET hash = zeroblob(32) WHERE id = 1"_s
                              << qint64(1);
    QTest::newRow("the first is gone") << u"DELETE FROM audit WHERE id = 1"_s << qint64(1);
    QTest::newRow("one is gone") << u"DELETE FROM audit WHERE id = 2"_s << qint64(2);
    QTest::newRow("the last is gone") << u"DELETE FROM audit WHERE id = 3"_s << qint64(3);
    QTest::newRow("all are gone") << u"DELETE FROM audit"_s << qint64(1);
    QTest::newRow("one more") << u"INSERT INTO audit(id, record, hash) VALUES (4, '{}', x'00')"_s
                              << qint64(4);
}

void AuditLogTest::aRecordThatWasChangedIsNamed()
{
    QFETCH(QString, sql);
    QFETCH(qint64, broken);
    appendThree();
    QVERIFY(tamper({sql}));
    QCOMPARE(check().brokenId, std::optional(broken));
    QCOMPARE(check().records, broken - 1);
    QVERIFY(!check().why.isEmpty());
}

void AuditLogTest::whatIsAppendedAfterALossDoesNotHideIt()
{
    appendThree();
    QVERIFY(tamper({u"DELETE FROM audit WHERE id = 3"_s}));
    appendThree();
    QCOMPARE(check().brokenId, std::optional<qint64>(3));
}

void AuditLogTest::severalProcessesContinueOneChain()
{
    AuditLog other(*m_file, m_clock);
    for (int i = 0; i < 50; ++i) {
        m_log->append(doing(u"undo"_s));
        other.append(doing(u"clear"_s));
        if (i % 10 == 0)
            other.flush();
    }
    m_log->flush();
    other.flush();
    QCOMPARE(check().records, 100);
    QVERIFY2(!check().brokenId, qPrintable(check().why));
}

void AuditLogTest::aFloodOfRefusalsIsCountedInFewRecords()
{
    constexpr int flood = 20'000;
    for (int i = 0; i < flood; ++i)
        m_log->append(refusal(u"unknown"_s, u"2001:db8::%1"_s.arg(i % 5'000, 0, 16)));
    m_log->flush();
    qint64 count = 0;
    const auto records = m_log->before(flood + 1, flood);
    for (const StoredAudit& record : *records)
        count += QJsonDocument::fromJson(record.json).object().value(u"count"_s).toInteger(1);
    QCOMPARE(count, flood);
    QVERIFY2(records->size() <= 202, qPrintable(QString::number(records->size())));
    m_log->append(refusal(u"unknown"_s, u"::1"_s)); // while nothing waits
    m_log->flush();
    QCOMPARE(m_log->before(flood, flood)->size(), records->size() + 1); // only counted
    m_clock.advanceMs(1'000);
    m_log->append(refusal(u"unknown"_s, u"::1"_s));
    m_log->flush();
    QCOMPARE(m_log->before(flood, flood)->size(), records->size() + 2);
}

void AuditLogTest::actionsAreNeverCountedTogether()
{
    for (int i = 0; i < 100; ++i)
        m_log->append(doing(u"undo"_s));
    m_log->flush();
    QCOMPARE(check().records, 100);
}

void AuditLogTest::whoEntersARecordIsToldItsNumber()
{
    appendThree();
    const auto number = m_log->enter(intended(u"undo"_s)).result();
    QVERIFY(number);
    QCOMPARE(*number, 4);
    QCOMPARE(check().records, 4); // though nobody waited for more
}

void AuditLogTest::anOutcomeNamesItsIntent()
{
    auto record = intended(u"clear"_s);
    const auto intent = m_log->enter(record).result();
    record.outcome = AuditOutcome::Done;
    record.intent = *intent;
    record.result = {{u"entries"_s, 17}};
    QCOMPARE(*m_log->enter(record).result(), 2);
    QCOMPARE(
        OtherProgram(path()).first(u"SELECT record FROM audit WHERE id = 2"_s),
        uR"({"action":"clear","id":2,"intent":1,"outcome":"done","peer":"127.0.0.1",)"
        uR"("request_id":"r-1","result":{"entries":17},"role":"operator",)"
        uR"("time":"2026-09-21T14:13:20.000Z","token":"desk","token_id":7,"username":"ana"})"_s);
    QVERIFY2(!check().brokenId, qPrintable(check().why));
}

void AuditLogTest::outcomesAreNeverCountedTogether()
{
    for (int i = 0; i < 100; ++i) {
        auto record = refusal(u"not_found"_s);
        record.intent = i + 1;
        (void)m_log->enter(record);
        m_log->append(refusal(u"not_found"_s)); // which may be, but with each other
    }
    m_log->flush();
    const auto records = m_log->before(1'000, 1'000);
    QCOMPARE(std::ranges::count_if(*records,
                                   [](const StoredAudit& record) {
                                       return record.json.contains("intent") &&
                                              !record.json.contains("count");
                                   }),
             100);
}

void AuditLogTest::anIntentThatIsNotTakenIsForgotten()
{
    QVERIFY(refuseRecords(true));
    const auto number = m_log->enter(intended(u"clear"_s)).result();
    QVERIFY(!number);
    QCOMPARE(number.error().code, ErrorCode::Storage);
    m_log->flush();
    QVERIFY(!m_log->failure()); // nothing is missing
    QVERIFY(refuseRecords(false));
    QCOMPARE(*m_log->enter(intended(u"undo"_s)).result(), 1);
}

void AuditLogTest::anOutcomeThatIsNotTakenIsWrittenLater()
{
    auto record = intended(u"clear"_s);
    record.intent = *m_log->enter(record).result();
    record.outcome = AuditOutcome::Done;
    QVERIFY(refuseRecords(true));
    QVERIFY(!m_log->enter(record).result());
    m_log->flush();
    QVERIFY(m_log->failure());
    QVERIFY(refuseRecords(false));
    QTRY_VERIFY(!m_log->failure());
    QCOMPARE(check().records, 2);
}

void AuditLogTest::aFileThatWasPutBackIsWrittenToAgain()
{
#ifdef Q_OS_WIN
    QSKIP("a file that is open can't be taken away here");
#endif
    m_log->append(doing(u"undo"_s));
    m_log->flush();
    QVERIFY(QFile::copy(path(), path() + u".backup"_s));
    QVERIFY(QFile::remove(path()) && QFile::rename(path() + u".backup"_s, path()));
    QVERIFY(
        m_log->enter(intended(u"clear"_s)).result()); // SQLite does not write to the file that went
    QCOMPARE(check().records, 2);
    QVERIFY(!check().brokenId);
}

void AuditLogTest::whatTheFileDidNotTakeIsWrittenLater()
{
    QVERIFY(QFile::rename(path(), path() + u".away"_s));
    m_log->append(doing(u"undo"_s));
    m_log->flush();
    QVERIFY(m_log->failure().has_value());
    QCOMPARE(m_log->failure()->code, ErrorCode::Unreadable);
    QVERIFY(QFile::rename(path() + u".away"_s, path()));
    m_log->append(doing(u"clear"_s));
    m_log->flush();
    QVERIFY(!m_log->failure());
    QCOMPARE(check().records, 2);
}

void AuditLogTest::whatWaitsIsWrittenBeforeTheEnd()
{
    m_log->append(refusal(u"no-token"_s));
    m_log = std::make_unique<AuditLog>(*m_file, m_clock);
    QCOMPARE(check().records, 1);
}

void AuditLogTest::noTokenGetsIntoIt()
{
    const QString token = tokentext::create();
    auto record = doing(
        token,
        {{u"a"_s, token}, {token, 1}, {u"b"_s, QJsonArray{token, QJsonObject{{u"c"_s, token}}}}});
    record.who.name = token;
    record.who.username = token;
    record.peer = token;
    record.requestId = QString(250, u'x') + token;
    record.reason = token;
    m_log->append(record);
    m_log->flush();
    const QString json = OtherProgram(path()).first(u"SELECT record FROM audit"_s);
    QVERIFY2(!json.contains(token.mid(3, 5)), qPrintable(json));
    QVERIFY(json.contains(u"[token]"));
}

void AuditLogTest::longTextsAreCut()
{
    QJsonObject deep;
    for (int i = 0; i < 100; ++i)
        deep = {{u"x"_s, deep}};
    QJsonArray wide;
    for (int i = 0; i < 100'000; ++i)
        wide.append(i);
    m_log->append(doing(QString(100'000, u'x'), {{u"deep"_s, deep}, {u"wide"_s, wide}}));
    m_log->flush();
    QVERIFY(m_log->before(10, 10)->front().json.size() < 2'000);
}

void AuditLogTest::itIsReadPageByPage()
{
    appendThree();
    const auto page = m_log->before(3, 1);
    QCOMPARE(page->size(), 1);
    QCOMPARE(page->front().id, 2);
    QVERIFY(m_log->before(1, 10)->empty());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::AuditLogTest)
#include "auditlogtest.moc"
