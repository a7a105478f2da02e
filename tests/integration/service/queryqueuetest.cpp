// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "servicefixture.h"
#include "support/faketarget.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// A client that keeps its connection, which the service has taken once this is made.
class PatientClient final
{
public:
    explicit PatientClient(const QUrl& base)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, quint16(base.port()));
        (void)QTest::qWaitFor([this] { return m_socket.state() == QTcpSocket::ConnectedState; });
        m_isTaken = isAnswered();
    }

    [[nodiscard]] bool isTaken() const { return m_isTaken; }
    void ask(const QByteArray& query, const QByteArray& token)
    {
        send("GET /api/query/" + query + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
             token + "\r\n\r\n");
    }
    /// The service has then seen all that others had sent before: the second question comes in
    /// another turn of its loop than the first.
    [[nodiscard]] bool isServedAfterOthers() { return isAnswered() && isAnswered(); }
    /// Of the next answer, which it waits for.
    [[nodiscard]] int status()
    {
        QByteArray bytes;
        (void)QTest::qWaitFor([&] {
            bytes += m_socket.readAll();
            return isWhole(bytes) || m_socket.state() == QTcpSocket::UnconnectedState;
        });
        return bytes.mid(9, 3).toInt();
    }

private:
    /// With what the service knows without its target.
    [[nodiscard]] bool isAnswered()
    {
        send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return status() == 404;
    }
    [[nodiscard]] static bool isWhole(const QByteArray& answer)
    {
        static const QRegularExpression length(u"Content-Length: (\\d+)"_s);
        const qsizetype body = answer.indexOf("\r\n\r\n") + 4;
        const auto match = length.match(QString::fromLatin1(answer));
        return body >= 4 && answer.size() == body + match.captured(1).toInt();
    }
    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }

    QTcpSocket m_socket;
    bool m_isTaken = false;
};

} // namespace

/// Queries that wait for their turn: how many of one token, and what becomes of those whose clients
/// leave.
class QueryQueueTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aTokenThatFilledItsQueueLeavesRoomForOthers();
    void whoLeavesMakesRoomAndNothingRunsForIt();
    void theTargetHearsWhoLeft();
    void whatMemoryHasIsAnsweredPastTheQueue();

private:
    using Client = std::unique_ptr<PatientClient>;
    [[nodiscard]] Client client() const
    {
        return std::make_unique<PatientClient>(m_service->base());
    }
    /// Two queries of a viewer that the target does not answer, and two that wait for them.
    void fill();
    [[nodiscard]] QStringList asked() const;

    std::unique_ptr<FakeTarget> m_target;
    std::unique_ptr<ServiceFixture> m_service;
    std::vector<Client> m_clients;
};

void QueryQueueTest::init()
{
    m_target = std::make_unique<FakeTarget>();
    m_target->silent = true;
    ServiceOptions options;
    options.queries = {2, 2};
    options.http.limits.connections = 5;
    m_service = std::make_unique<ServiceFixture>(*m_target, options);
}

void QueryQueueTest::cleanup()
{
    m_clients.clear();
    m_service.reset();
    m_target.reset();
}

void QueryQueueTest::fill()
{
    size_t running = 0;
    for (const QByteArray query : {"one", "two", "three", "four"}) {
        m_clients.push_back(client());
        m_clients.back()->ask(query, m_service->token(Role::Viewer));
        running = std::min<size_t>(running + 1, 2);
        QTRY_COMPARE(m_target->queries.size(), running);
    }
}

QStringList QueryQueueTest::asked() const
{
    QStringList names;
    for (const Query& query : m_target->queries)
        names << std::get<RunQuery>(query).query;
    return names;
}

void QueryQueueTest::aTokenThatFilledItsQueueLeavesRoomForOthers()
{
    fill();
    const HttpReply refused =
        m_service->client().get("/api/query/five", m_service->token(Role::Viewer));
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.json()[u"code"], QJsonValue(u"too_many_requests"_s));
    QVERIFY(refused.header("retry-after").toInt() >= 1);
    m_target->silent = false; // for those who ask from now on
    const Client other = client();
    other->ask("six", m_service->token(Role::Operator));
    QCOMPARE(other->status(), 200);
    QCOMPARE(asked(), QStringList({u"one"_s, u"two"_s, u"six"_s}));
    m_target->speak();
    for (const Client& one : m_clients)
        QCOMPARE(one->status(), 200);
    QCOMPARE(asked(), QStringList({u"one"_s, u"two"_s, u"six"_s, u"three"_s, u"four"_s}));
    QCOMPARE(m_service->audited().back()[u"reason"], QJsonValue(u"queue"_s));
}

void QueryQueueTest::whoLeavesMakesRoomAndNothingRunsForIt()
{
    fill();
    m_clients.push_back(client());
    QVERIFY(m_clients.back()->isTaken() && !client()->isTaken()); // all connections are in use
    m_clients.resize(2);
    // As many come as have left, once the service has seen that.
    const auto come = [this] {
        Client next = client();
        if (next->isTaken())
            m_clients.push_back(std::move(next));
        return m_clients.size() == 5;
    };
    QTRY_VERIFY(come());
    m_clients[2]->ask("five", m_service->token(Role::Viewer));
    m_clients[3]->ask("six", m_service->token(Role::Viewer));
    QVERIFY(m_clients[4]->isServedAfterOthers());
    m_clients[4]->ask("seven", m_service->token(Role::Viewer));
    QCOMPARE(m_clients[4]->status(), 429);
    m_target->speak();
    m_clients.pop_back();
    for (const Client& one : m_clients)
        QCOMPARE(one->status(), 200);
    QStringList names = asked();
    names.sort(); // five and six are on their way at once
    QCOMPARE(names, QStringList({u"five"_s, u"one"_s, u"six"_s, u"two"_s}));
}

void QueryQueueTest::theTargetHearsWhoLeft()
{
    fill();
    const auto isWanted = [this](size_t index) {
        return std::get<RunQuery>(m_target->queries[index]).isWanted();
    };
    QVERIFY(isWanted(0) && isWanted(1));
    m_clients.erase(m_clients.begin());
    QTRY_VERIFY(!isWanted(0));
    QVERIFY(isWanted(1));
}

void QueryQueueTest::whatMemoryHasIsAnsweredPastTheQueue()
{
    const auto engine = EngineFixture::make({});
    ServiceOptions options;
    options.queries = {0, 0}; // as if all places were taken
    ServiceFixture service(engine->target(), options);
    const auto status = [&](const QByteArray& query) {
        return service.client().get("/api/query/" + query, service.token(Role::Viewer)).status;
    };
    QCOMPARE(status("one"), 429);
    QVERIFY(engine->target().read(RunQuery{u"one"_s}).result());
    QCOMPARE(status("one"), 200);
    QCOMPARE(status("one?without_cache=true"), 429);
    QCOMPARE(status("one?month=7"), 422);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::QueryQueueTest)
#include "queryqueuetest.moc"
