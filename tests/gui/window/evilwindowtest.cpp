// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/signindialog.h"
#include "integration/remote/faultyservice.h"
#include "integration/remote/watchedloop.h"
#include "models/viewsettings.h"
#include "sessionopener.h"
#include "support/fakekeystore.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

using test::FaultyService;
using test::pieces;
using test::Said;
using test::WatchedLoop;

namespace {

constexpr qint64 mebibyte = 1 << 20;

/// What answers where a service should be, and what a person reads then.
struct Evil
{
    Said said;
    QString shown;
};

Evil headed(const QByteArray& head, const std::function<QByteArray()>& next, const QString& shown,
            std::chrono::milliseconds pace = 1ms)
{
    return {
        {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + head + "\r\n", true, next, pace},
        shown};
}

Evil body(const QByteArray& bytes, const QString& shown)
{
    return {{FaultyService::ok(bytes), false}, shown};
}

Evil refusal(const QByteArray& status, const QByteArray& detail, const QString& shown)
{
    return {{FaultyService::answer(status, "{\"detail\": \"" + detail + "\"}"), false}, shown};
}

} // namespace

} // namespace tierwatch

Q_DECLARE_METATYPE(tierwatch::Evil) // before anything asks for it

namespace tierwatch {

/// The program's window, on something that does its worst: it says what happened, stays quick and
/// small, and tells nobody else who asks.
class EvilWindowTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isOutlived_data();
    void isOutlived();
    void whoRefusesTheTokenIsAskedOnceAndThenThePerson();
    void nobodyElseLearnsWhoAsks();
    void whoIsNotThereIsSaidAtOnce();

private:
    static void row(const char* name, const Evil& evil) { QTest::newRow(name) << evil; }
    void open(const QUrl& url);
    /// All that can be read in it.
    [[nodiscard]] QString shown() const
    {
        QStringList texts;
        for (const TextLabel* label : m_window->findChildren<TextLabel*>()) {
            if (label->isVisible())
                texts.append(label->text());
        }
        return texts.join(u'\n');
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<FaultyService> m_service;
    std::unique_ptr<ViewSettings> m_view;
    std::unique_ptr<SessionOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

void EvilWindowTest::init()
{
    m_service = std::make_unique<FaultyService>();
    m_view = std::make_unique<ViewSettings>(m_folder.filePath(u"view.ini"_s));
    m_opener =
        std::make_unique<SessionOpener>(m_clock, m_folder.filePath(u"connections.json"_s),
                                        [] { return std::make_shared<test::FakeKeyStore>(); });
    m_window = std::make_unique<MainWindow>(*m_view, *m_opener, m_clock);
    m_window->show();
    QCoreApplication::processEvents();
}

void EvilWindowTest::cleanup()
{
    m_window.reset();
    m_opener.reset();
    m_view.reset();
    m_service.reset();
}

void EvilWindowTest::open(const QUrl& url)
{
    const TargetConnection connection = connectionAt(url.toString(), TargetOpener::Access::Control);
    m_opener->know(connection, "tw_c2VjcmV0IG9mIHRoZSB0ZXN0");
    m_window->open(connection);
}

void EvilWindowTest::isOutlived_data()
{
    QTest::addColumn<Evil>("evil");
    const QByteArray zeros(64 << 10, '0');
    const QByteArray much = QByteArray::number(100 * mebibyte);
    const QString tooLarge = u"sent more than 4 MiB"_s;
    const QString unexpected = u"it has an unexpected format"_s;
    row("A2 nothing comes", {{{}, false}, u"did not answer in time"_s});
    row("A4 body drips", headed("Content-Length: 100000\r\n", pieces(" ", 100'000),
                                u"did not answer in time"_s, 20ms));
    row("A6 100 MB, announced",
        headed("Content-Length: " + much + "\r\n", pieces(zeros, 100 * mebibyte), tooLarge));
    row("A7 100 MB in chunks",
        headed("Transfer-Encoding: chunked\r\n",
               pieces("10000\r\n" + zeros + "\r\n", 100 * mebibyte), tooLarge));
    row("A8 gzip", headed("Content-Encoding: gzip\r\n", pieces(zeros, 100 * mebibyte),
                          u"a compressed answer (gzip), which nobody asked for"_s));
    row("A9 length announced too large",
        headed("Content-Length: 4096\r\n", pieces("{\"a\":", 5), u"a truncated answer"_s));
    row("A10 truncated JSON", body(R"({"name": "Rep)", unexpected));
    row("A11 list", body("[]", unexpected));
    row("A12 1,000,000 lists", body(QByteArray(1'000'000, '['), u"nested more than 64 deep"_s));
    row("A13 turned round", refusal("500 Error", "no\xe2\x80\xaegnp.exe\\nGo\\u001b[31m",
                                    u"no\\u202egnp.exe Go\\u001b[31m"_s));
    row("A13 1 MB of words", refusal("500 Error", QByteArray(1'000'000, 'w'), QString(400, u'w')));
    row("A14 page to sign in at",
        {{"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>"},
         u"is not a cache service (got text/html)"_s});
    row("A16 not allowed", refusal("403 Forbidden", "No.", u"role"_s));
    row("A17 in trouble", refusal("503 Service Unavailable", "Starting.", u"Starting."_s));
    row("A21 ends in the middle",
        {{"HTTP/1.1 200 OK\r\nContent-Le"}, u"closed the connection before it had answered"_s});
}

void EvilWindowTest::isOutlived()
{
    QFETCH(const Evil, evil);
    m_service->introducing = [evil] { return evil.said; };
    const qint64 bearable = WatchedLoop::bearableMs();
    WatchedLoop loop;
    open(m_service->url());
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(evil.shown), qPrintable(shown()), 40'000);
    QVERIFY2(loop.longestMs() <= bearable, qPrintable(QString::number(loop.longestMs())));
#ifndef TIERWATCH_IS_SANITIZED // which keeps what was freed
    QVERIFY2(loop.grownBytes() < 20 * mebibyte, qPrintable(QString::number(loop.grownBytes())));
#endif
}

void EvilWindowTest::whoRefusesTheTokenIsAskedOnceAndThenThePerson()
{
    m_service->introducing = [] {
        return Said{FaultyService::answer("401 Unauthorized", "{\"detail\": \"Who?\"}"), false};
    };
    open(m_service->url());
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<SignInDialog*>(), 20'000);
    QCOMPARE(m_service->introductions, 1);
}

void EvilWindowTest::nobodyElseLearnsWhoAsks()
{
    FaultyService other;
    m_service->introducing = [&other] {
        return Said{"HTTP/1.1 301 Moved\r\nLocation: " + other.url().toEncoded() +
                    "/cache/capabilities\r\nContent-Length: 0\r\n\r\n"};
    };
    open(m_service->url());
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(u"The service sends elsewhere (status 301)"_s),
                              qPrintable(shown()), 40'000);
    QCOMPARE(other.introductions, 0);
    QVERIFY(other.asked.isEmpty());
}

void EvilWindowTest::whoIsNotThereIsSaidAtOnce()
{
    const QUrl url = m_service->url();
    m_service->end();
    open(url);
    QTRY_VERIFY2_WITH_TIMEOUT(shown().contains(u"Nothing answers at"_s), qPrintable(shown()),
                              40'000);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::EvilWindowTest)
#include "evilwindowtest.moc"
