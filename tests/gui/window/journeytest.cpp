// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "charts/sharechart.h"
#include "charts/sharesegments.h"
#include "commandline.h"
#include "models/freshnessmodel.h"
#include "models/viewsettings.h"
#include "pages/freshnesspage.h"
#include "sample/samplegenerator.h"
#include "sessionopener.h"
#include "support/otherprogram.h"
#include "target/cachetarget.h"
#include "widgets/datatable.h"
#include "widgets/eventlist.h"
#include "window/mainwindow.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

/// The main job on real parts: a small sample workspace, the real engine, the real window.
class JourneyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theLoadFillsTheCacheAndAnInvalidationIsSeen();
    void historySwitchesAndEntriesOutliveTheProgram();
    void theCacheSwitchedOffIsAGapOnTheChartAndComesBack();
    void anInvalidationIsUndoneFromTheStatusBar();
    void aChangeInTheDatabaseIsSeenOnTheFreshnessPage();
    void watchOnlyRefusesEveryAction();
    void aWorkspaceInUseNamesTheProcess();
    void aFolderThatIsMissingIsSaid();
    void aFileThatIsNotADatabaseIsLeftAlone();
    void theCommandLineNamesWhatItCannotRead_data();
    void theCommandLineNamesWhatItCannotRead();

private:
    /// A window as the program makes it; a second one is a later start of it.
    struct Program
    {
        explicit Program(const QString& settings)
            : view(settings), opener(clock), window(view, opener, clock)
        {
            window.show();
        }
        [[nodiscard]] bool shows(const QString& text) const;
        [[nodiscard]] bool waitForFigures();
        [[nodiscard]] QAbstractButton* button(const QString& name) const;
        /// The second line of the newest event whose first begins so; none = not listed.
        [[nodiscard]] std::optional<QString> effectOf(const QString& event) const;
        /// What the chart shows, from its table.
        [[nodiscard]] History drawn() const;
        [[nodiscard]] qint64 secondsBypassed() const;
        void switchOff();
        void invalidate(const QString& company);
        /// What the Freshness page says of a company; empty while it has no row.
        [[nodiscard]] QString freshness(const QString& company,
                                        FreshnessModel::Column column) const;

        SystemClock clock;
        ViewSettings view;
        SessionOpener opener;
        MainWindow window;
    };

    [[nodiscard]] QString sample() const { return m_folder.filePath(u"sample"_s); }
    [[nodiscard]] QString settings() const { return m_folder.filePath(u"view.ini"_s); }

    QTemporaryDir m_folder;
};

bool JourneyTest::Program::shows(const QString& text) const
{
    const auto labels = window.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&text](const QLabel* label) {
        return label->isVisible() && label->text().contains(text);
    });
}

bool JourneyTest::Program::waitForFigures()
{
    QSignalSpy shown(&window, &MainWindow::figuresShown);
    return shown.wait(10'000);
}

QAbstractButton* JourneyTest::Program::button(const QString& name) const
{
    for (auto* button : window.findChildren<QAbstractButton*>()) {
        if (button->isVisible() &&
            (button->objectName() == name || button->accessibleName() == name))
            return button;
    }
    return nullptr;
}

std::optional<QString> JourneyTest::Program::effectOf(const QString& event) const
{
    const auto* model = qobject_cast<EventListModel*>(window.findChild<EventList*>()->model());
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->item(row).title.startsWith(event))
            return model->item(row).detail;
    }
    return std::nullopt;
}

History JourneyTest::Program::drawn() const
{
    History history;
    const auto* chart = window.findChild<ShareChart*>();
    history.fromMs = chart->fromMs();
    history.toMs = chart->toMs();
    for (const QStringList& row : chart->tableTwin().csvRows) {
        HistoryPoint point;
        point.startMs = QDateTime::fromString(row[0], Qt::ISODateWithMs).toMSecsSinceEpoch();
        point.tally.memory = row[1].toLongLong();
        point.tally.disk = row[2].toLongLong();
        point.tally.database = row[3].toLongLong();
        point.tally.bypassed = row[5].toLongLong();
        history.points.push_back(point);
    }
    return history;
}

qint64 JourneyTest::Program::secondsBypassed() const
{
    return std::ranges::count_if(drawn().points, [](const HistoryPoint& point) {
        return point.tally.answered() == 0 && point.tally.bypassed > 0;
    });
}

void JourneyTest::Program::switchOff()
{
    QTest::mouseClick(button(u"Cache for everyone"_s), Qt::LeftButton);
    auto* dialog = window.findChild<QDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>()->setText(window.windowTitle().section(u" \u2013"_s, 0, 0));
    auto* off = dialog->findChild<QAbstractButton*>(u"switchOffNow"_s);
    QVERIFY(off && off->isEnabled());
    QTest::mouseClick(off, Qt::LeftButton);
}

void JourneyTest::Program::invalidate(const QString& company)
{
    QTest::keyClick(&window, Qt::Key_I, Qt::ControlModifier);
    auto* dialog = window.findChild<QDialog*>();
    QVERIFY(dialog);
    dialog->findChild<QComboBox*>()->setCurrentText(company);
    auto* go = dialog->findChild<QAbstractButton*>(u"invalidateNow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(go->isEnabled(), 5000);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.findChildren<QDialog*>().isEmpty(), 5000);
}

QString JourneyTest::Program::freshness(const QString& company, FreshnessModel::Column column) const
{
    const QAbstractItemModel& rows =
        *window.findChild<FreshnessPage*>()->findChild<DataTable*>()->model();
    for (int row = 0; row < rows.rowCount(); ++row) {
        if (rows.index(row, FreshnessModel::Company).data().toString() == company)
            return rows.index(row, column).data().toString();
    }
    return {};
}

void JourneyTest::initTestCase()
{
    QLocale::setDefault(QLocale(u"en_US"_s));
    const SystemClock clock;
    const SampleGenerator generator(clock, {.postingsPerCompany = 2000});
    const auto made = generator.create(sample(), {}, {});
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().message));
}

void JourneyTest::theLoadFillsTheCacheAndAnInvalidationIsSeen()
{
    Program program(settings());
    program.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"No requests yet"_s), 10'000);
    QTest::mouseClick(program.button(u"sampleLoad"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"Simulated users are asking"_s), 5000);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"requests answered from the cache"_s), 20'000);
    // An effect is measured against the ten seconds before.
    QTRY_VERIFY_WITH_TIMEOUT(program.drawn().points.size() >= 2, 30'000);

    program.invalidate(u"Delta Energy"_s);
    const QString event = u"Delta Energy invalidated by "_s;
    QTRY_VERIFY_WITH_TIMEOUT(program.effectOf(event), 5000);
    QTRY_VERIFY(!program.window.findChild<ShareChart*>()->marks().empty());
    QTRY_VERIFY_WITH_TIMEOUT(program.effectOf(event)->contains(u"points"_s) ||
                                 program.effectOf(event)->contains(u"dip"_s),
                             30'000);

    QTest::mouseClick(program.button(u"Cache for me"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"Off, as "_s), 5000);
    QTest::mouseClick(program.button(u"sampleLoad"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!program.shows(u"Simulated users are asking"_s), 5000);
}

void JourneyTest::historySwitchesAndEntriesOutliveTheProgram()
{
    Program program(settings());
    QCOMPARE(program.view.lastWorkspace(), sample());
    program.window.openWorkspace(program.view.lastWorkspace(), TargetOpener::Access::Control);
    QVERIFY(program.waitForFigures());
    QVERIFY(program.shows(u"requests answered from the cache"_s));
    QVERIFY(program.shows(u"Off, as "_s));
    QVERIFY(!program.shows(u"0.00 of 1,024"_s));
}

void JourneyTest::theCacheSwitchedOffIsAGapOnTheChartAndComesBack()
{
    Program program(settings());
    program.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QVERIFY(program.waitForFigures());
    program.view.setRange(RangeChoice::FiveMinutes);
    program.window.startSampleLoad();
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"Simulated users are asking"_s), 5000);
    QTRY_VERIFY_WITH_TIMEOUT(program.drawn().points.size() >= 3, 20'000);
    program.switchOff();
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"Switched off."_s), 5000);
    QTRY_VERIFY_WITH_TIMEOUT(program.secondsBypassed() >= 2, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u", cache off"_s), 5000);
    const std::size_t before = shareSegments(program.drawn(), 1000).size();

    QTest::mouseClick(program.button(u"Cache for everyone"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!program.shows(u"Switched off."_s), 5000);
    QTRY_COMPARE_WITH_TIMEOUT(shareSegments(program.drawn(), 1000).size(), before + 1, 20'000);
    QVERIFY(program.effectOf(u"Cache off for everyone"_s));
    QVERIFY(program.effectOf(u"Cache on again for everyone"_s));
    QTest::mouseClick(program.button(u"sampleLoad"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!program.shows(u"Simulated users are asking"_s), 5000);
}

void JourneyTest::anInvalidationIsUndoneFromTheStatusBar()
{
    Program program(settings());
    program.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QVERIFY(program.waitForFigures());
    program.invalidate(u"Alfa Construct"_s);
    QVERIFY(program.shows(u"of Alfa Construct."_s));
    QTest::mouseClick(program.button(u"statusLink"_s), Qt::LeftButton);
    auto* dialog = program.window.findChild<QDialog*>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(u"yes"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(program.window.statusBar()->currentMessage().startsWith(u"Undone: "_s),
                             10'000);
    QVERIFY(program.window.statusBar()->currentMessage().contains(u"came back"_s));
    QTRY_VERIFY_WITH_TIMEOUT(program.effectOf(u"Undo brought back "_s), 5000);
}

void JourneyTest::aChangeInTheDatabaseIsSeenOnTheFreshnessPage()
{
    Program program(settings());
    program.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QVERIFY(program.waitForFigures());
    program.window.startSampleLoad();
    QTest::keyClick(&program.window, Qt::Key_3, Qt::ControlModifier);
    const QString delta = u"Delta Energy"_s;
    const auto state = [&] { return program.freshness(delta, FreshnessModel::StateColumn); };
    QTRY_COMPARE_WITH_TIMEOUT(state(), u"Current"_s, 30'000);
    QVERIFY(test::OtherProgram(sample() + u"/source/delta_energy.db"_s)
                .exec({u"INSERT INTO act(id_act, posted_on, debit, credit, amount, currency, "
                       "document, explanation) SELECT MAX(id_act) + 1, posted_on, debit, credit, "
                       "amount, currency, document, explanation FROM act"_s}));
    QTest::mouseClick(program.button(u"checkNow"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        program.freshness(delta, FreshnessModel::Happens).startsWith(u"1 posting at "_s), 10'000);
    QCOMPARE(state(), u"Current"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"invalidation"_s), 5000);
}

void JourneyTest::watchOnlyRefusesEveryAction()
{
    Program program(settings());
    program.window.openWorkspace(sample(), TargetOpener::Access::WatchOnly);
    QVERIFY(program.waitForFigures());
    QVERIFY(program.shows(u"watch-only"_s));
    QVERIFY(!program.button(u"Cache for everyone"_s)->isEnabled());
    QVERIFY(!program.button(u"invalidate"_s)->isEnabled());
}

void JourneyTest::aWorkspaceInUseNamesTheProcess()
{
    Program first(settings());
    first.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QVERIFY(first.waitForFigures());
    Program second(m_folder.filePath(u"other.ini"_s));
    second.window.openWorkspace(sample(), TargetOpener::Access::Control);
    QTRY_VERIFY_WITH_TIMEOUT(second.shows(u"The workspace is in use"_s), 5000);
    QVERIFY(second.shows(QString::number(QCoreApplication::applicationPid())));
}

void JourneyTest::aFolderThatIsMissingIsSaid()
{
    Program program(settings());
    program.window.openWorkspace(m_folder.filePath(u"nowhere"_s), TargetOpener::Access::Control);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"The workspace is not there"_s), 5000);
    QVERIFY(!QFile::exists(m_folder.filePath(u"nowhere"_s)));
}

void JourneyTest::aFileThatIsNotADatabaseIsLeftAlone()
{
    const QString folder = m_folder.filePath(u"strange"_s);
    QVERIFY(QDir().mkpath(folder + u"/queries"_s));
    QVERIFY(QFile::copy(sample() + u"/tierwatch.ini"_s, folder + u"/tierwatch.ini"_s));
    const QByteArray text = QByteArray("This is a letter, not a database.\n").repeated(200);
    QFile file(folder + u"/cache.db"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();

    Program program(settings());
    program.window.openWorkspace(folder, TargetOpener::Access::Control);
    QTRY_VERIFY_WITH_TIMEOUT(program.shows(u"The cache file is not a cache"_s), 5000);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void JourneyTest::theCommandLineNamesWhatItCannotRead_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("option") << QStringList{u"--colour"_s} << u"colour"_s;
    QTest::newRow("theme") << QStringList{u"--theme"_s, u"pink"_s} << u"pink"_s;
    QTest::newRow("range") << QStringList{u"--range"_s, u"9d"_s} << u"9d"_s;
    QTest::newRow("size") << QStringList{u"--size"_s, u"big"_s} << u"big"_s;
    QTest::newRow("two targets") << QStringList{u"--sample"_s, u"--workspace"_s, u"x"_s}
                                 << u"--workspace"_s;
    QTest::newRow("a word") << QStringList{u"please"_s} << u"please"_s;
}

void JourneyTest::theCommandLineNamesWhatItCannotRead()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, named);
    const auto line = CommandLine::parse(QStringList{u"tierwatch"_s} + arguments);
    QVERIFY(!line.ok());
    QVERIFY2(line.error().message.contains(named), qPrintable(line.error().message));
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::JourneyTest)
#include "journeytest.moc"
