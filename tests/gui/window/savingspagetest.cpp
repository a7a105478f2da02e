// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakedata.h"
#include "support/quiet.h"
#include "support/windowfixture.h"

#include "charts/chartpanel.h"
#include "charts/daychart.h"
#include "charts/reasonchart.h"
#include "theme/format.h"
#include "widgets/segmentedcontrol.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// A person on the Savings page: what it says, for which period, and what can be taken elsewhere.
class SavingsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSentenceComesFirst();
    void altAndADigitChooseThePeriodHereAndTheRangeElsewhere();
    void theLedgerIsAskedOnlyWhileItIsSeen();
    void theSentenceIsCopied();
    void theCompaniesAreSavedAsATable();
    void theReportIsSavedAsAPdf();
    void withoutRequestsItSaysWhatItNeeds();
    void aTargetWithoutALedgerSaysSo();
    void inASampleTheSentenceSaysThatItsUsersAreSimulated();
    void theOverviewShowsTheReasonsForMisses();
    void thePicture_data();
    void thePicture();

private:
    static void openSavings(test::WindowFixture& window)
    {
        window.open();
        QTest::keyClick(window.window.get(), Qt::Key_4, Qt::ControlModifier);
        window.nextFigures();
        QTRY_VERIFY(window.target->timesAsked<SavingsQuery>() > 0);
    }
    static std::optional<SavingsQuery> lastAsked(const test::WindowFixture& window)
    {
        std::optional<SavingsQuery> last;
        for (const Query& query : window.target->queries)
            if (const auto* asked = std::get_if<SavingsQuery>(&query))
                last = *asked;
        return last;
    }
};

void SavingsPageTest::theSentenceComesFirst()
{
    test::Quiet quiet;
    test::WindowFixture window;
    openSavings(window);
    QTRY_VERIFY(window.shows(u"In the last 7 days the cache saved 8.6 million queries and "
                             "51\u00a0days of database time."_s));
    QVERIFY(window.shows(u"1 of 6 types costs more than it saves."_s));
    QVERIFY(window.shows(u"Reckoned as hits times the measured database time"_s));
    const auto* companies = window.find<QTableView>(u"By company"_s);
    QCOMPARE(companies->model()->rowCount(), 6);
    QCOMPARE(companies->model()->index(0, 0).data().toString(), u"Alfa Construct"_s);
    const auto* types = window.find<QTableView>(u"By type"_s);
    QCOMPARE(types->model()->index(5, 2).data().toString(), u"\u22122\u00a0h 48\u00a0min"_s);
    QUIET(quiet);
}

void SavingsPageTest::altAndADigitChooseThePeriodHereAndTheRangeElsewhere()
{
    test::WindowFixture window;
    openSavings(window);
    const RangeChoice range = window.view->range();
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY(window.shows(u"In the last 30 days the cache saved"_s));
    QCOMPARE(lastAsked(window)->lengthMs.value(), 30 * 86'400'000LL);
    QTest::keyClick(window.window.get(), Qt::Key_4, Qt::AltModifier);
    QTRY_VERIFY(window.shows(u"Since counting began the cache saved"_s));
    QVERIFY(!lastAsked(window)->lengthMs);
    QVERIFY(window.find<QTableView>(u"By company"_s)->isColumnHidden(5)); // no trend of a total
    QCOMPARE(window.view->range(), range);
    QTest::keyClick(window.window.get(), Qt::Key_1, Qt::ControlModifier);
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::AltModifier);
    QCOMPARE(window.view->range(), RangeChoice::Day);
}

void SavingsPageTest::theLedgerIsAskedOnlyWhileItIsSeen()
{
    test::WindowFixture window;
    window.open();
    window.nextFigures();
    QCOMPARE(window.target->timesAsked<SavingsQuery>(), 0);
    QTest::keyClick(window.window.get(), Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(window.shows(u"the cache saved"_s));
    QTest::keyClick(window.window.get(), Qt::Key_1, Qt::ControlModifier);
    window.nextFigures();
    const int asked = window.target->timesAsked<SavingsQuery>();
    window.nextFigures();
    QCOMPARE(window.target->timesAsked<SavingsQuery>(), asked);
}

void SavingsPageTest::theSentenceIsCopied()
{
    test::WindowFixture window;
    openSavings(window);
    auto* copy = window.find<QAbstractButton>(u"copySentence"_s);
    QTRY_VERIFY(copy->isEnabled());
    copy->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"In the last 7 days the cache"_s));
    QCOMPARE(window.window->statusBar()->currentMessage(), u"The sentence is on the clipboard."_s);
}

void SavingsPageTest::theCompaniesAreSavedAsATable()
{
    test::WindowFixture window;
    openSavings(window);
    QTRY_COMPARE(window.find<QTableView>(u"By company"_s)->model()->rowCount(), 6);
    window.find<QAbstractButton>(u"saveCompanies"_s)->click();
    auto* dialog = window.window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    const QString path = window.folder.filePath(u"savings.csv"_s);
    Q_EMIT dialog->fileSelected(path);
    QTRY_COMPARE(window.window->statusBar()->currentMessage(), u"Saved as %1."_s.arg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine(),
             "name,queries_saved,misses,database_ms_saved,database_ms_saved_before\r\n");
    QVERIFY(file.readLine().startsWith("Alfa Construct,2673440,"));
}

void SavingsPageTest::theReportIsSavedAsAPdf()
{
    test::WindowFixture window;
    openSavings(window);
    auto* button = window.find<QAbstractButton>(u"reportPdf"_s);
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    auto* dialog = window.window->findChild<QFileDialog*>();
    QVERIFY(dialog);
    QVERIFY(QDir().mkpath(QStringLiteral(TIERWATCH_PICTURES)));
    const QString path = QDir(QStringLiteral(TIERWATCH_PICTURES)).filePath(u"savings.pdf"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(window.window->statusBar()->currentMessage(), u"Saved as %1."_s.arg(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF-1."));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QCOMPARE_GE(pdf.count("/Type /Page\n"), 1);
    const QString reader = QStandardPaths::findExecutable(u"pdftotext"_s);
    if (reader.isEmpty())
        return;
    QProcess process;
    process.start(reader, {u"-layout"_s, path, u"-"_s});
    QVERIFY(process.waitForFinished());
    const QString text = QString::fromUtf8(process.readAllStandardOutput());
    QVERIFY(text.contains(u"Savings of Accounting reports"_s));
    QVERIFY(text.contains(u"8.6 million queries"_s));
    QVERIFY(text.contains(u"Alfa Construct"_s));
    QVERIFY(text.contains(u"Page 1"_s));
}

void SavingsPageTest::withoutRequestsItSaysWhatItNeeds()
{
    test::WindowFixture window;
    test::fillEmptySample(*window.target);
    window.target->savings = [](const SavingsQuery&) { return SavingsReport{}; };
    openSavings(window);
    QTRY_VERIFY(window.shows(u"It needs an hour of requests."_s));
    QVERIFY(!window.shows(u"database time."_s));
    QVERIFY(!window.find<QAbstractButton>(u"copySentence"_s)->isEnabled());
    for (auto* button : window.window->findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text() == "Start the sample load"_L1)
            button->click();
    }
    QTRY_VERIFY(window.target->stats.sampleLoad->running);
}

void SavingsPageTest::aTargetWithoutALedgerSaysSo()
{
    test::WindowFixture window;
    window.target->savings = [](const SavingsQuery&) -> Result<SavingsReport> {
        return Error{ErrorCode::NotAvailable, u"This service keeps no ledger."_s};
    };
    openSavings(window);
    QTRY_VERIFY(window.shows(u"This service keeps no ledger."_s));
    QCOMPARE(window.find<TextLabel>(u"sentence"_s)->text(), Format::unknown());
    QVERIFY(!window.find<QTableView>(u"By company"_s)->isVisible());
}

void SavingsPageTest::inASampleTheSentenceSaysThatItsUsersAreSimulated()
{
    test::WindowFixture window;
    window.target->sample = true;
    openSavings(window);
    QTRY_VERIFY(window.shows(u"its users are simulated."_s));
    window.find<QAbstractButton>(u"copySentence"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().endsWith(u"its users are simulated."_s));
}

void SavingsPageTest::theOverviewShowsTheReasonsForMisses()
{
    test::WindowFixture window;
    window.target->history = [](const HistoryQuery& query) {
        History history = test::richHistory(query);
        history.total = {};
        for (HistoryPoint& point : history.points) {
            point.tally.misses = {.first = 1, .expired = 3, .byMonitor = 2};
            history.total += point.tally;
        }
        return history;
    };
    window.open();
    auto* chart = window.window->findChild<ReasonChart*>();
    auto* panel = qobject_cast<ChartPanel*>(chart->parentWidget()->parentWidget());
    QVERIFY(panel);
    QAction* reasons = nullptr;
    for (QAction* action : panel->menuButton()->menu()->actions()) {
        if (action->text() == "Reasons for misses"_L1)
            reasons = action;
    }
    QVERIFY(reasons);
    reasons->trigger();
    QVERIFY(reasons->isChecked());
    QVERIFY(chart->isVisible());
    QVERIFY(window.label(u"Reasons for misses"_s));
    QVERIFY(chart->accessibleDescription().contains(u"mostly expired"_s));
    QCOMPARE(chart->endLabels().size(), size_t(3));
    window.grab(u"overview-reasons"_s);
    panel->setTableShown(true);
    auto* table = window.find<QTableView>(u"Reasons for misses"_s);
    QVERIFY(table && table->isVisible());
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"3"_s);
}

void SavingsPageTest::thePicture_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("dark");
    for (const QSize size : {QSize(1280, 800), QSize(960, 600), QSize(1920, 1080)}) {
        for (const bool dark : {false, true})
            QTest::addRow("savings-%dx%d-%s", size.width(), size.height(), dark ? "dark" : "light")
                << size << dark;
    }
}

void SavingsPageTest::thePicture()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, dark);
    test::WindowFixture window;
    window.view->setTheme(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    window.window->resize(size);
    openSavings(window);
    window.window->resize(size);
    QTRY_VERIFY(window.shows(u"the cache saved"_s));
    QTest::keyClick(window.window.get(), Qt::Key_3, Qt::AltModifier);
    QTRY_VERIFY(window.shows(u"In the last 30 days"_s));
    window.grab(QString::fromLatin1(QTest::currentDataTag()));
    const auto* sentence = window.label(window.find<TextLabel>(u"sentence"_s)->text());
    QVERIFY(sentence && sentence->height() >= sentence->heightForWidth(sentence->width()));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::SavingsPageTest)
#include "savingspagetest.moc"
