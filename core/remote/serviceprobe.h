// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceself.h"
#include "remote/signin.h"

#include <QElapsedTimer>
#include <QNetworkProxy>
#include <QPointer>
#include <QPromise>
#include <QSslSocket>
#include <QTimer>

class QHostInfo;

namespace tierwatch {

/// Tries a connection to a service in six steps, one after another, each with a deadline of its
/// own, and tells of each as it ends. The first that fails says what happened, what it means and
/// what to do; those behind it are skipped. What signs in goes to that service alone and stands in
/// no sentence. Lives in the thread it is made in; destroying it ends it.
class ServiceProbe final : public QObject
{
    Q_OBJECT
public:
    /// Called in the probe's thread, once a step; the probe may be destroyed in it.
    using Told = std::function<void(const ProbeResult&)>;

    /// A token, or the password of the connection's user; the token where both are given.
    struct Secrets
    {
        QByteArray token = {};
        QString password = {};
    };

    ServiceProbe(TargetConnection connection, Secrets secrets, Told told,
                 std::chrono::milliseconds patience = std::chrono::seconds(10));
    ~ServiceProbe() override;
    Q_DISABLE_COPY_MOVE(ServiceProbe)

    /// To be called once. Ends when all six are told; cancelled, no further step begins.
    [[nodiscard]] QFuture<void> run();

private:
    void begin(ProbeStep step);
    void lookUp();
    void foundName(const QHostInfo& info);
    void reach();
    void shakeHands();
    void doubt(QSslSocket& socket, const QList<QSslError>& errors);
    void askHealth();
    void signIn();
    void introduce(const QByteArray& token);
    void heard(const ServiceAnswer& answer, const Result<ServiceSelf>& self);
    void judge();
    void giveUp();

    void end(ProbeResult::Outcome outcome, const QString& sentence, const QString& digest = {});
    void pass(const QString& sentence) { end(ProbeResult::Outcome::Passed, sentence); }
    void fail(const QString& sentence, const QString& digest = {})
    {
        end(ProbeResult::Outcome::Failed, sentence, digest);
    }
    [[nodiscard]] bool tell(const ProbeResult& result);
    void ask(const QByteArray& token, const ServiceRequest& request, ServiceClient::Done done);
    [[nodiscard]] bool usesProxy() const { return m_proxy.type() != QNetworkProxy::NoProxy; }
    /// The machine that is connected to first: the proxy, where there is one.
    [[nodiscard]] QString firstHost() const;

    /// What is called back in a step is heard only while that lasts.
    template <class F>
    [[nodiscard]] auto during(F receive)
    {
        return [this, step = QPointer(m_underWay), receive](auto&&... told) {
            if (step && step == m_underWay)
                receive(std::forward<decltype(told)>(told)...);
        };
    }

    const TargetConnection m_connection;
    const Secrets m_secrets;
    const Told m_told;
    const std::chrono::milliseconds m_patience;
    QUrl m_base;
    std::optional<Result<ServiceWay>> m_way;
    QNetworkProxy m_proxy{QNetworkProxy::NoProxy};
    ProbeStep m_step = ProbeStep::Name;
    QObject* m_underWay = nullptr; ///< parent of all that the step uses
    QTimer m_deadline;
    QElapsedTimer m_sinceBegin;
    std::optional<Result<ServiceSelf>> m_self;
    QPromise<void> m_done;
};

} // namespace tierwatch
