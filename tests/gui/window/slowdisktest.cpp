// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/tempworkspace.h"
#include "support/windowfixture.h"
#include "support/wrappedtier.h"
#include "target/enginetarget.h"
#include "widgets/toggle.h"

#include <QAbstractButton>
#include <QDialog>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

/// Beats every 10 ms and keeps the longest time in which the GUI thread did not let it.
class Heartbeat final
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_since.start();
        m_timer.start(10);
    }
    [[nodiscard]] qint64 longestMs()
    {
        beat();
        return m_longestMs;
    }

private:
    void beat() { m_longestMs = std::max(m_longestMs, m_since.restart()); }

    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longestMs = 0;
};

} // namespace

/// The real window on a real engine, whose disk takes two seconds for whatever it is asked.
class SlowDiskTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void openingDoesNotWait();
    void aClickIsAnsweredAtOnce();
    void aPriceIsReckonedInTheBackground();
    void closingDoesNotWait();

private:
    static constexpr int diskMs = 2000;
    static constexpr qint64 mostMs = 100;

    std::optional<WindowFixture> m_window;
    std::optional<TempWorkspace> m_workspace;
    WrappedTier* m_disk = nullptr;
    std::shared_ptr<EngineTarget> m_target;
};

/// Shown once while the disk is quick: fonts and style are loaded.
void SlowDiskTest::init()
{
    m_window.emplace();
    m_workspace.emplace(m_window->clock);
    QVERIFY(m_workspace->open({}, [this](std::unique_ptr<StoreTier> inner) {
        auto wrapped = std::make_unique<WrappedTier>(std::move(inner));
        m_disk = wrapped.get();
        return wrapped;
    }));
    EngineTargetParts parts{u"Slow reports"_s, m_workspace->folder(), u"ana"_s};
    m_target = std::make_shared<EngineTarget>(m_workspace->cache(), parts);
    QSignalSpy shown(m_window->window.get(), &MainWindow::figuresShown);
    m_window->window->showTarget(m_target);
    m_window->window->show();
    QTRY_VERIFY(!shown.isEmpty());
    m_disk->delayMs = diskMs;
}

void SlowDiskTest::cleanup()
{
    m_disk->delayMs = 0;
    m_window->window.reset();
    m_target.reset();
    m_workspace.reset();
    m_window.reset();
}

void SlowDiskTest::openingDoesNotWait()
{
    m_window->window->showWelcome();
    QSignalSpy shown(m_window->window.get(), &MainWindow::figuresShown);
    Heartbeat heart;
    m_window->window->showTarget(m_target);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 5 * diskMs);
    QCOMPARE_LT(heart.longestMs(), mostMs);
}

void SlowDiskTest::aClickIsAnsweredAtOnce()
{
    auto* toggle = m_window->find<Toggle>(u"Cache for me"_s);
    QVERIFY(toggle && toggle->isChecked());
    Heartbeat heart;
    QTest::keyClick(m_window->window.get(), Qt::Key_F5);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCoreApplication::processEvents();
    QCOMPARE_LT(heart.longestMs(), mostMs);
    QVERIFY(!toggle->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->cache().switches().user(u"ana"_s), 3 * diskMs);
    QCOMPARE_LT(heart.longestMs(), mostMs);
}

void SlowDiskTest::aPriceIsReckonedInTheBackground()
{
    Heartbeat heart;
    QTest::keyClick(m_window->window.get(), Qt::Key_I, Qt::ControlModifier);
    auto* dialog = m_window->window->findChild<QDialog*>();
    QVERIFY(dialog);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QVERIFY(go->text().startsWith(u"Reckoning"_s));
    QTRY_COMPARE_WITH_TIMEOUT(go->text(), u"Nothing to invalidate"_s, 5 * diskMs);
    QCOMPARE_LT(heart.longestMs(), mostMs);
}

void SlowDiskTest::closingDoesNotWait()
{
    QTest::keyClick(m_window->window.get(), Qt::Key_F5);
    QTest::keyClick(m_window->window.get(), Qt::Key_I, Qt::ControlModifier);
    Heartbeat heart;
    m_window->window.reset();
    QCOMPARE_LT(heart.longestMs(), mostMs);
}

} // namespace tierwatch::test

QTEST_MAIN(tierwatch::test::SlowDiskTest)
#include "slowdisktest.moc"
