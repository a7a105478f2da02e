// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/tempworkspace.h"
#include "support/windowfixture.h"
#include "support/wrappedtier.h"
#include "target/enginetarget.h"
#include "widgets/toggle.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// The real window on a real engine, whose disk takes two seconds for whatever it is asked.
class SlowDiskTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWindowAnswersAClickAtOnceWhileTheDiskTakesTwoSeconds();

private:
    static constexpr int diskMs = 2000;
    static constexpr qint64 mostMs = 100;
};

void SlowDiskTest::theWindowAnswersAClickAtOnceWhileTheDiskTakesTwoSeconds()
{
    WindowFixture window;
    TempWorkspace workspace(window.clock);
    WrappedTier* disk = nullptr;
    QVERIFY(workspace.open({}, [&](std::unique_ptr<StoreTier> inner) {
        auto wrapped = std::make_unique<WrappedTier>(std::move(inner));
        disk = wrapped.get();
        return wrapped;
    }));
    EngineTargetParts parts{u"Slow reports"_s, workspace.folder(), u"ana"_s};
    auto target = std::make_shared<EngineTarget>(workspace.cache(), parts);
    QSignalSpy shown(window.window.get(), &MainWindow::figuresShown);
    window.window->showTarget(target);
    window.window->show();
    QTRY_VERIFY(!shown.isEmpty());

    disk->delayMs = diskMs;
    QTest::keyClick(window.window.get(), Qt::Key_F5);
    auto* toggle = window.find<Toggle>(u"Cache for me"_s);
    QVERIFY(toggle && toggle->isChecked());
    QElapsedTimer click;
    click.start();
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY2(click.elapsed() < mostMs, qPrintable(QString::number(click.elapsed())));
    QVERIFY(!toggle->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.cache().switches().user(u"ana"_s), 3 * diskMs);

    disk->delayMs = 0;
    window.window.reset();
}

} // namespace tierwatch::test

QTEST_MAIN(tierwatch::test::SlowDiskTest)
#include "slowdisktest.moc"
