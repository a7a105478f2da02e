// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/admission.h"

#include "http/reply.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr QByteArrayView scheme = "Bearer ";

bool isJson(QByteArrayView contentType)
{
    const qsizetype end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.first(end))
               .trimmed()
               .compare("application/json", Qt::CaseInsensitive) == 0;
}

} // namespace

Admission::Admission(const RouteTable& routes, TokenStore& tokens, AuditLog& audit,
                     const Clock& clock, const ServiceOptions& options)
    : m_routes(routes),
      m_tokens(tokens),
      m_audit(audit),
      m_rates(options.rate, clock),
      m_failures(clock, options.failures)
{
}

std::optional<HttpResponse> Admission::refuse(HttpRequest& head)
{
    const RouteTable::Match match = m_routes.find(head.method, head.path);
    if (auto refusal = refuseAddress(match, head))
        return refusal;
    Pass pass{match.route, {}, match.name};
    if (pass.route->role != Role::None) {
        if (auto refusal = refuseCaller(pass, head))
            return refusal;
    }
    if (auto refusal = refuseContent(head))
        return refusal;
    head.note = std::move(pass);
    return std::nullopt;
}

Admission::Refusal Admission::refuseCaller(Pass& pass, const HttpRequest& head)
{
    if (auto refusal = refuseToken(pass, head))
        return refusal;
    if (auto refusal = refuseRole(pass, head))
        return refusal;
    if (auto refusal = refuseRate(pass, head))
        return refusal;
    if (!isUnavailable())
        return std::nullopt;
    return HttpResponse::error(503, "not_initialized", m_unavailable, head.id);
}

Admission::Refusal Admission::refuseAddress(const RouteTable::Match& match, const HttpRequest& head)
{
    if (match.route)
        return std::nullopt;
    if (match.allowed.isEmpty())
        return HttpResponse::error(404, "not_found", tr("There is nothing at this address."),
                                   head.id);
    return HttpResponse::error(405, "method_not_allowed",
                               tr("This address does not take the method %1.")
                                   .arg(QString::fromUtf8(methodName(head.method))),
                               head.id)
        .add("Allow", match.allowed);
}

Admission::Refusal Admission::refuseToken(Pass& pass, const HttpRequest& head)
{
    const auto header = head.header("Authorization");
    const bool bearer =
        header && head.headerCount("Authorization") == 1 &&
        header->first(qMin(scheme.size(), header->size())).compare(scheme, Qt::CaseInsensitive) ==
            0;
    if (!bearer)
        return unauthorized({ErrorCode::NotAllowed,
                             tr("A token is needed: one header \"Authorization: Bearer TOKEN\"."),
                             header ? u"malformed"_s : u"no token"_s},
                            pass, head);
    const Result<Principal> who = m_tokens.authenticate(header->sliced(scheme.size()).trimmed());
    if (who) {
        pass.who = *who;
        return std::nullopt;
    }
    if (const auto wait = m_failures.failed(head.peer)) {
        note(pass, head, who.error().detail);
        return tooMany(*wait, head);
    }
    return unauthorized(who.error(), pass, head);
}

HttpResponse Admission::unauthorized(const Error& error, const Pass& pass, const HttpRequest& head)
{
    note(pass, head, error.detail);
    return HttpResponse::error(401, "unauthorized", error.message, head.id)
        .add("WWW-Authenticate", "Bearer");
}

Admission::Refusal Admission::refuseRole(const Pass& pass, const HttpRequest& head)
{
    if (pass.who.role >= pass.route->role)
        return std::nullopt;
    note(pass, head, u"role"_s);
    return reply::forbidden(pass.route->role, pass.who.role, head);
}

Admission::Refusal Admission::refuseRate(const Pass& pass, const HttpRequest& head)
{
    if (!pass.route->managed)
        return std::nullopt;
    const auto wait = m_rates.take(static_cast<quint64>(pass.who.tokenId));
    if (!wait)
        return std::nullopt;
    note(pass, head, u"rate"_s);
    return tooMany(*wait, head);
}

HttpResponse Admission::tooMany(std::chrono::seconds wait, const HttpRequest& head)
{
    return reply::tooMany(tr("Too many requests. Wait, then try again."), wait, head);
}

/// Without a body there is nothing to declare; a form of a browser can't declare it so.
Admission::Refusal Admission::refuseContent(const HttpRequest& head)
{
    if (head.method != HttpMethod::Post)
        return std::nullopt;
    const auto type = head.header("Content-Type");
    if (type ? isJson(*type) : head.contentLength == 0)
        return std::nullopt;
    return HttpResponse::error(415, "unsupported_media_type",
                               tr("The body has to be application/json."), head.id);
}

void Admission::note(const Pass& pass, const HttpRequest& head, const QString& reason)
{
    AuditRecord record;
    record.action = pass.route->operation;
    record.outcome = AuditOutcome::Refused;
    record.who = pass.who;
    record.peer = head.peer.toString();
    record.requestId = QString::fromUtf8(head.id);
    record.reason = reason;
    m_audit.append(std::move(record));
}

} // namespace tierwatch
