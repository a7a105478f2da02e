// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/guitest.h"
#include "widgets/banner.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/dotplot.h"
#include "widgets/eventlist.h"
#include "widgets/meter.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/tabledelegate.h"
#include "widgets/textlabel.h"
#include "widgets/toggle.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDialog>
#include <QHeaderView>
#include <QHelpEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// Two rows: what fits, and what does not.
std::unique_ptr<QTableView> makeFilledTable()
{
    std::unique_ptr<QTableView> table(makeTable(u"Texts"_s, nullptr));
    auto* model = new QStandardItemModel(2, 2, table.get());
    model->setItem(0, 0, new QStandardItem(u"short"_s));
    model->setItem(1, 0, new QStandardItem(u"much too long for so narrow a column"_s));
    table->setModel(model);
    table->setItemDelegate(new TableDelegate(table.get()));
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->setColumnWidth(0, 90);
    table->resize(200, 120);
    return table;
}

QString tipAt(QTableView& table, int row)
{
    const QPoint place = table.visualRect(table.model()->index(row, 0)).center();
    QHelpEvent asked(QEvent::ToolTip, place, table.viewport()->mapToGlobal(place));
    QApplication::sendEvent(table.viewport(), &asked);
    return QToolTip::text();
}

EventItem makeEvent(qint64 id, const QString& title)
{
    return {id, id * 1000, 0, title, {}, {}};
}

} // namespace

/// Widgets by keyboard, pointer and screen reader.
class WidgetsTest final : public QObject
{
    Q_OBJECT

public:
    explicit WidgetsTest(Theme&) {}

private Q_SLOTS:
    void aToggleIsACheckBoxForTheKeyboard();
    void aToggleWithAReasonIsOffLimits();
    void settingAToggleIsNotAClick();
    void segmentsAreWalkedWithTheArrows();
    void settingASegmentTellsNobody();
    void segmentsKeepTheirWidths();
    void bannersStandInTheirOrderAndLeaveNoRoom();
    void aCardSaysWhatIsNotAvailable();
    void aFinalDangerButtonIsNoDefault();
    void aCutTextIsToldInTheToolTip();
    void numbersAreNeverCut();
    void eventsMoveOnlyWhereTheyDiffer();
    void eventsAreOpenedByKeyboardAndPointer();
    void onlyWholeEventsAreShown();
    void dotPlotRowsAreWalkedAndOpened();
    void aDotPlotShowsItsFocusAtOnceAndOffersNoClick();
    void aMeterIsFullAtMost();
    void aTableMarksWhatIsSelectedAndCurrent();
    void aTableTellsWhatItCut();
};

void WidgetsTest::aToggleIsACheckBoxForTheKeyboard()
{
    Toggle toggle;
    toggle.setAccessibleName(u"Cache for everyone"_s);
    toggle.show();
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&toggle);
    QCOMPARE(accessible->role(), QAccessible::CheckBox);
    QVERIFY(accessible->state().checked);
    QCOMPARE(accessible->text(QAccessible::Name), u"Cache for everyone"_s);
    QTest::mouseClick(&toggle, Qt::LeftButton);
    QVERIFY(!toggle.isChecked());
    QVERIFY(toggle.sizeHint().height() >= 24 && toggle.sizeHint().width() >= 24);
}

void WidgetsTest::aToggleWithAReasonIsOffLimits()
{
    ToggleRow row(u"Auto-invalidation"_s);
    row.setReason(u"Needs the operator role."_s);
    QVERIFY(!row.toggle().isEnabled());
    QCOMPARE(row.toggle().toolTip(), u"Needs the operator role."_s);
    QCOMPARE(row.toggle().accessibleDescription(), u"Needs the operator role."_s);
    row.setReason({});
    QVERIFY(row.toggle().isEnabled());
}

void WidgetsTest::settingAToggleIsNotAClick()
{
    Toggle toggle;
    const QSignalSpy clicks(&toggle, &Toggle::clicked);
    toggle.setChecked(true);
    QCOMPARE(clicks.count(), 0);
}

void WidgetsTest::segmentsAreWalkedWithTheArrows()
{
    SegmentedControl range(u"Range"_s, {u"5 min"_s, u"1 h"_s, u"24 h"_s});
    const QSignalSpy chosen(&range, &SegmentedControl::selected);
    range.show();
    QVERIFY(QTest::qWaitForWindowActive(&range));
    const auto buttons = range.findChildren<QToolButton*>();
    buttons[0]->setFocus();
    QTest::keyClick(buttons[0], Qt::Key_Right);
    QCOMPARE(range.currentIndex(), 1);
    QTest::keyClick(buttons[1], Qt::Key_Right);
    QTest::keyClick(buttons[2], Qt::Key_Left);
    QCOMPARE(range.currentIndex(), 1);
    QCOMPARE(chosen.count(), 3);
    QTest::mouseClick(buttons[1], Qt::LeftButton); // already chosen
    QCOMPARE(chosen.count(), 3);
    QCOMPARE(buttons[1]->accessibleName(), u"Range, 1 h"_s);
}

void WidgetsTest::settingASegmentTellsNobody()
{
    SegmentedControl range(u"Range"_s, {u"5 min"_s, u"1 h"_s});
    const QSignalSpy chosen(&range, &SegmentedControl::selected);
    range.setCurrentIndex(1);
    QCOMPARE(range.currentIndex(), 1);
    QCOMPARE(chosen.count(), 0);
}

void WidgetsTest::segmentsKeepTheirWidths()
{
    SegmentedControl range(u"Range"_s, {u"5 min"_s, u"1 h"_s});
    range.show();
    const QSize before = range.sizeHint();
    range.setCurrentIndex(1);
    QCOMPARE(range.sizeHint(), before);
}

void WidgetsTest::bannersStandInTheirOrderAndLeaveNoRoom()
{
    QWidget page;
    BannerStack stack(&page);
    page.show();
    QVERIFY(stack.isHidden());
    stack.setBanner(Banner::Kind::Warning, u"One"_s);
    stack.setBanner(Banner::Kind::Production, u"Two"_s);
    stack.setBanner(Banner::Kind::Stale, u"Three"_s, u"Try now"_s);
    QStringList order;
    for (int i = 0; i < stack.layout()->count(); ++i)
        order += stack.layout()->itemAt(i)->widget()->accessibleName();
    QCOMPARE(order, (QStringList{u"Two"_s, u"Three"_s, u"One"_s}));

    const QSignalSpy actions(&stack, &BannerStack::actionTriggered);
    for (QToolButton* action : stack.findChildren<QToolButton*>()) {
        if (action->text() == u"Try now")
            action->click();
    }
    QCOMPARE(actions.count(), 1);
    for (const auto kind : {Banner::Kind::Warning, Banner::Kind::Production, Banner::Kind::Stale})
        stack.removeBanner(kind);
    QVERIFY(stack.isHidden());
    QVERIFY(!stack.hasBanner(Banner::Kind::Stale));
}

void WidgetsTest::aCardSaysWhatIsNotAvailable()
{
    Card card(u"Freshness"_s);
    auto* content = new QLabel(u"6 of 6"_s);
    card.body()->addWidget(content);
    card.show();
    QCOMPARE(card.accessibleName(), u"Freshness"_s);
    card.setNotAvailable(u"Not available: no monitor."_s);
    QVERIFY(!content->isVisible());
    QCOMPARE(card.accessibleDescription(), u"Not available: no monitor."_s);
    card.setNotAvailable({});
    QVERIFY(content->isVisible());
}

void WidgetsTest::aFinalDangerButtonIsNoDefault()
{
    // Alone: beside it a plain button would be the default and take the key.
    QDialog dialog;
    auto* final = makeButton(ButtonKind::DangerFinal, u"Invalidate 3 entries"_s, &dialog);
    const QSignalSpy fired(final, &QPushButton::clicked);
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(fired.count(), 0);
}

void WidgetsTest::aCutTextIsToldInTheToolTip()
{
    TextLabel label(u"A sentence that is longer than its place"_s, TextStyle::Body);
    QVERIFY(label.minimumSizeHint().width() < label.sizeHint().width() / 2);
    TextLabel number(u"1,482,100"_s, TextStyle::Hero);
    number.setElidable(false);
    QCOMPARE(number.minimumSizeHint().width(), number.sizeHint().width());
}

void WidgetsTest::numbersAreNeverCut()
{
    TierMeter meter(Token::Memory, u"Memory"_s);
    meter.setSize(103 * 1024 * 1024, 256 * 1024 * 1024);
    for (const TextLabel* label : meter.findChildren<TextLabel*>()) {
        if (label->text().contains(u"103"))
            QCOMPARE(label->minimumSizeHint().width(), label->sizeHint().width());
    }
}

void WidgetsTest::eventsMoveOnlyWhereTheyDiffer()
{
    EventListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setItems({makeEvent(2, u"b"_s), makeEvent(1, u"a"_s)});
    QPersistentModelIndex second(model.index(1));
    const QSignalSpy changes(&model, &EventListModel::dataChanged);
    model.setItems({makeEvent(3, u"c"_s), makeEvent(2, u"b, measured"_s), makeEvent(1, u"a"_s)});
    QCOMPARE(second.row(), 2);
    QCOMPARE(changes.count(), 1);
    model.setItems({makeEvent(3, u"c"_s)});
    QCOMPARE(model.rowCount(), 1);
    QVERIFY(!second.isValid());
    QCOMPARE(model.rowOf(3), 0);
    QCOMPARE(model.rowOf(9), -1);
}

void WidgetsTest::eventsAreOpenedByKeyboardAndPointer()
{
    EventList list;
    EventItem undoable = makeEvent(2, u"Everything invalidated"_s);
    undoable.link = u"Undo until 14:38"_s;
    list.setEvents({undoable, makeEvent(1, u"Cache on"_s)});
    list.resize(400, 200);
    list.show();
    const QSignalSpy opened(&list, &EventList::opened), links(&list, &EventList::linkActivated);
    list.select(2);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(links.count(), 1);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toLongLong(), 1);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {},
                      list.visualRect(list.model()->index(0, 0)).center());
    QCOMPARE(opened.count(), 2);
}

void WidgetsTest::onlyWholeEventsAreShown()
{
    EventList list;
    QList<EventItem> items;
    for (qint64 id = 9; id > 0; --id)
        items.append(makeEvent(id, u"event"_s));
    list.setEvents(items);
    list.resize(400, 100);
    list.show();
    const int height = list.visualRect(list.model()->index(0, 0)).height();
    for (int row = 0; row < items.size(); ++row)
        QCOMPARE(list.isRowHidden(row), (row + 1) * height > list.viewport()->height());
}

void WidgetsTest::dotPlotRowsAreWalkedAndOpened()
{
    DotPlot plot;
    plot.setRows({{u"Trial balance"_s, 0.096, 742.0}, {u"Top partners"_s, {}, 68.0}});
    plot.resize(420, 120);
    plot.show();
    const QSignalSpy opened(&plot, &DotPlot::rowActivated);
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Down);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toInt(), 1);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, QPoint(50, 10));
    QCOMPARE(opened[1][0].toInt(), 0);
    QVERIFY(plot.accessibleDescription().contains(u"Trial balance"));
}

void WidgetsTest::aDotPlotShowsItsFocusAtOnceAndOffersNoClick()
{
    DotPlot plot;
    plot.setRows({{u"Trial balance"_s, 0.096, 742.0}, {u"Top partners"_s, {}, 68.0}});
    plot.resize(420, 120);
    plot.show();
    plot.clearFocus();
    const QImage before = plot.grab().toImage();
    plot.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(plot.hasFocus());
    QVERIFY(plot.grab().toImage() != before);
    QTest::mouseMove(&plot, QPoint(50, 10));
    QCOMPARE(plot.cursor().shape(), Qt::ArrowCursor);
}

void WidgetsTest::aMeterIsFullAtMost()
{
    Meter meter(Token::Disk);
    meter.resize(100, 8);
    meter.setShare(1.7);
    const Colors colors = Colors::of(meter);
    QImage image = meter.grab().toImage();
    QCOMPARE(image.pixelColor(50, 4), colors(Token::Disk));
    meter.setShare({});
    image = meter.grab().toImage();
    QCOMPARE(image.pixelColor(50, 4), colors(Token::Track));
}

void WidgetsTest::aTableMarksWhatIsSelectedAndCurrent()
{
    const std::unique_ptr<QTableView> table = makeFilledTable();
    table->show();
    table->selectRow(0);
    const QImage picture = table->viewport()->grab().toImage();
    const auto colorAt = [&picture](int x, int y) { return picture.pixelColor(x, y); };
    const Colors colors(Scheme::Light);
    const int height = table->rowHeight(0);
    QCOMPARE(colorAt(1, 2), colors(Token::Accent));
    QCOMPARE(colorAt(80, 2), colors(Token::Selection));
    QCOMPARE(colorAt(80, height - 1), colors(Token::Grid));
    QVERIFY(colorAt(1, height + 2) != colors(Token::Accent));
}

void WidgetsTest::aTableTellsWhatItCut()
{
    const std::unique_ptr<QTableView> table = makeFilledTable();
    table->show();
    QCOMPARE(tipAt(*table, 0), QString());
    QCOMPARE(tipAt(*table, 1), u"much too long for so narrow a column"_s);
    table->model()->setData(table->model()->index(0, 0), u"why"_s, Qt::ToolTipRole);
    QCOMPARE(tipAt(*table, 0), u"why"_s);
}

} // namespace tierwatch

TIERWATCH_GUI_TEST_MAIN(tierwatch::WidgetsTest)
#include "widgetstest.moc"
