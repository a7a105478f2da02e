// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "servicefixture.h"
#include "support/faketarget.h"
#include "support/otherprogram.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What the audit log holds of an action, and when: before it is begun, and before it is answered.
class ActionRecordsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void anActionIsWrittenDownBeforeItIsBegun();
    void itsOutcomeIsWrittenDownBeforeItIsAnswered_data();
    void itsOutcomeIsWrittenDownBeforeItIsAnswered();
    void anActionThatNeverEndsIsInTheLog();
    void anActionThatCannotBeWrittenDownIsNotBegun();
    void anOutcomeThatCannotBeWrittenDownIsWrittenLater();

private:
    /// As they are on the disk now, oldest first, without those of the tokens.
    [[nodiscard]] std::vector<QJsonObject> onDisk();
    [[nodiscard]] HttpReply post(const QByteArray& action)
    {
        return m_service->client().post("/api/cache/" + action, m_service->token(Role::Operator),
                                        R"({"company_id": 3})");
    }
    bool exec(const QString& sql)
    {
        return OtherProgram(m_service->folder() + u"/control.db"_s).exec({sql});
    }

    std::unique_ptr<FakeTarget> m_target;
    std::unique_ptr<ServiceFixture> m_service;
};

void ActionRecordsTest::init()
{
    m_target = std::make_unique<FakeTarget>();
    m_service = std::make_unique<ServiceFixture>(*m_target);
}

void ActionRecordsTest::cleanup()
{
    m_service.reset();
    m_target.reset();
}

std::vector<QJsonObject> ActionRecordsTest::onDisk()
{
    constexpr qint64 tokens = 3;
    const auto stored = m_service->audit().before(1'000, 1'000);
    std::vector<QJsonObject> records;
    records.reserve(stored->size());
    for (const StoredAudit& record : *stored) {
        if (record.id > tokens)
            records.push_back(QJsonDocument::fromJson(record.json).object());
    }
    std::ranges::reverse(records);
    return records;
}

void ActionRecordsTest::anActionIsWrittenDownBeforeItIsBegun()
{
    std::vector<QJsonObject> before;
    m_target->onAct = [&] { before = onDisk(); };
    QCOMPARE(post("invalidate").status, 200);
    QCOMPARE(before.size(), 1);
    QCOMPARE(before[0][u"action"], QJsonValue(u"invalidate"_s));
    QCOMPARE(before[0][u"outcome"], QJsonValue(u"intended"_s));
    QCOMPARE(before[0][u"username"], QJsonValue(u"operator"_s));
    QCOMPARE(before[0][u"detail"][u"scope"][u"company_id"], QJsonValue(3));
}

void ActionRecordsTest::itsOutcomeIsWrittenDownBeforeItIsAnswered_data()
{
    QTest::addColumn<std::optional<ErrorCode>>("error");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("done") << std::optional<ErrorCode>() << 200 << u"done"_s;
    QTest::newRow("failed") << std::optional(ErrorCode::Storage) << 500 << u"failed"_s;
    QTest::newRow("refused") << std::optional(ErrorCode::NotAllowed) << 403 << u"refused"_s;
}

void ActionRecordsTest::itsOutcomeIsWrittenDownBeforeItIsAnswered()
{
    QFETCH(std::optional<ErrorCode>, error);
    QFETCH(int, status);
    QFETCH(QString, outcome);
    if (error)
        m_target->actFailure = Error{*error, u"No."_s};
    m_target->invalidationId = 7;
    QCOMPARE(post("invalidate").status, status);
    const auto records = onDisk();
    QCOMPARE(records.size(), 2);
    QCOMPARE(records[1][u"outcome"], QJsonValue(outcome));
    QCOMPARE(records[1][u"intent"], records[0][u"id"]);
    QCOMPARE(records[1][u"request_id"], records[0][u"request_id"]);
    if (!error)
        QCOMPARE(records[1][u"result"][u"id"], QJsonValue(7));
    const auto check = m_service->audit().verify();
    QVERIFY2(!check->brokenId, qPrintable(check->why));
}

void ActionRecordsTest::anActionThatNeverEndsIsInTheLog()
{
    m_target->silent = true;
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, quint16(m_service->base().port()));
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    client.write(HttpClient::written(
        {"POST", "/api/cache/invalidate", m_service->token(Role::Operator), "{}"}));
    QTRY_COMPARE(m_target->actions.size(), 1);
    QCOMPARE(onDisk().size(), 1);
    QCOMPARE(onDisk()[0][u"outcome"], QJsonValue(u"intended"_s));
    QVERIFY(!m_service->audit().verify()->brokenId);
    QCOMPARE(client.bytesAvailable(), 0);
}

void ActionRecordsTest::anActionThatCannotBeWrittenDownIsNotBegun()
{
    QVERIFY(exec(u"CREATE TRIGGER full BEFORE INSERT ON audit BEGIN "
                 "SELECT RAISE(ABORT, 'full'); END"_s));
    const HttpReply refused = post("invalidate");
    QCOMPARE(refused.status, 503);
    QCOMPARE(refused.json()[u"code"], QJsonValue(u"audit_log"_s));
    QVERIFY(refused.json()[u"detail"].toString().contains(u"control file"));
    QCOMPARE(m_target->actions.size(), 0);
    QVERIFY(exec(u"DROP TRIGGER full"_s));
    QCOMPARE(post("invalidate").status, 200); // at once
    QCOMPARE(m_target->actions.size(), 1);
    QCOMPARE(m_service->audited().size(), 5); // what was not begun is not among them
}

void ActionRecordsTest::anOutcomeThatCannotBeWrittenDownIsWrittenLater()
{
    QVERIFY(exec(u"CREATE TRIGGER full BEFORE INSERT ON audit "
                 "WHEN new.record LIKE '%\"done\"%' BEGIN SELECT RAISE(ABORT, 'full'); END"_s));
    QCOMPARE(post("invalidate").status, 200); // since it was done
    QTRY_VERIFY(m_service->audit().failure());
    QCOMPARE(post("invalidate").status, 503);
    QVERIFY(exec(u"DROP TRIGGER full"_s));
    QTRY_VERIFY(!m_service->audit().failure());
    QCOMPARE(onDisk().back()[u"outcome"], QJsonValue(u"done"_s));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ActionRecordsTest)
#include "actionrecordstest.moc"
