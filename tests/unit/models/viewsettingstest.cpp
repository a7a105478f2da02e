// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/viewsettings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class ViewSettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsForThisRunIsNotWritten();
    void theRangeOfThisRunHoldsForEveryTarget();
    void aChoiceEndsTheRangeOfThisRun();
    void choosingTheThemeOfThisRunKeepsIt();
    void whoSharesALookKeepsARangeOfTheirOwn();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"view.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ViewSettingsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void ViewSettingsTest::whatIsForThisRunIsNotWritten()
{
    {
        ViewSettings view(file());
        view.setThemeOfRun(Theme::Mode::Dark);
        view.setRangeOfRun(RangeChoice::Week);
        QCOMPARE(view.theme(), Theme::Mode::Dark);
        QCOMPARE(view.range(), RangeChoice::Week);
    }
    const ViewSettings later(file());
    QCOMPARE(later.theme(), Theme::Mode::System);
    QCOMPARE(later.range(), RangeChoice::Hour);
}

void ViewSettingsTest::theRangeOfThisRunHoldsForEveryTarget()
{
    ViewSettings view(file());
    view.useTarget(u"one"_s);
    view.setRange(RangeChoice::Day);
    view.setRangeOfRun(RangeChoice::FiveMinutes);
    for (const QString& target : {u"one"_s, u"two"_s}) {
        view.useTarget(target);
        QCOMPARE(view.range(), RangeChoice::FiveMinutes);
    }
}

void ViewSettingsTest::aChoiceEndsTheRangeOfThisRun()
{
    ViewSettings view(file());
    view.useTarget(u"one"_s);
    view.setRange(RangeChoice::Day);
    view.setRangeOfRun(RangeChoice::FiveMinutes);
    view.useTarget(u"two"_s);
    view.setRange(RangeChoice::Week);
    view.useTarget(u"one"_s);
    QCOMPARE(view.range(), RangeChoice::Day);
}

void ViewSettingsTest::choosingTheThemeOfThisRunKeepsIt()
{
    {
        ViewSettings view(file());
        view.setThemeOfRun(Theme::Mode::Dark);
        view.setTheme(Theme::Mode::Dark);
    }
    const ViewSettings later(file());
    QCOMPARE(later.theme(), Theme::Mode::Dark);
}

void ViewSettingsTest::whoSharesALookKeepsARangeOfTheirOwn()
{
    ViewSettings one(file());
    one.setThemeOfRun(Theme::Mode::Dark);
    ViewSettings other(file());
    other.shareLook(one);
    QCOMPARE(other.theme(), Theme::Mode::Dark);
    other.setTheme(Theme::Mode::Light);
    other.setTextPercent(120);
    QCOMPARE(one.theme(), Theme::Mode::Light);
    QCOMPARE(one.textPercent(), 120);
    one.setTextPercent(100);
    QCOMPARE(other.textPercent(), 100);
    other.setRange(RangeChoice::Week);
    other.setPaused(true);
    QCOMPARE(one.range(), RangeChoice::Hour);
    QVERIFY(!one.paused());
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::ViewSettingsTest)
#include "viewsettingstest.moc"
