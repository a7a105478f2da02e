// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/target/enginefixture.h"
#include "servicefixture.h"

#include <QLoggingCategory>
#include <QMutex>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

QMutex logMutex;
QByteArray logged;
QtMessageHandler before = nullptr;

void keep(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QMutexLocker lock(&logMutex);
    logged += message.toUtf8() + '\n';
    Q_UNUSED(type);
    Q_UNUSED(context);
}

} // namespace

/// A token and a password that are let loose everywhere, and looked for in all that leaves.
class SecretsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void showsNoSecretInAnyAnswer();
    void writesNoSecretIntoTheAuditLog();
    void logsNoSecret();

private:
    [[nodiscard]] bool holdsASecret(const QByteArray& text) const
    {
        return text.contains(m_token) || text.contains(m_guess) || text.contains(m_password) ||
               text.contains(m_token.toPercentEncoding());
    }
    void check(const HttpAsk& ask);

    const QByteArray m_password = "canary-password-4711";
    QByteArray m_token;
    QByteArray m_guess;
    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
};

void SecretsTest::initTestCase()
{
    before = qInstallMessageHandler(keep);
    QLoggingCategory::setFilterRules(u"*.debug=true\nqt.*=false"_s);
    const auto password = QString::fromLatin1(m_password);
    m_engine = EngineFixture::make({{u"TIERWATCH_SOURCE_PASSWORD"_s, password}});
    m_service =
        std::make_unique<ServiceFixture>(m_engine->target(), ServiceFixture::withoutRates());
    m_token = m_service->token(Role::Administrator);
    m_guess = m_token;
    m_guess.back() = m_guess.back() == 'A' ? 'B' : 'A';
}

void SecretsTest::cleanupTestCase()
{
    m_service.reset();
    m_engine.reset();
    qInstallMessageHandler(before);
}

void SecretsTest::check(const HttpAsk& ask)
{
    const HttpReply reply = m_service->client().ask(ask);
    QVERIFY(reply.status > 0);
    QByteArray all = reply.body;
    for (const auto& [name, value] : reply.headers)
        all += name + ": " + value + '\n';
    QVERIFY2(!holdsASecret(all), (ask.method + ' ' + ask.target + '\n' + all).constData());
}

void SecretsTest::showsNoSecretInAnyAnswer()
{
    for (const Route& route : m_service->service().routes()) {
        const QByteArray method = methodName(route.method).toByteArray();
        const QByteArray path = QByteArray(route.path).replace("{name}", "one");
        const auto body = [&](const QByteArray& secret) {
            return method == "POST" ? std::optional(R"({"password": ")" + secret + "\"}")
                                    : std::nullopt;
        };
        check({method, path, m_token});
        check({method, path, m_guess, body(m_guess)});
        check({method, path, m_token, body(m_password)});
        check({method, path + "?token=" + m_token, {}, body(m_token)});
        check({method, path + "?access_token=" + m_token, m_token, body(m_token)});
        check({method, path + '/' + m_token, m_token, body(m_token)});
    }
}

void SecretsTest::writesNoSecretIntoTheAuditLog()
{
    const auto records = m_service->audited();
    QVERIFY(!records.empty());
    for (const QJsonObject& record : records)
        QVERIFY(!holdsASecret(QJsonDocument(record).toJson()));
}

void SecretsTest::logsNoSecret()
{
    const QMutexLocker lock(&logMutex);
    QVERIFY2(!holdsASecret(logged), logged.constData());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SecretsTest)
#include "secretstest.moc"
