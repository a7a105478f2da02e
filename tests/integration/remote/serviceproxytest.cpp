// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/servicetarget.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A service is reached by the way that its connection names.
class ServiceProxyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void goesThroughTheProxyThatItWasGiven();
    void goesThroughTheSystemsProxyUnlessTold();
    void tellsNoSecretToAProxyBeforeTls();
    void reachesThisMachineWithoutOne();
    void saysThatTheProxyIsAtFault();
    void refusesAProxyThatCannotBe_data();
    void refusesAProxyThatCannotBe();

private:
    [[nodiscard]] ServiceTargetOptions login(const QString& address, ServiceProxy::Kind kind) const
    {
        ServiceTargetOptions options{QUrl(address), "tw_c2VjcmV0IG9mIHRoZSB0ZXN0"};
        options.insecure = true;
        options.proxy.kind = kind;
        if (kind == ServiceProxy::Kind::Manual)
            options.proxy = {kind, u"127.0.0.1"_s, m_proxy->url().port()};
        return options;
    }
    [[nodiscard]] static Result<void> outcome(const ServiceTargetOptions& login)
    {
        const auto target = *ServiceTarget::open(login);
        const auto connected = target->connected();
        if (!QTest::qWaitFor([&] { return connected.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return connected.result();
    }

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_proxy;
};

void ServiceProxyTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_proxy = std::make_unique<FaultyService>();
    m_proxy->answering = [](const QByteArray&) {
        return Said{FaultyService::ok(FaultyService::introduction()), false};
    };
}

void ServiceProxyTest::cleanup()
{
    qunsetenv("http_proxy");
    m_proxy.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void ServiceProxyTest::goesThroughTheProxyThatItWasGiven()
{
    QVERIFY(outcome(login(u"http://cache.invalid/api"_s, ServiceProxy::Kind::Manual)));
    QVERIFY(m_proxy->asked.at(0).startsWith(
        "GET http://cache.invalid/api/cache/capabilities HTTP/1.1\r\n"));
}

void ServiceProxyTest::goesThroughTheSystemsProxyUnlessTold()
{
    qputenv("http_proxy", "http://" + m_proxy->url().authority().toLatin1());
    QVERIFY(outcome(login(u"http://cache.invalid/api"_s, ServiceProxy::Kind::System)));
    QCOMPARE(m_proxy->asked.size(), 1);
    QVERIFY(!outcome(login(u"http://cache.invalid/api"_s, ServiceProxy::Kind::None)));
    QCOMPARE(m_proxy->asked.size(), 1);
}

void ServiceProxyTest::tellsNoSecretToAProxyBeforeTls()
{
    m_proxy->answering = [](const QByteArray&) {
        return Said{FaultyService::answer("403 Forbidden", "")};
    };
    const auto refused = outcome(login(u"https://cache.invalid/api"_s, ServiceProxy::Kind::Manual));
    QCOMPARE(refused.error().code, ErrorCode::Unreadable);
    QVERIFY(m_proxy->asked.at(0).startsWith("CONNECT cache.invalid:443 HTTP/1.1\r\n"));
    for (const QByteArray& request : m_proxy->asked)
        QVERIFY(!request.contains("Bearer"));
}

void ServiceProxyTest::reachesThisMachineWithoutOne()
{
    FaultyService service;
    ServiceTargetOptions here = login({}, ServiceProxy::Kind::Manual);
    here.url = service.url();
    QVERIFY(outcome(here));
    QVERIFY(m_proxy->asked.isEmpty());
    QCOMPARE(service.introductions, 1);
}

void ServiceProxyTest::saysThatTheProxyIsAtFault()
{
    m_proxy->answering = [](const QByteArray&) {
        return Said{FaultyService::answer("407 Proxy Authentication Required", "",
                                          "Proxy-Authenticate: Basic realm=\"x\"\r\n")};
    };
    const auto there = login(u"http://cache.invalid/api"_s, ServiceProxy::Kind::Manual);
    QCOMPARE(
        outcome(there).error(),
        (Error{ErrorCode::Unreadable,
               u"The proxy on the way to cache.invalid wants a user name and a password, "
               "which it is not given. Choose another proxy for this connection, or none."_s}));
    m_proxy->end();
    const Error gone = outcome(there).error();
    QCOMPARE(gone.code, ErrorCode::Unreadable);
    QVERIFY2(gone.message.startsWith(u"The proxy on the way to cache.invalid can't be used: "_s) &&
                 gone.message.endsWith(u". Choose another one for this connection, or none."_s),
             qPrintable(gone.message));
}

void ServiceProxyTest::refusesAProxyThatCannotBe_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<int>("port");
    QTest::newRow("no machine") << QString() << 3128;
    QTest::newRow("no port") << u"proxy"_s << 0;
    QTest::newRow("a port that is too high") << u"proxy"_s << 65'536;
}

void ServiceProxyTest::refusesAProxyThatCannotBe()
{
    QFETCH(const QString, host);
    QFETCH(const int, port);
    ServiceTargetOptions options{QUrl(u"https://localhost"_s), "token"};
    options.proxy = {ServiceProxy::Kind::Manual, host, port};
    QCOMPARE(ServiceTarget::open(options).error().code, ErrorCode::InvalidArgument);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceProxyTest)
#include "serviceproxytest.moc"
