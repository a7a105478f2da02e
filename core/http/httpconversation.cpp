// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpconversation.h"

#include <utility>

namespace tierwatch {

namespace {

/// No further request is taken while as much waits to be sent: who does not read gets no more.
constexpr qsizetype muchToSend = 64 * 1024;

bool is(std::optional<QByteArrayView> value, QByteArrayView expected)
{
    return value && value->compare(expected, Qt::CaseInsensitive) == 0;
}

HttpResponse responseOf(const HttpRefusal& why, QByteArrayView id)
{
    auto response = HttpResponse::error(why.status, why.code, why.detail(), id);
    if (why.status == 503)
        response.add("Retry-After", "1");
    return response;
}

} // namespace

HttpConversation::HttpConversation(HttpHouse& house, const QHostAddress& peer, bool encrypted)
    : m_house(house), m_peer(peer), m_isEncrypted(encrypted), m_scan(house.limits)
{
}

HttpConversation::~HttpConversation()
{
    if (m_awaited)
        m_awaited->cancel();
}

bool HttpConversation::isHungry() const
{
    return m_output.isEmpty() &&
           (m_phase != Phase::Answer || m_input.size() < m_house.limits.headBytes);
}

/// What is used at once is never copied.
void HttpConversation::receive(QByteArrayView bytes)
{
    if (m_phase == Phase::End)
        return;
    if (m_input.isEmpty()) {
        m_input = bytes.sliced(advance(bytes)).toByteArray();
    } else {
        m_input += bytes;
        proceed();
    }
}

bool HttpConversation::proceed()
{
    const qsizetype used = advance(m_input);
    if (used == m_input.size())
        m_input = {};
    else
        m_input.remove(0, used);
    return !m_output.isEmpty();
}

void HttpConversation::end()
{
    m_isLast = true;
    if (m_phase == Phase::Request)
        begin(Phase::End);
}

/// How many of the bytes were used. What was refused uses all of them.
qsizetype HttpConversation::advance(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (m_phase != Phase::Answer && m_phase != Phase::End && m_output.size() < muchToSend) {
        const quint64 turn = m_turn;
        used += step(bytes.sliced(used));
        if (m_turn == turn)
            break;
    }
    return m_phase == Phase::End ? bytes.size() : used;
}

qsizetype HttpConversation::step(QByteArrayView bytes)
{
    if (m_phase == Phase::Body)
        return takeBody(bytes);
    if (m_phase == Phase::Head)
        return takeHead(bytes);
    qsizetype blank = 0; // some clients send an empty line after a body
    while (bytes.sliced(blank).startsWith("\r\n"))
        blank += 2;
    if (bytes.size() > blank && bytes.sliced(blank) != "\r") {
        m_id.clear();
        m_isHead = false;
        begin(Phase::Head);
    }
    return blank;
}

qsizetype HttpConversation::takeHead(QByteArrayView bytes)
{
    const HeadScan::Seen seen = m_scan.look(bytes);
    if (seen == HeadScan::Seen::Part)
        return 0;
    m_request = {};
    if (seen == HeadScan::Seen::Refused) {
        refuse(*m_scan.refusal());
        return 0;
    }
    const qsizetype size = m_scan.size();
    HeadTraits traits;
    const HttpRefusal* fault = parseHead(bytes.first(size), m_request, traits);
    identify();
    m_isLast = m_isLast || !traits.keepAlive;
    if (fault == nullptr)
        fault = faultOf(traits);
    if (fault != nullptr) {
        refuse(*fault);
        return 0;
    }
    return size + beginBody(traits, bytes.sliced(size));
}

/// How much of the body is passed over, because the handler does not want it.
qsizetype HttpConversation::beginBody(const HeadTraits& traits, QByteArrayView bytes)
{
    const bool isMissing = bytes.size() < m_request.contentLength;
    if (const auto refused = m_house.handler.refuse(m_request)) {
        m_endedEarly = isMissing;
        m_isLast = m_isLast || isMissing;
        answer(*refused);
        return isMissing ? 0 : qsizetype(m_request.contentLength);
    }
    if (isMissing && traits.isHttp11 && m_request.header("expect"))
        m_output += "HTTP/1.1 100 Continue\r\n\r\n";
    begin(Phase::Body);
    return 0;
}

const HttpRefusal* HttpConversation::faultOf(const HeadTraits& traits) const
{
    const auto host = m_request.header("host");
    if (!host && traits.isHttp11)
        return &refusals::badHost;
    if (host && !m_house.hosts.allowHost(*host))
        return &refusals::foreignHost;
    if (!traits.authority.isEmpty() && !m_house.hosts.allowHost(traits.authority))
        return &refusals::foreignHost;
    const auto origin = m_request.header("origin");
    if (origin && !m_house.hosts.allowOrigin(*origin))
        return &refusals::foreignOrigin;
    if (m_request.contentLength > m_house.limits.bodyBytes)
        return &refusals::bodySize;
    const auto expected = m_request.header("expect");
    if (expected && traits.isHttp11 && !is(expected, "100-continue"))
        return &refusals::expectation;
    return nullptr;
}

void HttpConversation::identify()
{
    const auto given = m_request.header("x-request-id");
    const bool fits = given && RequestIds::isFit(*given);
    m_id = fits ? given->toByteArray() : m_house.ids.next();
    m_isHead = m_request.method == HttpMethod::Head;
    m_request.id = m_id;
    m_request.contentLength = m_scan.contentLength();
    m_request.peer = m_peer;
    m_request.encrypted = m_isEncrypted;
}

qsizetype HttpConversation::takeBody(QByteArrayView bytes)
{
    const auto size = qsizetype(m_request.contentLength);
    if (bytes.size() < size)
        return 0;
    m_request.body = bytes.first(size).toByteArray();
    ask();
    return size;
}

void HttpConversation::ask()
{
    begin(Phase::Answer);
    HttpAnswer given = m_house.handler.answer(std::move(m_request));
    if (const auto* response = std::get_if<HttpResponse>(&given)) {
        answer(*response);
        return;
    }
    m_awaited = std::get<QFuture<HttpResponse>>(std::move(given));
    if (m_awaited->isFinished())
        takeAnswer();
}

void HttpConversation::takeAnswer()
{
    const bool failed = m_awaited->isCanceled() || m_awaited->resultCount() == 0;
    answer(failed ? responseOf(refusals::failed, m_id) : m_awaited->result());
    m_awaited.reset();
}

void HttpConversation::answer(const HttpResponse& response)
{
    appendResponse(m_output, response, {m_id, m_house.date.text(), m_isHead, m_isLast});
    m_scan = HeadScan(m_house.limits);
    begin(m_isLast ? Phase::End : Phase::Request);
}

void HttpConversation::expired()
{
    if (m_phase == Phase::Head || m_phase == Phase::Body)
        refuse(m_phase == Phase::Head ? refusals::headTime : refusals::bodyTime);
    else
        begin(Phase::End);
}

void HttpConversation::refuse(const HttpRefusal& why)
{
    if (m_id.isEmpty())
        m_id = m_house.ids.next();
    m_isLast = true;
    m_endedEarly = true;
    answer(responseOf(why, m_id));
}

void HttpConversation::begin(Phase phase)
{
    m_phase = phase;
    ++m_turn;
}

} // namespace tierwatch
