// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicetarget.h"

#include "base/async.h"
#include "remote/contractcalls.h"
#include "remote/contractself.h"
#include "remote/jwt.h"
#include "remote/serviceaddress.h"
#include "remote/servicefailure.h"
#include "values/neededrole.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

namespace {

constexpr std::chrono::milliseconds heardFor = 1min;

constexpr int unauthorized = 401;
constexpr int forbidden = 403;
constexpr int tooMany = 429;
constexpr int badGateway = 502;
constexpr int unavailable = 503;
constexpr int gatewayTimeout = 504;

template <class... Os>
QString nameOf(const std::variant<Os...>& operation)
{
    return std::visit(
        [](const auto& one) { return QString::fromLatin1(std::decay_t<decltype(one)>::name); },
        operation);
}

bool isCancelled(const ServiceAnswer& answer)
{
    return answer.trouble && answer.trouble->code == ErrorCode::Cancelled;
}

/// Whether the service may be gone, or speak no more with whom it knew.
bool bodesIll(const ServiceAnswer& answer)
{
    return answer.trouble || answer.status == unauthorized || answer.status == unavailable;
}

/// What gives up in between knows nothing of what goes on behind it.
Result<Reply> replyIn(const ServiceAnswer& answer, const ServiceCall& call, bool isAction)
{
    if (answer.trouble)
        return *answer.trouble;
    if (answer.status == 200)
        return call.read(answer);
    const bool gaveUp = answer.status == badGateway || answer.status == gatewayTimeout;
    return isAction && gaveUp ? failure::mayBeDone(failure::of(answer)) : failure::of(answer);
}

} // namespace

Result<std::unique_ptr<ServiceTarget>> ServiceTarget::open(ServiceTargetOptions options)
{
    const auto base = checkedBase(options.url, options.insecure);
    if (!base)
        return base.error();
    if (const auto token = checkToken(options.token); !token)
        return token.error();
    auto way = wayTo(*base, options.authorities, options.pin, options.proxy);
    if (!way)
        return way.error();
    way->network = options.network;
    return std::unique_ptr<ServiceTarget>(new ServiceTarget(std::move(options), *base, *way));
}

ServiceTarget::ServiceTarget(ServiceTargetOptions options, const QUrl& base, const ServiceWay& way)
    : m_options(std::move(options)),
      m_kept(m_options.history, base, m_options.server, m_options.token),
      m_failure(Error{ErrorCode::NotAvailable, tr("Not connected yet.")}),
      m_state{TargetState::Kind::Failed, m_failure->message},
      m_health(m_options.patience.probe),
      m_wanted(m_options.patience.wanted),
      m_signInEndsMs(jwtClaims(m_options.token).endsMs),
      m_client(std::make_unique<ServiceClient>(base, m_options.token, way))
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ServiceTarget::check);
    QMetaObject::invokeMethod(this, &ServiceTarget::check, Qt::QueuedConnection);
}

ServiceTarget::~ServiceTarget()
{
    m_retry.stop();
    m_retry.disconnect(this);
    m_client.reset();
}

QFuture<Result<void>> ServiceTarget::connected()
{
    if (!m_failure)
        return ready(Result<void>());
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    m_waiting.push_back(promise);
    want();
    check();
    return promise->future();
}

Result<void> ServiceTarget::setToken(QByteArray token)
{
    if (Result<void> checked = checkToken(token); !checked)
        return checked;
    ++m_signIns;
    m_signInEndsMs = jwtClaims(token).endsMs;
    m_kept.speakWith(token);
    m_client->setToken(std::move(token));
    m_isRefused = false;
    m_failure = Error{ErrorCode::NotAvailable, tr("Not connected yet.")};
    want();
    check();
    return {};
}

/// Many that are lost, and that nobody looks at, are many questions for nothing.
void ServiceTarget::want()
{
    m_wanted.setRemainingTime(m_options.patience.wanted);
    if (m_isResting)
        check();
}

void ServiceTarget::check()
{
    if (m_isChecking)
        return;
    m_isChecking = true;
    m_isResting = false;
    m_retry.stop();
    introduce(ServiceSelf::request(), [this](const ServiceAnswer& answer) {
        if (!contractself::isUnknownCall(answer))
            return take(ServiceSelf::in(answer), answer);
        introduce(contractself::request(), [this](const ServiceAnswer& figures) {
            take(contractself::in(figures, m_kept.isKept()), figures);
        });
    });
}

void ServiceTarget::introduce(ServiceRequest request, ServiceClient::Done done)
{
    request.deadline = m_options.patience.figures;
    request.inactivity = m_options.patience.inactivity;
    m_checkRound = m_health.round();
    m_client->ask(request, [this, done = std::move(done), signIn = m_signIns](const auto& answer) {
        if (signIn == m_signIns || isCancelled(answer))
            return done(answer);
        m_isChecking = false; // what it says of a former token is worth nothing
        check();
    });
}

void ServiceTarget::take(const Result<ServiceSelf>& self, const ServiceAnswer& answer)
{
    m_isChecking = false;
    m_health.note(answer);
    if (self) {
        m_health.recognise(m_failure.has_value());
        m_self = *self;
        m_failure.reset();
        m_isRefused = false;
        m_renewal.setRemainingTime(heardFor);
    } else {
        lose(self.error(), answer);
    }
    renewState();
    const Result<void> outcome = self ? Result<void>() : Result<void>(self.error());
    for (const auto& waiting : std::exchange(m_waiting, {}))
        resolve(*waiting, outcome);
}

/// A service that is too busy to say who it is has not gone. A token that was refused would be
/// refused again, and whoever tries often is taken for a thief.
void ServiceTarget::lose(const Error& error, const ServiceAnswer& answer)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    m_isRefused = answer.status == unauthorized;
    if (!m_isRefused) {
        m_health.count(answer, m_checkRound);
        m_isResting = m_wanted.hasExpired();
        if (!m_isResting)
            m_retry.start(m_health.nextPause());
    }
    if (answer.status != tooMany || m_failure)
        m_failure = error;
}

void ServiceTarget::renewState()
{
    const TargetState state = stateNow();
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged(m_state);
}

TargetState ServiceTarget::stateNow() const
{
    if (m_isRefused)
        return {TargetState::Kind::Failed,
                tr("%1 Sign in anew: this token is not tried again by itself.")
                    .arg(failure::asSentence(m_failure->message)),
                TargetState::Need::SignIn};
    if (m_health.isOpen())
        return {TargetState::Kind::Failed, m_health.sentence()};
    if (m_failure && m_failure->code == ErrorCode::NotTrusted)
        return {TargetState::Kind::Failed, m_failure->message, TargetState::Need::Trust,
                m_failure->detail};
    if (m_failure)
        return {TargetState::Kind::Failed, m_failure->message};
    const QString told = m_self->whyNoActions();
    const QString reason = m_options.watchOnly.isEmpty() ? told : m_options.watchOnly;
    if (reason.isEmpty())
        return {};
    return {TargetState::Kind::ViewOnly, reason};
}

QString ServiceTarget::name() const
{
    return m_self && !m_self->contractOnly ? m_self->name : m_client->base().authority();
}

QString ServiceTarget::kindName() const
{
    const QString place = m_client->base().authority();
    const bool clear = goesInTheClear(m_client->base());
    if (m_self && m_self->contractOnly)
        return (clear ? tr("Reporting service without TLS, %1") : tr("Reporting service, %1"))
            .arg(place);
    if (isSample())
        return (clear ? tr("Published sample without TLS, %1") : tr("Published sample, %1"))
            .arg(place);
    return (clear ? tr("Published without TLS, %1") : tr("Published, %1")).arg(place);
}

QString ServiceTarget::location() const
{
    return m_client->base().toString();
}

bool ServiceTarget::isSample() const
{
    return m_self && m_self->sample;
}

Caller ServiceTarget::self() const
{
    return m_self ? Caller{m_self->username, m_self->role} : Caller{{}, Role::None};
}

std::vector<Capability> ServiceTarget::capabilities() const
{
    return capabilitiesBut([this](const QString& operation) { return whyNot(operation); },
                           m_options.watchOnly);
}

QString ServiceTarget::whyNot(const QString& operation) const
{
    return m_failure ? m_failure->message : m_self->whyNot(operation);
}

LinkFigures ServiceTarget::link() const
{
    LinkFigures figures = m_client->figures();
    figures.signInEndsMs = m_signInEndsMs;
    return figures;
}

std::optional<Error> ServiceTarget::refusal(const QString& operation, Kind kind) const
{
    if (m_isRefused)
        return m_failure;
    if (auto held = m_health.hold())
        return held;
    if (!m_failure) {
        const QString reason = m_self->whyNot(operation);
        if (!reason.isEmpty())
            return Error{ErrorCode::NotAvailable, reason};
    }
    // Where it is lost, asking is how it is found again, unless it keeps failing.
    return kind == Kind::Reading ? m_health.refusal(!m_failure) : std::nullopt;
}

QFuture<Result<Reply>> ServiceTarget::answer(Query query, Caller caller)
{
    const Role needed = std::visit([&](const auto& q) { return neededRole(q, caller); }, query);
    if (caller.role < needed && m_self)
        return ready<Result<Reply>>(
            Error{ErrorCode::NotAllowed, tr("This needs a higher role than yours.")});
    const Kind kind = std::holds_alternative<RunQuery>(query) ? Kind::Running : Kind::Reading;
    want();
    if (auto refused = refusal(nameOf(query), kind))
        return ready<Result<Reply>>(*std::move(refused));
    const auto answering = std::make_shared<QPromise<Result<Reply>>>();
    answering->start();
    if (m_self) {
        ask(query, kind, answering);
        return answering->future();
    }
    // How it is asked, depends on what it says of itself.
    attach<Result<void>>(connected(),
                         [self = QPointer(this), query, kind, answering](const auto& known) {
                             const Result<void> outcome = known.result();
                             if (outcome && self)
                                 self->ask(query, kind, answering);
                             else
                                 resolve(*answering, outcome ? failure::ended() : outcome.error());
                         });
    return answering->future();
}

QFuture<Result<Reply>> ServiceTarget::perform(Action action, Caller caller)
{
    if (const Result<void> allowed = mayAct(action, caller); !allowed)
        return ready<Result<Reply>>(allowed.error());
    want();
    if (auto refused = refusal(nameOf(action), Kind::Acting))
        return ready<Result<Reply>>(*std::move(refused));
    const auto answering = std::make_shared<QPromise<Result<Reply>>>();
    answering->start();
    ask(action, Kind::Acting, answering);
    return answering->future();
}

template <class O>
void ServiceTarget::ask(const O& operation, Kind kind, const Answering& answering)
{
    const QString name = nameOf(operation);
    if (!m_self->contractOnly)
        return send(callOf(operation, m_options.patience), kind, name, answering);
    if (m_kept.answers(operation, answering))
        return;
    auto call = contractcalls::callOf(operation, m_options.patience);
    if (call)
        send(m_kept.noting(operation, *std::move(call)), kind, name, answering);
    else
        resolve(*answering, call.error());
}

void ServiceTarget::send(ServiceCall call, Kind kind, const QString& operation,
                         const Answering& answering)
{
    ServiceRequest request = call.request;
    request.inactivity = m_options.patience.inactivity;
    if (kind == Kind::Reading)
        m_health.begin();
    m_client->ask(request, [this, answering, call = std::move(call), kind, operation,
                            round = m_health.round()](const ServiceAnswer& answer) {
        note(answer, kind, round);
        if (kind == Kind::Acting)
            deny(operation, answer);
        if (kind == Kind::Acting && answer.status == 200)
            QMetaObject::invokeMethod(this, &ServiceTarget::changed, Qt::QueuedConnection);
        // Nothing of this may be touched behind it.
        resolve(*answering, replyIn(answer, call, kind == Kind::Acting));
    });
}

/// Every answer tells whether the service is there; who it is, only asking for that does. What a
/// named query does, or an action, says nothing of how the service is.
void ServiceTarget::note(const ServiceAnswer& answer, Kind kind, int round)
{
    if (isCancelled(answer) || m_isRefused)
        return;
    m_health.note(answer);
    if (kind == Kind::Reading)
        m_health.count(answer, round);
    const bool gone = m_failure.has_value();
    const bool changes = bodesIll(answer) != gone || (!gone && m_renewal.hasExpired());
    const bool mayAsk = !m_health.isOpen() && !m_health.hold();
    if (answer.status == unauthorized || (changes && mayAsk))
        check();
    renewState();
}

/// So that its control is off, with the reason, until the service is asked anew what may be done.
/// A switch of one's own is for everybody, whatever is said of the others.
void ServiceTarget::deny(const QString& operation, const ServiceAnswer& answer)
{
    if (answer.status != forbidden || operation == QLatin1StringView(SetSwitch::name))
        return;
    m_self->deny(operation, failure::of(answer).message);
    Q_EMIT stateChanged(m_state);
}

} // namespace tierwatch
