// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dialogs/nameconfirmation.h"
#include "dialogs/targetactions.h"
#include "pages/page.h"
#include "support/fakedata.h"
#include "support/windowfixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// What people work with is not changed by a slip of the hand.
class ProductionTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyPageSaysSo();
    void aCheapInvalidationIsTypedToo();
    void anInvalidationOfATypeIsTypedByTheTargetsName();
    void whereNothingIsLostNothingIsTyped();
    void ownSwitchOffIsTyped();
    void ownSwitchOffCanBeCalledOff();
    void switchingOnIsAClick();
    void autoInvalidationOffIsTyped();
    void aBenchmarkIsTyped();
    void cleanUpAsksForAClick();
    void undoStaysAClick();
    void elsewhereAClickIsEnough();

private:
    [[nodiscard]] TargetActions& actions() const
    {
        return *m_window->window->findChild<TargetActions*>();
    }
    void setProduction(bool production)
    {
        actions().setProduction(production);
        for (auto* page : m_window->window->findChildren<Page*>())
            page->setProduction(production);
    }
    [[nodiscard]] QDialog* dialog() const
    {
        for (auto* dialog : m_window->window->findChildren<QDialog*>()) {
            if (dialog->isVisible())
                return dialog;
        }
        return nullptr;
    }
    [[nodiscard]] QAbstractButton* button(const QString& name) const
    {
        return dialog()->findChild<QAbstractButton*>(name);
    }
    /// Whether the button wants this typed before it can be pressed.
    [[nodiscard]] bool wants(const QString& name, const QString& typed) const
    {
        const auto* confirmation = dialog()->findChild<NameConfirmation*>();
        auto* field = confirmation ? confirmation->findChild<QLineEdit*>() : nullptr;
        if (!field || !field->isVisible() || button(name)->isEnabled())
            return false;
        QTest::keyClicks(field, typed);
        return button(name)->isEnabled();
    }

    std::unique_ptr<test::WindowFixture> m_window;
};

void ProductionTest::init()
{
    m_window.reset();
    m_window = std::make_unique<test::WindowFixture>();
    m_window->open();
    setProduction(true);
}

void ProductionTest::everyPageSaysSo()
{
    const auto pages = m_window->window->findChildren<Page*>();
    QVERIFY(pages.size() > 3);
    for (const Page* page : pages) {
        const auto banners = page->findChildren<Banner*>();
        QVERIFY(std::ranges::any_of(banners, [](const Banner* banner) {
            return banner->kind() == Banner::Kind::Production;
        }));
    }
    QVERIFY(m_window->shows(u"Actions here ask you to type the name of what they touch."_s));
    QVERIFY(m_window->shows(u"administrator"_s));
    setProduction(false);
    QTRY_VERIFY(!m_window->shows(u"Actions here ask you"_s));
}

void ProductionTest::aCheapInvalidationIsTypedToo()
{
    actions().invalidate({.companyId = 4, .type = u"top_partners"_s});
    const QString company = Names(test::richCatalog()).company(4);
    QTRY_VERIFY(button(u"invalidateNow"_s)->text().startsWith(u"Invalidate "));
    QVERIFY(wants(u"invalidateNow"_s, company));
    QVERIFY(m_window->shows(u"People work with this target."_s));
}

void ProductionTest::anInvalidationOfATypeIsTypedByTheTargetsName()
{
    actions().invalidate({.type = u"top_partners"_s});
    QTRY_VERIFY(button(u"invalidateNow"_s)->text().startsWith(u"Invalidate "));
    QVERIFY(wants(u"invalidateNow"_s, m_window->target->title));
}

void ProductionTest::whereNothingIsLostNothingIsTyped()
{
    actions().invalidate({.companyId = 6});
    QTRY_COMPARE(button(u"invalidateNow"_s)->text(), u"Nothing to invalidate"_s);
    QVERIFY(!dialog()->findChild<NameConfirmation*>()->isVisible());
}

void ProductionTest::ownSwitchOffIsTyped()
{
    actions().switchAction(SwitchKind::User)->trigger();
    QVERIFY(!m_window->target->lastAction<SetSwitch>());
    QVERIFY(wants(u"yes"_s, m_window->target->title));
    button(u"yes"_s)->click();
    QTRY_VERIFY(!m_window->target->stats.userEnabled);
}

void ProductionTest::ownSwitchOffCanBeCalledOff()
{
    actions().switchAction(SwitchKind::User)->trigger();
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    QVERIFY(actions().switchAction(SwitchKind::User)->isChecked());
    QVERIFY(m_window->target->actions.empty());
}

void ProductionTest::switchingOnIsAClick()
{
    m_window->target->stats.userEnabled = false;
    m_window->nextFigures();
    QTRY_VERIFY(!actions().switchAction(SwitchKind::User)->isChecked());
    actions().switchAction(SwitchKind::User)->trigger();
    QVERIFY(!dialog());
    QTRY_VERIFY(m_window->target->stats.userEnabled);
}

void ProductionTest::autoInvalidationOffIsTyped()
{
    m_window->target->stats.autoInvalidate = true;
    m_window->target->stats.autoInvalidateUnavailable.reset();
    QTRY_VERIFY(actions().switchAction(SwitchKind::AutoInvalidate)->isChecked() &&
                actions().switchAction(SwitchKind::AutoInvalidate)->isEnabled());
    actions().switchAction(SwitchKind::AutoInvalidate)->trigger();
    QVERIFY(!m_window->target->lastAction<SetSwitch>());
    QVERIFY(wants(u"yes"_s, m_window->target->title));
    button(u"yes"_s)->click();
    QTRY_VERIFY(!m_window->target->stats.autoInvalidate);
}

void ProductionTest::aBenchmarkIsTyped()
{
    actions().benchmarkAction()->trigger();
    auto* start = m_window->find<QAbstractButton>(u"startBenchmark"_s);
    QTRY_VERIFY(start->isEnabled() && m_window->shows(u"queries to the database."_s));
    start->click();
    QVERIFY(!m_window->target->lastAction<Benchmark>());
    QVERIFY(wants(u"yes"_s, m_window->target->title));
    button(u"yes"_s)->click();
    QTRY_VERIFY(m_window->target->lastAction<Benchmark>());
}

void ProductionTest::cleanUpAsksForAClick()
{
    actions().cleanUpAction()->trigger();
    QVERIFY(!m_window->target->lastAction<CleanUp>());
    QVERIFY(!dialog()->findChild<NameConfirmation*>());
    button(u"yes"_s)->click();
    QTRY_VERIFY(m_window->target->lastAction<CleanUp>());
}

void ProductionTest::undoStaysAClick()
{
    Event event;
    event.kind = EventKind::Invalidated;
    event.timeMs = test::workingDayMs();
    event.invalidationId = 7;
    event.undoUntilMs = test::workingDayMs() + 600'000;
    actions().undo(event);
    QVERIFY(!dialog()->findChild<NameConfirmation*>());
    button(u"yes"_s)->click();
    QTRY_VERIFY(m_window->target->lastAction<Undo>());
}

void ProductionTest::elsewhereAClickIsEnough()
{
    setProduction(false);
    actions().cleanUpAction()->trigger();
    QVERIFY(!dialog());
    QTRY_VERIFY(m_window->target->lastAction<CleanUp>());
    actions().switchAction(SwitchKind::User)->trigger();
    QVERIFY(!dialog());
    QTRY_VERIFY(!m_window->target->stats.userEnabled);
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::ProductionTest)
#include "productiontest.moc"
