// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/kepthistory.h"
#include "remote/servicecalls.h"
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
    QString pin = {};         ///< SHA-256 of the one certificate to accept, lower case hex
    ServiceProxy proxy = {};
    QString watchOnly = {}; ///< why actions are off; empty = they are not
    ServicePatience patience = {};
    QString server = {}; ///< which of its source servers the token is for; empty = it has one
    /// Where the figures of a service that keeps no history are kept; null = nowhere.
    std::shared_ptr<OwnHistory> history = {};
};

/// A cache that a service publishes, as a target. It asks at once who it is there and what can be
/// done, and again when the service comes back, which it looks for by itself; but a token that was
/// refused is tried again only by connected(). Of a service that has the contract's calls alone, it
/// gives what those do, and the history that is kept for it here. Callers with a lower role than
/// the token's are held to theirs. Lives in the thread it is made in, and may not be moved;
/// destroying it ends what is under way with Cancelled.
class ServiceTarget final : public CacheTarget
{
    Q_OBJECT
public:
    /// Sends nothing yet. Errors: InvalidArgument for what can't be an address or a token;
    /// Unreadable for the file of authorities.
    [[nodiscard]] static Result<std::unique_ptr<ServiceTarget>> open(ServiceTargetOptions options);
    ~ServiceTarget() override;

    /// Ends once the service has said who it is; else with why it did not, which is then tried
    /// again in the background, where looksForIt().
    [[nodiscard]] QFuture<Result<void>> connected();
    /// Whether it asks, or will by itself, for a service that it is not connected to.
    [[nodiscard]] bool looksForIt() const { return m_isChecking || m_retry.isActive(); }

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString kindName() const override;
    [[nodiscard]] QString location() const override;
    [[nodiscard]] bool isSample() const override;
    [[nodiscard]] TargetState state() const override { return m_state; }
    [[nodiscard]] std::vector<Capability> capabilities() const override;
    [[nodiscard]] Caller self() const override;

protected:
    QFuture<Result<Reply>> answer(Query query, Caller caller) override;
    QFuture<Result<Reply>> perform(Action action, Caller caller) override;

private:
    enum class Kind { Reading, Acting };
    using Answering = std::shared_ptr<QPromise<Result<Reply>>>;

    ServiceTarget(ServiceTargetOptions options, const QUrl& base, const QSslConfiguration& trust);
    void check();
    void introduce(ServiceRequest request, ServiceClient::Done done);
    void take(const Result<ServiceSelf>& self, const ServiceAnswer& answer);
    void lose(const Error& error, const ServiceAnswer& answer);
    void note(const ServiceAnswer& answer);
    void setState(const TargetState& state);
    [[nodiscard]] TargetState stateBy(const ServiceSelf& self) const;
    template <class O>
    void ask(const O& operation, Kind kind, const Answering& answering);
    void send(ServiceCall call, Kind kind, const Answering& answering);
    /// Why nothing is sent now, if it is not.
    [[nodiscard]] std::optional<Error> refusal(const QString& operation) const;
    [[nodiscard]] QString whyNot(const QString& operation) const;

    const ServiceTargetOptions m_options;
    const KeptHistory m_kept;
    std::optional<ServiceSelf> m_self; ///< as last heard
    std::optional<Error> m_failure;    ///< of the last attempt to hear it
    bool m_isRefused = false;          ///< the token is; nothing but the next attempt may use it
    bool m_isChecking = false;
    TargetState m_state;
    QTimer m_retry;
    std::chrono::milliseconds m_pause;
    QDeadlineTimer m_renewal; ///< when what was heard is to be heard anew
    QDeadlineTimer m_hold;    ///< until when the service wants no request
    std::vector<std::shared_ptr<QPromise<Result<void>>>> m_waiting;
    std::unique_ptr<ServiceClient> m_client; ///< last: what it ends uses all of the above
};

} // namespace tierwatch
