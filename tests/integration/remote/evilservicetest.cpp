// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "faultyservice.h"
#include "remote/servicetarget.h"
#include "support/quiet.h"
#include "watchedloop.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

namespace {

constexpr qint64 mebibyte = 1 << 20;

QByteArray headOf(const QByteArray& more, const QByteArray& type = "application/json")
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n" + more + "\r\n";
}

QByteArray page()
{
    return headOf("Content-Length: 42\r\n", "text/html; charset=utf-8") +
           "<html><body>Please sign in</body></html>\r\n";
}

/// What a service may do to whoever asks it for figures.
struct Evil
{
    Said said;
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< %1 = its place
    QString detail = {};
};

} // namespace

} // namespace tierwatch::test

Q_DECLARE_METATYPE(tierwatch::test::Evil) // before anything asks for it

namespace tierwatch::test {

namespace {

Evil unexpected(const QByteArray& body, const QString& what, const QString& detail = {})
{
    return {{FaultyService::ok(body), false},
            ErrorCode::Internal,
            u"The answer of the service can't be understood: it has an unexpected format (%1). It "
            "may be of another version, or be no service of this kind."_s.arg(what),
            detail};
}

/// Of these the first half are written out as what comes behind the other half.
QByteArray manyNames()
{
    QByteArrayList members;
    for (int i = 0; i < 45'000; ++i)
        members.append("\"\\u0001" + QByteArray::number(i) + "\":1");
    for (int i = 0; i < 45'000; ++i)
        members.append("\"A" + QByteArray::number(i) + "\":1");
    return '{' + members.join(',') + '}';
}

Evil tooLarge(const QByteArray& head, const QByteArray& piece)
{
    return {{head, true, pieces(piece, 100 * mebibyte)},
            ErrorCode::Internal,
            u"%1 sent more than 4 MiB, which no answer takes, so the rest was not read."_s};
}

Evil packed(const QByteArray& coding)
{
    const QByteArray head = headOf("Content-Encoding: " + coding + "\r\n");
    return {{head, true, pieces(QByteArray(64 << 10, '\0'), 100 * mebibyte)},
            ErrorCode::Internal,
            u"%1 sent a compressed answer (%2), which nobody asked for. It was not unpacked, since "
            "it could become too large."_s.arg(u"%1"_s, QString::fromLatin1(coding))};
}

Evil overdue(const Said& said)
{
    return {said, ErrorCode::Timeout,
            u"%1 did not answer in time. It may be busy, or out of reach."_s};
}

Evil truncated(const QByteArray& bytes)
{
    return {{bytes},
            ErrorCode::Unreadable,
            u"%1 sent a truncated answer: the connection ended in the middle of it. The service "
            "may be starting anew; what is known from before stays."_s};
}

Evil refusal(const QByteArray& detail, const QString& shown)
{
    return {{FaultyService::answer("500 Error", "{\"detail\": \"" + detail + "\"}"), false},
            ErrorCode::Internal,
            shown};
}

} // namespace

/// A service that does its worst to whoever asks it: what went wrong is said, in words that are
/// fit to be shown, nothing that was known is lost, and neither memory nor time is.
class EvilServiceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void isOutlived_data();
    void isOutlived();
    void saysNothingUnseenOfItself();
    void namesAreCutAndWrittenOut();

private:
    static void row(const char* name, const Evil& evil) { QTest::newRow(name) << evil; }
    static void addBodies();
    static void addContents();
    template <class T>
    [[nodiscard]] static Result<T> waitFor(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            return Error{ErrorCode::Timeout, u"the test waited in vain"_s};
        return future.result();
    }
    [[nodiscard]] static Said figures(qint64 hits)
    {
        Stats stats;
        stats.hits = hits;
        const QJsonObject json = codec::toJson(stats).toObject();
        return {FaultyService::ok(QJsonDocument(json).toJson()), false};
    }
    [[nodiscard]] qint64 hitsNow()
    {
        const auto stats = waitFor(m_target->read(StatsQuery{}));
        return stats ? stats->hits : -1;
    }

    std::unique_ptr<Quiet> m_quiet;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ServiceTarget> m_target;
};

void EvilServiceTest::init()
{
    m_quiet = std::make_unique<Quiet>();
    m_service = std::make_unique<FaultyService>();
    ServiceTargetOptions options{m_service->url(), "tw_c2VjcmV0IG9mIHRoZSB0ZXN0"};
    options.patience.inactivity = 300ms;
    options.patience.figures = 10s;
    if (QByteArray(QTest::currentDataTag()).startsWith("A4") ||
        QByteArray(QTest::currentDataTag()).startsWith("A5"))
        options.patience.figures = 1s;
    m_target = *ServiceTarget::open(options);
    QVERIFY(waitFor(m_target->connected()));
}

void EvilServiceTest::cleanup()
{
    m_target.reset();
    m_service.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

void EvilServiceTest::isOutlived_data()
{
    QTest::addColumn<Evil>("evil");
    addBodies();
    addContents();
}

void EvilServiceTest::addBodies()
{
    const QByteArray zeros(64 << 10, '0');
    row("A4 body drips",
        overdue({headOf("Content-Length: 100000\r\n"), true, pieces(" ", 100'000), 20ms}));
    row("A4 body begins, then nothing comes",
        {{headOf("Content-Length: 100000\r\n") + " ", false},
         ErrorCode::Timeout,
         u"%1 began to answer and then sent nothing more. It may be overloaded, or the network on "
         "the way."_s});
    row("A5 head drips", overdue({"HTTP/1.1 200 OK\r\nX: ", true, pieces("x", 100'000), 20ms}));
    row("A6 100 MB, announced",
        tooLarge(headOf("Content-Length: " + QByteArray::number(100 * mebibyte) + "\r\n"), zeros));
    row("A7 100 MB in chunks",
        tooLarge(headOf("Transfer-Encoding: chunked\r\n"), "10000\r\n" + zeros + "\r\n"));
    row("A7 100 MB without a length", tooLarge(headOf("Connection: close\r\n"), zeros));
    row("A8 gzip", packed("gzip"));
    row("A8 deflate", packed("deflate"));
    row("A9 length announced too large", truncated(headOf("Content-Length: 4096\r\n") + "{\"a\":"));
    row("A9 chunk that breaks off",
        truncated(headOf("Transfer-Encoding: chunked\r\n") + "1000\r\n{\"a\":"));
}

void EvilServiceTest::addContents()
{
    const QString noJson = u"it is no JSON object"_s;
    row("A8 gzip that is not announced",
        unexpected(QByteArray::fromHex("1f8b0800000000000003") + QByteArray(4096, '\0'), noJson,
                   u"JSON, byte 1: illegal value"_s));
    row("A10 truncated JSON",
        unexpected(R"({"hits": 7, "misses)", noJson, u"JSON, byte 20: unterminated string"_s));
    row("A11 list", unexpected("[]", u"a list stands where an object belongs"_s));
    row("A11 text", unexpected("\"figures\"", noJson, u"JSON, byte 1: illegal value"_s));
    row("A11 nothing", unexpected("", u"it is empty"_s));
    row("A11 byte order mark", unexpected("\xef\xbb\xbf{}", u"it begins with a byte order mark"_s));
    row("A11 NUL", unexpected(QByteArray("\0\0{}", 4), noJson, u"JSON, byte 1: illegal value"_s));
    row("A11 NUL behind it", unexpected(QByteArray("{}\0", 3), noJson,
                                        u"JSON, byte 2: garbage at the end of the document"_s));
    const QString deep = u"it is nested more than 64 deep"_s;
    row("A12 1,000,000 lists", unexpected(QByteArray(1'000'000, '['), deep));
    row("A12 objects", unexpected(QByteArray(R"({"a":)").repeated(600'000), deep));
    row("A12 1,000,000 numbers", unexpected('[' + QByteArray("1,").repeated(1'000'000) + "1]",
                                            u"it has more than 100000 parts"_s));
    const QString unfit = u"too much in it is not fit to be shown"_s;
    row("A13 names that come to stand elsewhere", unexpected(manyNames(), unfit));
    row("A13 many texts",
        unexpected("{\"a\":[" + QByteArray("\"\\u0001\",").repeated(90'000) + "1]}", unfit));
    row("A13 invalid UTF-8",
        unexpected("{\"hits\": \"\xc3\x28\"}", noJson, u"JSON, byte 10: invalid UTF8 string"_s));
    row("A13 turned round", refusal("no\xe2\x80\xaegnp.exe\\u0007\\nGo\\u001b[31m",
                                    u"no\\u202egnp.exe\\u0007 Go\\u001b[31m"_s));
    row("A13 1 MB of words", refusal(QByteArray(1'000'000, 'w'), QString(499, u'w') + u'…'));
    row("A14 page to sign in at",
        {{page()},
         ErrorCode::Internal,
         u"What answers there is not a cache service (got text/html), so its answer can't be "
         "understood. It may be a page to sign in at; check the address, and what is on the way "
         "there."_s});
}

void EvilServiceTest::isOutlived()
{
    QFETCH(const Evil, evil);
    m_service->answering = [](const QByteArray&) { return figures(7); };
    QCOMPARE(hitsNow(), 7);
    m_service->answering = [evil](const QByteArray&) { return evil.said; };
    const qint64 bearable = WatchedLoop::bearableMs();
    WatchedLoop loop;
    const auto stats = waitFor(m_target->read(StatsQuery{}));
    QVERIFY(!stats);
    const bool hasPlace = evil.message.contains(u"%1"_s);
    QCOMPARE(stats.error().message,
             hasPlace ? evil.message.arg(m_service->url().authority()) : evil.message);
    QCOMPARE(stats.error().code, evil.code);
    QCOMPARE(stats.error().detail, evil.detail);
    QVERIFY2(loop.longestMs() <= bearable, qPrintable(QString::number(loop.longestMs())));
#ifndef TIERWATCH_IS_SANITIZED // which keeps what was freed
    QVERIFY2(loop.grownBytes() < 20 * mebibyte, qPrintable(QString::number(loop.grownBytes())));
#endif
    m_service->answering = [](const QByteArray&) { return figures(8); };
    QCOMPARE(hitsNow(), 8);
    QCOMPARE(m_target->name(), u"Faulty"_s);
    QTRY_COMPARE(m_target->state(), TargetState{});
}

void EvilServiceTest::saysNothingUnseenOfItself()
{
    const QByteArray name = "Good\xe2\x80\xae" + QByteArray(1'000'000, 'x');
    m_service->introducing = [name] {
        return Said{FaultyService::ok(FaultyService::introduction().replace("Faulty", name)),
                    false};
    };
    const auto target = *ServiceTarget::open({m_service->url(), "token"});
    QVERIFY(waitFor(target->connected()));
    QCOMPARE(target->name().size(), 120);
    QVERIFY2(target->name().startsWith(u"Good\\u202exxx"_s), qPrintable(target->name()));
    QVERIFY(target->name().endsWith(u'…'));
}

void EvilServiceTest::namesAreCutAndWrittenOut()
{
    const QJsonObject means{{u"cached"_s, 1}, {u"oracle"_s, 9}};
    const QJsonObject none{{u"today"_s, 0}, {u"week"_s, 0}, {u"total"_s, 0}};
    const QJsonObject stats{{u"enabled"_s, true},
                            {u"global_enabled"_s, true},
                            {u"user_enabled"_s, true},
                            {u"cache_type"_s, u"hybrid"_s},
                            {u"hit_rate"_s, 50},
                            {u"total_hits"_s, 1},
                            {u"total_misses"_s, 1},
                            {u"queries_saved"_s, none},
                            {u"cache_size"_s, QJsonObject{{u"memory"_s, 1}, {u"sqlite"_s, 1}}},
                            {u"auto_invalidate"_s, true},
                            {u"last_cleanup"_s, QJsonValue::Null},
                            {u"response_times"_s, QJsonObject{{QString(1'000'000, u'k'), means},
                                                              {u"a\u2066b"_s, means}}}};
    const QByteArray body = QJsonDocument(stats).toJson();
    m_service->introducing = [] { return Said{FaultyService::answer("404 No", "{}"), false}; };
    m_service->answering = [body](const QByteArray&) {
        return Said{FaultyService::ok(body), false};
    };
    const auto target = *ServiceTarget::open({m_service->url(), "token"});
    QVERIFY(waitFor(target->connected()));
    const auto times = waitFor(target->read(ResponseTimesQuery{Range::hours(24)}));
    QVERIFY2(times, times ? "" : qPrintable(times.error().message));
    QCOMPARE(times->types.size(), size_t(2));
    QCOMPARE(times->types[0].type, u"a\\u2066b"_s);
    QCOMPARE(times->types[1].type, QString(16'383, u'k') + u'…');
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::EvilServiceTest)
#include "evilservicetest.moc"
