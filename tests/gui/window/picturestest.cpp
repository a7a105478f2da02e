// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// Writes pictures of the window into the build folder, to be looked at beside those of the design.
class PicturesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOverviewAtEverySize_data();
    void theOverviewAtEverySize();
    void theFreshnessAtEverySize_data() { theOverviewAtEverySize_data(); }
    void theFreshnessAtEverySize();
    void theLoading();
    void theEmptySample();
    void theInvalidateDialog();
    void theFirstRun();
    void theProblemPage();
};

void PicturesTest::theOverviewAtEverySize_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size :
         {QSize(1280, 800), QSize(1280, 720), QSize(960, 600), QSize(1920, 1080)}) {
        for (const bool dark : {false, true}) {
            QTest::addRow("overview-%dx%d-%s", size.width(), size.height(), dark ? "dark" : "light")
                << size << dark;
        }
    }
}

void PicturesTest::theOverviewAtEverySize()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, dark);
    test::WindowFixture fixture;
    fixture.view->setTheme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    fixture.open(size);
    fixture.grab(QString::fromLatin1(QTest::currentDataTag()));
}

void PicturesTest::theFreshnessAtEverySize()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, dark);
    test::WindowFixture fixture;
    fixture.target->stats.autoInvalidateUnavailable.reset();
    fixture.target->stats.autoInvalidate = true;
    fixture.view->setTheme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    fixture.view->setRange(RangeChoice::Hour);
    fixture.open(size);
    QTest::keyClick(fixture.window.get(), Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(fixture.target->timesAsked<FreshnessQuery>() > 0);
    fixture.nextFigures();
    fixture.grab(
        QString::fromLatin1(QTest::currentDataTag()).replace(u"overview"_s, u"freshness"_s));
}

void PicturesTest::theLoading()
{
    test::WindowFixture fixture;
    fixture.target->silent = true;
    fixture.window->resize(1280, 800);
    fixture.window->show();
    fixture.window->openWorkspace(u"/workspace"_s, TargetOpener::Access::Control);
    QTRY_VERIFY(fixture.shows(u"Reading the history"_s));
    fixture.grab(u"loading"_s);
}

void PicturesTest::theEmptySample()
{
    test::WindowFixture fixture;
    test::fillEmptySample(*fixture.target);
    fixture.open();
    fixture.grab(u"empty-sample"_s);
    fixture.target->stats.sampleLoad->running = true;
    fixture.target->history = test::richHistory;
    fixture.window->resize(1280, 720);
    fixture.nextFigures();
    fixture.grab(u"sample-running"_s);
}

void PicturesTest::theInvalidateDialog()
{
    test::WindowFixture fixture;
    fixture.open();
    fixture.find<QAbstractButton>(u"invalidate"_s)->click();
    auto* dialog = fixture.window->findChild<QDialog*>();
    QVERIFY(dialog);
    for (auto* box : dialog->findChildren<QComboBox*>()) {
        if (box->accessibleName() == "Company"_L1)
            box->setCurrentIndex(3);
    }
    auto* button = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_VERIFY(button->text().contains(u"1,508"_s));
    auto* field = dialog->findChild<QLineEdit*>();
    QVERIFY(field->isVisible());
    field->setText(u"Delta Energy"_s);
    QCoreApplication::processEvents();
    QVERIFY(dialog->grab().save(QStringLiteral(TIERWATCH_PICTURES "/invalidate.png")));
}

void PicturesTest::theFirstRun()
{
    test::WindowFixture fixture;
    fixture.window->resize(1280, 800);
    fixture.window->show();
    fixture.grab(u"first-run"_s);
    fixture.window->openSample();
    fixture.opener.report({3, 6, 1'104'000, 1'600'000, 21'000});
    fixture.grab(u"first-run-making"_s);
    fixture.window->resize(960, 600);
    fixture.grab(u"first-run-small"_s);
}

void PicturesTest::theProblemPage()
{
    test::WindowFixture fixture;
    fixture.opener.failure =
        Error{ErrorCode::Locked,
              u"Process 4121 has this workspace open. Two programs can\u2019t own one "
              "cache at the same time. Close the other one, or open the workspace watch-only."_s,
              u"tierwatch.lock"_s};
    fixture.window->resize(1280, 800);
    fixture.window->show();
    fixture.window->openWorkspace(u"/srv/reports"_s, TargetOpener::Access::Control);
    QTRY_VERIFY(fixture.shows(u"4121"_s));
    fixture.grab(u"problem"_s);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::PicturesTest)
#include "picturestest.moc"
