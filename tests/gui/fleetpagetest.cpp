// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "pages/fleetpage.h"

#include "fleetexample.h"
#include "pages/fleetproblems.h"
#include "pages/fleettable.h"
#include "support/guitest.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace tierwatch {

class FleetPageTest final : public QObject
{
    Q_OBJECT
public:
    explicit FleetPageTest(Theme& theme) : m_theme(theme) {}

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutTargetsThereIsADoor();
    void sumsSayOfHowManyTargetsTheyAre();
    void whatNeedsAPersonIsSaidWithOneButton();
    void enterOpensAndDeleteAsksToRemove();
    void actionsAreForWhoIsChosen();
    void groupsAreFoldedByClickAndByKeys();
    void theGroupChoiceStaysWhereTheBookChanges();
    void whoIsChosenStaysSoWhereTheBookChanges();
    void aWidePageShowsOneTargetInFull();
    void aWidePageHasRoomForLongNames();
    void itLooksAsItShould_data();
    void itLooksAsItShould();

private:
    void show(QSize size = {1072, 744})
    {
        m_page = std::make_unique<FleetPage>(m_example->rig.fleet, *m_view, m_example->rig.clock);
        m_page->resize(size);
        m_page->show();
    }
    [[nodiscard]] bool shows(const QString& text) const
    {
        const auto labels = m_page->findChildren<TextLabel*>();
        return std::ranges::any_of(labels, [&](const TextLabel* label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    [[nodiscard]] QPushButton& button(const QString& text) const
    {
        for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == text)
                return *button;
        }
        qFatal("no such button: %s", qPrintable(text));
    }
    [[nodiscard]] QTableView& table() const { return *m_page->findChild<QTableView*>(); }
    [[nodiscard]] QComboBox& groups() const { return *m_page->findChild<QComboBox*>(u"groups"_s); }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }
    void choose(int row) const { table().selectRow(row); }

    Theme& m_theme;
    QTemporaryDir m_folder;
    std::unique_ptr<ViewSettings> m_view;
    std::unique_ptr<test::FleetExample> m_example;
    std::unique_ptr<FleetPage> m_page;
};

void FleetPageTest::init()
{
    QFile::remove(m_folder.filePath(u"view.ini"_s));
    m_view = std::make_unique<ViewSettings>(m_folder.filePath(u"view.ini"_s));
    m_view->setInterval(std::chrono::seconds(2));
    m_example = std::make_unique<test::FleetExample>();
}

void FleetPageTest::cleanup()
{
    m_page.reset();
    m_example.reset();
    m_view.reset();
    m_theme.setMode(Theme::Mode::Light);
}

void FleetPageTest::withoutTargetsThereIsADoor()
{
    show();
    QVERIFY(shows(u"No targets yet"_s));
    QSignalSpy wanted(m_page.get(), &FleetPage::addWanted);
    for (QPushButton* button : m_page->findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == u"Add target\u2026")
            button->click();
    }
    QCOMPARE(wanted.count(), 2);
    m_example->rig.show();
    QVERIFY(!shows(u"No targets yet"_s));
    QVERIFY(table().isVisible());
}

void FleetPageTest::sumsSayOfHowManyTargetsTheyAre()
{
    show();
    QVERIFY(m_example->settle());
    QTRY_VERIFY(shows(u"1 target is offline, 3 need attention."_s));
    QTRY_VERIFY(shows(u"queries, 7 of 8 targets"_s));
    QVERIFY(shows(u"48 of 50"_s));
    QVERIFY(shows(u"companies current, 6 of 8 targets"_s));
}

void FleetPageTest::whatNeedsAPersonIsSaidWithOneButton()
{
    show();
    QVERIFY(m_example->settle());
    QTRY_VERIFY(shows(u"Port 443 refused the connection."_s));
    QVERIFY(shows(u"What is cached of 2 companies is not up to date."_s));
    QVERIFY(shows(u"Its clock runs 42\u00a0s ahead of this computer"_s));
    QVERIFY(shows(u"and 1 more"_s));
    m_example->rig.targets[u"Reports Cluj"_s]->readFailure.reset();
    button(u"Try now"_s).click();
    QVERIFY(m_example->rig.waitUntil(
        [&] { return m_example->rig.fleet.concern(0) == FleetConcern::None; }));
    QSignalSpy open(m_page.get(), &FleetPage::openWanted);
    button(u"Open"_s).click();
    QCOMPARE(open.count(), 1);
}

void FleetPageTest::enterOpensAndDeleteAsksToRemove()
{
    show();
    QVERIFY(m_example->settle());
    QSignalSpy open(m_page.get(), &FleetPage::openWanted);
    QSignalSpy remove(m_page.get(), &FleetPage::removeWanted);
    choose(0);
    QTest::keyClick(&table(), Qt::Key_Return);
    QCOMPARE(open.count(), 1);
    QTest::keyClick(&table(), Qt::Key_Delete);
    QCOMPARE(remove[0][0].toStringList().size(), 1);
    QCOMPARE(m_example->rig.fleet.size(), 8);
}

void FleetPageTest::actionsAreForWhoIsChosen()
{
    show();
    QVERIFY(m_example->settle());
    QVERIFY(!button(u"Invalidate\u2026"_s).isEnabled());
    table().selectAll();
    QVERIFY(shows(u"8 selected"_s));
    button(u"Invalidate\u2026"_s).click();
    const auto* dialog = m_page->findChild<QDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QTableView*>()->model()->rowCount(), 8);
}

void FleetPageTest::groupsAreFoldedByClickAndByKeys()
{
    show();
    QVERIFY(m_example->settle());
    groups().setCurrentIndex(1);
    QCOMPARE(rows(), 11);
    const auto press = [this](Qt::Key key) { QTest::keyClick(&table(), key); };
    choose(2);
    press(Qt::Key_Left);
    QCOMPARE(table().currentIndex().row(), 0);
    QCOMPARE(rows(), 11);
    press(Qt::Key_Left);
    QCOMPARE(rows(), 9);
    QVERIFY(shows(u"2 selected"_s));
    press(Qt::Key_Right);
    QCOMPARE(rows(), 11);
    QVERIFY(!shows(u"selected"_s));
    press(Qt::Key_Right);
    QCOMPARE(table().currentIndex().row(), 1);
    const QSignalSpy open(m_page.get(), &FleetPage::openWanted);
    const QPoint heading = table().visualRect(table().model()->index(3, 0)).center();
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::NoModifier, heading);
    QCOMPARE(rows(), 6);
    press(Qt::Key_Return);
    QCOMPARE(rows(), 11);
    QCOMPARE(open.count(), 0);
}

void FleetPageTest::theGroupChoiceStaysWhereTheBookChanges()
{
    show();
    m_example->rig.show();
    groups().setCurrentIndex(1);
    m_example->rig.connections[6].group = u"A new one"_s;
    m_example->rig.show();
    QCOMPARE(groups().currentIndex(), 1);
    QCOMPARE(rows(), 11);
    groups().setCurrentText(u"Local"_s);
    QCOMPARE(rows(), 2);
    m_example->rig.connections[6].group = u"Zuletzt"_s;
    m_example->rig.show();
    QCOMPARE(groups().currentText(), u"Local"_s);
    m_example->rig.connections[5].group = m_example->rig.connections[7].group = QString();
    m_example->rig.show();
    QCOMPARE(groups().currentIndex(), 0);
    QCOMPARE(rows(), 8);
}

void FleetPageTest::whoIsChosenStaysSoWhereTheBookChanges()
{
    show();
    QVERIFY(m_example->settle());
    auto& shown = *m_page->findChild<FleetTable*>();
    auto& connections = m_example->rig.connections;
    choose(shown.model().rowOf(u"Staging"_s));
    const int sibiu = shown.model().rowOf(u"Reports Sibiu"_s);
    table().selectionModel()->select(table().model()->index(sibiu, 0),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QVERIFY(shows(u"2 selected"_s));
    const QSignalSpy told(&shown, &FleetTable::chosenChanged);
    connections.erase(connections.begin()); // all others have other rows from here on
    connections[0].name = u"Bucharest"_s;
    m_example->rig.show();
    QCOMPARE(told.count(), 1);
    QVERIFY(shows(u"2 selected"_s));
    const QStringList chosen = shown.chosen();
    QCOMPARE(QSet<QString>(chosen.begin(), chosen.end()),
             (QSet<QString>{u"Staging"_s, u"Reports Sibiu"_s}));
    QCOMPARE(shown.model().keyOf(table().currentIndex().row()), u"Staging"_s);
    std::erase_if(connections, [](const auto& one) { return one.id == u"Staging"; });
    m_example->rig.show();
    QCOMPARE(shown.chosen(), QStringList{u"Reports Sibiu"_s});
    QVERIFY(shows(u"1 selected"_s));
}

void FleetPageTest::aWidePageShowsOneTargetInFull()
{
    show({1600, 900});
    m_example->rig.targets[u"Reports Sibiu"_s]->linkFigures.requests = 412;
    QVERIFY(m_example->settle());
    QVERIFY(shows(u"Choose a target to see here all that is known of it."_s));
    choose(1);
    QVERIFY(shows(u"21 of 23 companies are current"_s));
    QVERIFY(shows(u"Asked every 2\u00a0s."_s));
    choose(2);
    QVERIFY(shows(u"42\u00a0s ahead of this computer"_s));
    choose(4);
    QVERIFY(shows(u"412 requests, "_s));
    QVERIFY(shows(u"921,760 queries"_s));
    table().selectAll();
    QVERIFY(shows(u"Choose one target alone"_s));
    m_page->resize(1500, 900);
    QVERIFY(!shows(u"Choose one target alone"_s));
}

void FleetPageTest::aWidePageHasRoomForLongNames()
{
    show();
    QVERIFY(m_example->settle());
    const auto labels = m_page->findChild<FleetProblems*>()->findChildren<TextLabel*>();
    const auto name = std::ranges::find(labels, u"Reports Cluj"_s, &TextLabel::text);
    QVERIFY(name != labels.end());
    const int narrow = (*name)->width();
    m_page->resize(1712, 1024);
    QVERIFY((*name)->width() > narrow + 30);
}

void FleetPageTest::itLooksAsItShould_data()
{
    QTest::addColumn<Theme::Mode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("byGroup");
    QTest::newRow("fleet-light") << Theme::Mode::Light << QSize(1072, 744) << false;
    QTest::newRow("fleet-dark") << Theme::Mode::Dark << QSize(1072, 744) << false;
    QTest::newRow("fleet-light-low") << Theme::Mode::Light << QSize(1072, 664) << false;
    QTest::newRow("fleet-dark-narrow") << Theme::Mode::Dark << QSize(900, 600) << false;
    QTest::newRow("fleet-light-groups") << Theme::Mode::Light << QSize(1072, 664) << true;
    QTest::newRow("fleet-dark-groups") << Theme::Mode::Dark << QSize(1712, 1024) << true;
}

void FleetPageTest::itLooksAsItShould()
{
    QFETCH(Theme::Mode, mode);
    QFETCH(QSize, size);
    QFETCH(bool, byGroup);
    m_theme.setMode(mode);
    show(size);
    groups().setCurrentIndex(byGroup ? 1 : 0);
    QVERIFY(m_example->settle());
    QTRY_VERIFY(shows(u"1 target is offline"_s));
    choose(1);
    QCoreApplication::processEvents(); // so that it is laid out
    QDir().mkpath(QStringLiteral(TIERWATCH_PICTURES));
    QVERIFY(m_page->grab().save(QStringLiteral(TIERWATCH_PICTURES "/%1.png")
                                    .arg(QLatin1StringView(QTest::currentDataTag()))));
    QVERIFY(table().horizontalHeader()->length() <= table().viewport()->width());
    for (const QWidget* child : m_page->findChildren<QWidget*>()) {
        if (child->isVisible() && child->parentWidget() == m_page.get())
            QVERIFY(m_page->rect().contains(child->geometry()));
    }
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::FleetPageTest)
#include "fleetpagetest.moc"
