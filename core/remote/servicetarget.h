// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/kepthistory.h"
#include "remote/servicecalls.h"
#include "remote/servicehealth.h"
#include "remote/servicenetwork.h"
#include "remote/serviceself.h"
#include "settings/targetconnection.h"
#include "target/cachetarget.h"

#include <QDeadlineTimer>
#include <QTimer>

namespace tierwatch {

struct ServiceTargetOptions
{
    QUrl url;                 ///< the base URL, which ends in /api; that may be left out
    QByteArray token;         ///< says who acts, whichever caller is named
    QString authorities = {}; ///< a file (PEM) of further certificate authorities to trust
    bool insecure = false;    ///< http:// to another machine is wanted all the same
    QString pin = {};         ///< SHA-256 (hex) of the one certificate to accept
    ServiceProxy proxy = {};
    QString watchOnly = {}; ///< why actions are off; empty = they are not
    ServicePatience patience = {};
    std::shared_ptr<ServiceNetwork> network = {}; ///< shared with others; null = one of its own
    /// Which of its source servers the token is for, where the token does not say so itself.
    QString server = {};
    /// Where the figures of a service that keeps no history are kept; null = nowhere.
    std::shared_ptr<OwnHistory> history = {};
};

/// A cache that a service publishes, as a target. It asks at once who it is there and what can be
/// done, and again when the service comes back, which it looks for by itself as long as somebody
/// asks now and then; but a token that was refused is tried again only by connected(), and another
/// one by setToken(). One that keeps failing is left alone for a while, as its state says. Of a
/// service that has the contract's calls alone, it gives what those do, and the history that is
/// kept for it here. Callers with a lower role than the token's are held to theirs. Lives in the
/// thread it is made in, and may not be moved; destroying it ends what is under way with Cancelled.
class ServiceTarget final : public CacheTarget
{
    Q_OBJECT
public:
    /// Sends nothing yet. Errors: InvalidArgument for what can't be an address, a token, a pin or a
    /// proxy; Unreadable for the file of authorities.
    [[nodiscard]] static Result<std::unique_ptr<ServiceTarget>> open(ServiceTargetOptions options);
    ~ServiceTarget() override;

    /// Ends once the service has said who it is; else with why it did not, which is then tried
    /// again in the background, where looksForIt().
    [[nodiscard]] QFuture<Result<void>> connected();
    /// Signs in anew: asks with this token from now on, and who it is at once. The error is that of
    /// open() for what can't be a token; nothing changes then.
    Result<void> setToken(QByteArray token);
    /// Whether it asks, or will by itself, for a service that it is not connected to.
    [[nodiscard]] bool looksForIt() const { return m_isChecking || m_retry.isActive(); }

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString kindName() const override;
    [[nodiscard]] QString location() const override;
    [[nodiscard]] bool isSample() const override;
    [[nodiscard]] TargetState state() const override { return m_state; }
    [[nodiscard]] std::vector<Capability> capabilities() const override;
    [[nodiscard]] LinkFigures link() const override;
    [[nodiscard]] Caller self() const override;

protected:
    QFuture<Result<Reply>> answer(Query query, Caller caller) override;
    QFuture<Result<Reply>> perform(Action action, Caller caller) override;

private:
    enum class Kind { Reading, Running, Acting };
    using Answering = std::shared_ptr<QPromise<Result<Reply>>>;

    ServiceTarget(ServiceTargetOptions options, const QUrl& base, const ServiceWay& way);
    /// Somebody asks.
    void want();
    void check();
    void introduce(ServiceRequest request, ServiceClient::Done done);
    void take(const Result<ServiceSelf>& self, const ServiceAnswer& answer);
    void lose(const Error& error, const ServiceAnswer& answer);
    void note(const ServiceAnswer& answer, Kind kind, int round);
    void deny(const QString& operation, const ServiceAnswer& answer);
    void renewState();
    [[nodiscard]] TargetState stateNow() const;
    template <class O>
    void ask(const O& operation, Kind kind, const Answering& answering);
    void send(ServiceCall call, Kind kind, const QString& operation, const Answering& answering);
    /// Why nothing is sent now, if it is not.
    [[nodiscard]] std::optional<Error> refusal(const QString& operation, Kind kind) const;
    [[nodiscard]] QString whyNot(const QString& operation) const;

    const ServiceTargetOptions m_options;
    KeptHistory m_kept;
    std::optional<ServiceSelf> m_self; ///< as last heard
    std::optional<Error> m_failure;    ///< of the last attempt to hear it
    bool m_isRefused = false;          ///< the token is; nothing but the next attempt may use it
    bool m_isChecking = false;
    int m_signIns = 0;
    TargetState m_state;
    QTimer m_retry;
    ServiceHealth m_health;
    int m_checkRound = 0;     ///< of its health, when it was asked who it is
    QDeadlineTimer m_renewal; ///< when what was heard is to be heard anew
    QDeadlineTimer m_wanted;  ///< until when it is looked for by itself
    bool m_isResting = false; ///< it is lost, and was wanted too long ago
    std::optional<qint64> m_signInEndsMs;
    std::vector<std::shared_ptr<QPromise<Result<void>>>> m_waiting;
    std::unique_ptr<ServiceClient> m_client; ///< last: what it ends uses all of the above
};

} // namespace tierwatch
