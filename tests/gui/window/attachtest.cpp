// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "integration/service/servicefixture.h"
#include "integration/target/enginefixture.h"
#include "interop/sixcalls.h"
#include "models/viewsettings.h"
#include "sessionopener.h"
#include "widgets/textlabel.h"
#include "window/mainwindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

using test::EngineFixture;
using test::ServiceFixture;
using test::SixCalls;

/// A cache that a service publishes, in the window.
class AttachTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void aPublishedCacheIsShownAndControlled();
    void aViewerIsToldWhatItsTokenMayDo();
    void aServiceThatIsNotThereCanBeTriedAgain();
    void aServiceThatEndsIsSaidSoUntilItIsBack();
    void aWindowClosedWhileItConnectsLeavesNothingBehind();
    void aServiceOfTheSixCallsAloneShowsWhatItTells();
    void aServiceOfTheSixCallsAloneInvalidatesAfterTheNameIsTyped();

private:
    void openWith(const QUrl& address, const QByteArray& token);
    void attach(Role role);
    [[nodiscard]] bool attach(SixCalls& six);
    [[nodiscard]] bool shows(const QString& text) const
    {
        const auto labels = m_window->findChildren<TextLabel*>();
        return std::ranges::any_of(labels, [&](const TextLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    [[nodiscard]] QAction* action(const QString& text) const
    {
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->text().remove(u'&') == text)
                return action;
        }
        return nullptr;
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<EngineFixture> m_engine;
    std::unique_ptr<ServiceFixture> m_service;
    std::unique_ptr<ViewSettings> m_view;
    std::unique_ptr<SessionOpener> m_opener;
    std::unique_ptr<MainWindow> m_window;
};

void AttachTest::init()
{
    m_engine = EngineFixture::make({});
    m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    m_engine->ask(u"invoices"_s, 1, u"ana"_s);
    m_engine->settle();
    m_service =
        std::make_unique<ServiceFixture>(m_engine->target(), ServiceFixture::withoutRates());
    m_view = std::make_unique<ViewSettings>(m_folder.filePath(u"view.ini"_s));
    m_opener = std::make_unique<SessionOpener>(m_clock);
    m_window = std::make_unique<MainWindow>(*m_view, *m_opener, m_clock);
    m_window->show();
}

void AttachTest::cleanup()
{
    m_window.reset();
    m_opener.reset();
    m_view.reset();
    m_service.reset();
    m_engine.reset();
}

void AttachTest::openWith(const QUrl& address, const QByteArray& token)
{
    const auto connection = connectionAt(address.toString(), TargetOpener::Access::Control);
    m_opener->know(connection, token);
    m_window->open(connection);
}

void AttachTest::attach(Role role)
{
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    openWith(m_service->base(), m_service->token(role));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
}

bool AttachTest::attach(SixCalls& six)
{
    if (!six.start())
        return false;
    six.setReady(true);
    for (int i = 0; i < 2; ++i)
        six.ask(u"invoices"_s, 7, u"ana"_s);
    QSignalSpy shown(m_window.get(), &MainWindow::figuresShown);
    openWith(six.url(), "token-of-ana");
    return QTest::qWaitFor([&] { return !shown.isEmpty(); }, 40'000);
}

void AttachTest::aPublishedCacheIsShownAndControlled()
{
    m_view->setLastWorkspace(u"/before"_s);
    attach(Role::Administrator);
    QVERIFY(m_window->windowTitle().contains(u"Test reports"));
    QCOMPARE(m_view->lastWorkspace(), u"/before"_s);
    QVERIFY(!action(u"Show the folder"_s)->isEnabled());
    QAction* cleanUp = action(u"Clean up"_s);
    QVERIFY(cleanUp && cleanUp->isEnabled());
    cleanUp->trigger();
    const auto cleaned = [this] {
        const auto records = m_service->audited();
        return std::ranges::any_of(records, [](const QJsonObject& record) {
            return record[u"action"] == u"cleanup"_s && record[u"outcome"] == u"done"_s;
        });
    };
    QTRY_VERIFY(cleaned());
}

void AttachTest::aViewerIsToldWhatItsTokenMayDo()
{
    attach(Role::Viewer);
    QTRY_VERIFY(shows(u"The token of viewer is for looking"_s));
    QVERIFY(!action(u"Invalidate\u2026"_s)->isEnabled());
    QVERIFY(!action(u"Clean up"_s)->isEnabled());
}

void AttachTest::aServiceThatIsNotThereCanBeTriedAgain()
{
    QSignalSpy failed(m_window.get(), &MainWindow::openingFailed);
    openWith(QUrl(u"http://127.0.0.1:1/api"_s), m_service->token(Role::Administrator));
    QTRY_VERIFY(!failed.isEmpty());
    QVERIFY(shows(u"The service can\u2019t be used"_s));
    QVERIFY(shows(u"Nothing answers at 127.0.0.1:1."_s));
    attach(Role::Administrator);
    QVERIFY(!shows(u"The service can\u2019t be used"_s));
}

void AttachTest::aServiceThatEndsIsSaidSoUntilItIsBack()
{
    attach(Role::Operator);
    const QString place = m_service->base().authority();
    m_service.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!action(u"Clean up"_s)->isEnabled(), 20'000);
    QVERIFY(action(u"Clean up"_s)->toolTip().contains(place));
    QTRY_VERIFY(shows(u"Stale."_s));
}

void AttachTest::aWindowClosedWhileItConnectsLeavesNothingBehind()
{
    openWith(m_service->base(), m_service->token(Role::Administrator));
    m_window.reset();
    m_opener.reset();
    QVERIFY(m_service->client().get("/api/cache/health").status == 200);
}

void AttachTest::aServiceOfTheSixCallsAloneShowsWhatItTells()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    SixCalls six;
    QVERIFY(attach(six));
    QVERIFY(m_window->windowTitle().contains(six.url().authority()));
    QTRY_VERIFY(shows(u"50.0%"_s));
    QVERIFY(shows(u"of its memory alone"_s));
    QVERIFY(shows(u"This service offers only"_s));
    QVERIFY(!shows(u"being counted"_s));
    QVERIFY(action(u"Invalidate\u2026"_s)->isEnabled());
    QVERIFY(!action(u"Clean up"_s)->isEnabled());
    QVERIFY(action(u"Clean up"_s)->toolTip().contains(u"offers only"));
    m_window.reset(); // before the service
}

void AttachTest::aServiceOfTheSixCallsAloneInvalidatesAfterTheNameIsTyped()
{
    if (!SixCalls::isThere())
        QSKIP("python3-fastapi or python3-uvicorn is not here");
    SixCalls six;
    QVERIFY(attach(six));
    action(u"Invalidate\u2026"_s)->trigger();
    auto* go = m_window->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QVERIFY(go);
    QTRY_COMPARE(go->text(), u"Invalidate"_s);
    QVERIFY(!go->isEnabled());
    QVERIFY(shows(u"not known beforehand"_s));
    QTest::keyClicks(go->window()->findChild<QLineEdit*>(), six.url().authority());
    QVERIFY(go->isEnabled());
    QSignalSpy said(m_window->statusBar(), &QStatusBar::messageChanged);
    go->click();
    QTRY_COMPARE(six.calls(u"invalidate"_s), 1);
    QTRY_VERIFY(said.contains(QVariantList{u"Invalidated everything."_s}));
    m_window.reset();
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::AttachTest)
#include "attachtest.moc"
