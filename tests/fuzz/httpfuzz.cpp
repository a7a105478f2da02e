// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/httpconversation.h"

#include <QPromise>

#include <cstdlib>
#include <utility>

namespace tierwatch::fuzz {

namespace {

/// Ends the run, with the input kept by the fuzzer, where a promise is broken.
void expect(bool kept)
{
    if (!kept)
        std::abort();
}

bool isWithin(QByteArrayView part, const QByteArray& whole)
{
    return part.isEmpty() || (part.data() >= whole.constData() &&
                              part.data() + part.size() <= whole.constData() + whole.size());
}

/// Holds every request against what handlers are promised, and keeps what makes it another.
class Judge final : public HttpHandler
{
public:
    QByteArray seen;
    bool refusedBeforeABody = false;

    std::optional<HttpResponse> refuse(HttpRequest& head) override
    {
        check(head);
        if (!head.path.contains('!'))
            return std::nullopt;
        refusedBeforeABody = refusedBeforeABody || head.contentLength > 0;
        return HttpResponse{401};
    }
    HttpAnswer answer(HttpRequest request) override
    {
        check(request);
        expect(request.body.size() == request.contentLength);
        seen += methodName(request.method);
        seen += request.path;
        seen += '?';
        seen += request.query;
        seen += request.body;
        for (const auto& header : request.headers)
            seen.append(header.name).append(header.value);
        (void)request.parameters();
        return answerTo(request);
    }

private:
    void check(const HttpRequest& request) const
    {
        expect(request.path.startsWith('/') || request.path == "*");
        expect(request.path.isValidUtf8() && !request.path.contains('\0'));
        expect(isWithin(request.path, request.head) || isWithin(request.path, request.decodedPath));
        expect(isWithin(request.query, request.head));
        expect(request.headers.size() <= m_limits.headers);
        expect(request.headerCount("host") <= 1 && request.headerCount("transfer-encoding") == 0);
        expect(request.headerCount("content-length") <= 1);
        expect(request.contentLength >= 0 && request.contentLength <= m_limits.bodyBytes);
        for (const auto& header : request.headers)
            expect(isWithin(header.name, request.head) && isWithin(header.value, request.head));
        expect(RequestIds::isFit(request.id));
    }
    static HttpAnswer answerTo(const HttpRequest& request)
    {
        if (!request.path.contains('~'))
            return HttpResponse{200, request.body}.add("X-Query", request.query);
        QPromise<HttpResponse> job; // which is dropped, or has ended
        job.start();
        if (request.path.contains('+')) {
            job.addResult(HttpResponse{204});
            job.finish();
        }
        return job.future();
    }

    const HttpLimits m_limits = {};
};

/// What the handler saw, and how many answers a client got. Which refusal it got, and whether it
/// was told to go on, depends on what had arrived by then.
struct Outcome
{
    QByteArray seen;
    qsizetype answers = 0;
    /// Then the connection is closed where that body had not arrived, and else goes on.
    bool refusedBeforeABody = false;

    bool operator==(const Outcome&) const = default;
};

/// To a client that sends these bytes in pieces of this size.
Outcome talk(QByteArrayView bytes, qsizetype piece)
{
    Judge judge;
    const HttpLimits limits = {};
    const SystemClock clock;
    HttpHouse house{judge, limits, HostRules({}), HttpDate(clock)};
    HttpConversation talk(house, QHostAddress(QHostAddress::LocalHost), false);
    QByteArray output;
    const auto send = [&] {
        do {
            output += std::exchange(talk.output(), {});
        } while (talk.proceed());
    };
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        talk.receive(bytes.sliced(at, qMin(piece, bytes.size() - at)));
        send();
    }
    expect(talk.phase() != HttpConversation::Phase::Answer); // no job of ours goes on
    talk.expired();
    send();
    expect(talk.phase() == HttpConversation::Phase::End);
    talk.receive("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(talk.output().isEmpty());
    return {judge.seen, output.count("X-Request-Id: "), judge.refusedBeforeABody};
}

} // namespace

} // namespace tierwatch::fuzz

/// However a client's bytes are cut into pieces, they mean the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    using namespace tierwatch::fuzz;
    QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const Outcome whole = talk(bytes, qMax<qsizetype>(bytes.size(), 1));
    for (const qsizetype piece : {1, 7}) {
        const Outcome pieces = talk(bytes, piece);
        expect(pieces == whole || whole.refusedBeforeABody);
    }
    return 0;
}
