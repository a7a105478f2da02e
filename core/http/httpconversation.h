// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/headscan.h"
#include "http/hostrules.h"
#include "http/httphandler.h"
#include "http/requestparser.h"
#include "http/responsewriter.h"

namespace tierwatch {

/// What all conversations of a server share. The owner keeps it alive longer than they live.
struct HttpHouse
{
    HttpHandler& handler;
    const HttpLimits& limits;
    HostRules hosts;
    HttpDate date;
    RequestIds ids = {};
};

/// One connection's requests and answers as bytes in and bytes out, without a socket and without a
/// clock: requests are answered one after the other, in the order in which they came. One thread.
class HttpConversation final
{
public:
    /// What it waits for.
    enum class Phase { Request, Head, Body, Answer, End };

    HttpConversation(HttpHouse& house, const QHostAddress& peer, bool encrypted);
    /// Cancels the answer that it waits for.
    ~HttpConversation();
    Q_DISABLE_COPY_MOVE(HttpConversation)

    /// Takes what arrived and goes on as proceed() does.
    void receive(QByteArrayView bytes);
    /// Goes on with what has arrived, until something is lacking or there is enough to send;
    /// whether there is anything to send.
    bool proceed();
    /// Takes the answer that it waits for, which is there now.
    void takeAnswer();
    /// The time for what it waits for is over.
    void expired();
    /// Answers with this, and has nothing more to do with the client.
    void refuse(const HttpRefusal& why);
    /// Answers what is under way, and then nothing more.
    void end();

    [[nodiscard]] Phase phase() const { return m_phase; }
    /// Another number whenever a phase begins.
    [[nodiscard]] quint64 turn() const { return m_turn; }
    /// The answer that somebody is making, in the phase Answer.
    [[nodiscard]] const QFuture<HttpResponse>& awaited() const { return *m_awaited; }
    /// Whether more bytes are of use now.
    [[nodiscard]] bool isHungry() const;
    /// Whether the client may not have sent all that it was about to send when it got its last
    /// answer.
    [[nodiscard]] bool endedEarly() const { return m_endedEarly; }
    /// What is to be sent; whoever sends it clears it.
    [[nodiscard]] QByteArray& output() { return m_output; }

private:
    qsizetype advance(QByteArrayView bytes);
    qsizetype step(QByteArrayView bytes);
    qsizetype takeHead(QByteArrayView bytes);
    qsizetype beginBody(const HeadTraits& traits, QByteArrayView bytes);
    qsizetype takeBody(QByteArrayView bytes);
    [[nodiscard]] const HttpRefusal* faultOf(const HeadTraits& traits) const;
    void identify();
    void begin(Phase phase);
    void ask();
    void answer(const HttpResponse& response);

    HttpHouse& m_house;
    const QHostAddress m_peer;
    const bool m_isEncrypted;
    Phase m_phase = Phase::Request;
    quint64 m_turn = 0;
    bool m_isLast = false;
    bool m_isHead = false; ///< the request that is answered asked for the head alone
    bool m_endedEarly = false;
    HeadScan m_scan;
    HttpRequest m_request;
    QByteArray m_id;    ///< of the request that is answered
    QByteArray m_input; ///< begins with the request that is not taken yet
    QByteArray m_output;
    std::optional<QFuture<HttpResponse>> m_awaited;
};

} // namespace tierwatch
