// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/benchmarkpage.h"

#include "dialogs/confirmdialog.h"
#include "models/benchmarkrunsmodel.h"
#include "models/benchmarktablemodel.h"
#include "models/benchmarktext.h"
#include "pages/benchmarkplancard.h"
#include "target/cachetarget.h"
#include "theme/typography.h"
#include "widgets/card.h"
#include "widgets/dotsdelegate.h"
#include "widgets/emptystate.h"
#include "widgets/legendlabel.h"
#include "widgets/tabledelegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int leastRunRows = 3;
constexpr int mostResultRows = 12; // more are scrolled

QWidget* makeLegend(QWidget* parent)
{
    auto* legend = new QWidget(parent);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins({});
    followScale(legend, [row] { row->setSpacing(px(8)); });
    row->addWidget(new LegendLabel(LegendLabel::Mark::Circle, Token::Memory,
                                   BenchmarkPage::tr("Memory"), legend));
    row->addWidget(
        new LegendLabel(LegendLabel::Mark::Square, Token::Disk, BenchmarkPage::tr("Disk"), legend));
    row->addWidget(new LegendLabel(LegendLabel::Mark::Diamond, Token::Database,
                                   BenchmarkPage::tr("Database"), legend));
    return legend;
}

int heightOf(const QTableView& table, int rows)
{
    return table.horizontalHeader()->height() +
           rows * table.verticalHeader()->defaultSectionSize() + 2;
}

} // namespace

BenchmarkPage::BenchmarkPage(ViewSettings& view, const Clock& clock, QWidget* parent)
    : Page(tr("Benchmark"), view, clock, parent), m_clock(clock)
{
    buildCards();
    connectDesk();
}

void BenchmarkPage::buildCards()
{
    m_missing = new EmptyState(u"not-available"_s, tr("Not available"), widget());
    m_cards = new QWidget(widget());
    auto* layout = new QVBoxLayout(m_cards);
    layout->setContentsMargins({});
    followScale(m_cards, [layout] { layout->setSpacing(px(12)); });
    m_plan = new BenchmarkPlanCard(m_cards);
    m_resultsCard = buildResults();
    m_runsCard = buildRuns();
    for (QWidget* card : {static_cast<QWidget*>(m_plan), static_cast<QWidget*>(m_resultsCard)})
        card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    layout->addWidget(m_plan);
    layout->addWidget(m_resultsCard);
    layout->addWidget(m_runsCard, 1);
    layout->addStretch();
    body().addWidget(m_missing);
    body().addWidget(m_cards, 1);
    followScale(m_cards, [this] { fitTables(); });
}

Card* BenchmarkPage::buildResults()
{
    auto* card = new Card(tr("Results"), m_cards);
    card->setCorner(makeLegend(card));
    m_results = makeTable(tr("Results"), card);
    m_results->setSelectionMode(QAbstractItemView::NoSelection);
    m_resultsModel = new BenchmarkTableModel(m_results);
    m_resultsRows = new TableDelegate(m_results);
    m_dots = new DotsDelegate(m_results);
    m_results->setModel(m_resultsModel);
    m_results->setItemDelegate(m_resultsRows);
    m_results->setItemDelegateForColumn(BenchmarkTableModel::Plot, m_dots);
    m_results->horizontalHeader()->setSectionResizeMode(BenchmarkTableModel::Plot,
                                                        QHeaderView::Stretch);
    card->body()->addWidget(m_results);
    return card;
}

Card* BenchmarkPage::buildRuns()
{
    auto* card = new Card(tr("History"), m_cards);
    card->setSubtitle(tr("choose one to see it, two to compare them"));
    m_runs = makeTable(tr("History"), card);
    m_runs->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_runsModel = new BenchmarkRunsModel(m_clock, m_runs);
    m_runsRows = new TableDelegate(m_runs);
    m_runs->setModel(m_runsModel);
    m_runs->setItemDelegate(m_runsRows);
    m_runs->horizontalHeader()->setSectionResizeMode(BenchmarkRunsModel::Company,
                                                     QHeaderView::Stretch);
    card->body()->addWidget(m_runs, 1);
    connect(m_runs->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &BenchmarkPage::showChosen);
    return card;
}

void BenchmarkPage::connectDesk()
{
    connect(m_plan, &BenchmarkPlanCard::planChanged, &m_desk, &BenchmarkDesk::setPlan);
    connect(m_plan, &BenchmarkPlanCard::startClicked, this, &BenchmarkPage::askToStart);
    connect(m_plan, &BenchmarkPlanCard::cancelClicked, &m_desk, &BenchmarkDesk::cancel);
    connect(&m_desk, &BenchmarkDesk::estimated, m_plan, &BenchmarkPlanCard::setEstimate);
    connect(&m_desk, &BenchmarkDesk::progressed, this, &BenchmarkPage::showProgress);
    connect(&m_desk, &BenchmarkDesk::runsRead, this, &BenchmarkPage::showRuns);
    connect(&m_desk, &BenchmarkDesk::finished, this, &BenchmarkPage::sayFinished);
    connect(&m_desk, &BenchmarkDesk::failed, this, &BenchmarkPage::showProblem);
}

/// Where people work with the target, they wait for the database meanwhile.
void BenchmarkPage::askToStart()
{
    if (!isProduction() || !target()) {
        m_desk.start();
        return;
    }
    const QString name = target()->name();
    auto* dialog = new ConfirmDialog({tr("Benchmark"),
                                      tr("Measure on %1 now?").arg(name),
                                      {m_plan->costText()},
                                      tr("Start"),
                                      ButtonKind::DangerFinal,
                                      false,
                                      productionConfirmation(name)},
                                     this);
    connect(dialog, &QDialog::accepted, &m_desk, &BenchmarkDesk::start);
    dialog->open();
}

void BenchmarkPage::targetChanged()
{
    m_plan->clear();
    m_runsModel->setRuns({});
    m_runsCard->hide();
    showChosen();
    header().setVerdict({State::Info, tr("Reading."), tr("The first figures are on their way.")});
    m_desk.setTarget(target());
    showAvailability();
}

void BenchmarkPage::showAvailability()
{
    const auto capability = [this](const char* name) {
        return target() ? target()->capability(QLatin1StringView(name)) : Capability{};
    };
    const Capability readable = capability(BenchmarksQuery::name);
    m_missing->setVisible(!readable.available);
    m_missing->setSentence(readable.reason);
    m_cards->setVisible(readable.available);
    m_plan->setRefusal(capability(Benchmark::name).reason);
    if (!readable.available)
        header().setVerdict({State::Info, tr("Not available."), readable.reason});
}

void BenchmarkPage::showFigures()
{
    m_plan->setNames(names());
    m_resultsModel->setNames(names());
    m_runsModel->setNames(names());
    showAvailability();
}

void BenchmarkPage::showProgress()
{
    m_plan->setRunning(m_desk.isRunning());
    if (!m_desk.isRunning())
        return showChosen();
    const BenchmarkProgress& now = m_desk.progress();
    const QString sentence = benchmarktext::progress(now, names(), Format());
    const bool mayCancel =
        target() && target()->capability(QLatin1StringView(CancelBenchmark::name)).available;
    m_plan->setProgress(now.all > 0 ? static_cast<int>(now.asked * 1000 / now.all) : 0, sentence,
                        mayCancel);
    header().setVerdict({State::Info, tr("Measuring."), sentence + u'.'});
    const auto& runs = m_runsModel->runs();
    const auto other = std::ranges::find(runs, now.soFar.companyId, &BenchmarkRun::companyId);
    showRun(now.soFar, other == runs.end() ? nullptr : &*other, {});
}

void BenchmarkPage::showRuns(const Benchmarks& benchmarks)
{
    const auto ids = [](const std::vector<BenchmarkRun>& runs) {
        std::vector<qint64> list;
        list.reserve(runs.size());
        for (const BenchmarkRun& run : runs)
            list.push_back(run.id);
        return list;
    };
    if (ids(benchmarks.runs) != ids(m_runsModel->runs()))
        m_runsModel->setRuns(benchmarks.runs);
    m_runsCard->setVisible(!benchmarks.runs.empty());
    showProgress();
}

QList<int> BenchmarkPage::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_runs->selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

/// The one that is chosen, else the latest; against the other chosen one, else the one before it.
void BenchmarkPage::showChosen()
{
    if (m_desk.isRunning())
        return;
    const auto& runs = m_runsModel->runs();
    const QList<int> rows = chosenRows();
    if (runs.empty()) {
        showRun({}, nullptr, {});
    } else if (rows.size() > 1) {
        const BenchmarkRun& older = runs[static_cast<std::size_t>(rows[1])];
        showRun(runs[static_cast<std::size_t>(rows[0])], &older,
                tr("Against %1").arg(Format().moment(older.startedMs, m_clock.wallMs())));
    } else {
        const int row = rows.value(0, 0);
        showRun(runs[static_cast<std::size_t>(row)], m_runsModel->before(row), {});
    }
    showVerdict();
}

void BenchmarkPage::showRun(const BenchmarkRun& run, const BenchmarkRun* other,
                            const QString& against)
{
    m_resultsModel->setRun(run, other ? std::optional(*other) : std::nullopt, against);
    m_results->clearSpans();
    for (int row = 0; row < m_resultsModel->rowCount(); ++row) {
        if (run.rows[static_cast<std::size_t>(row)].error) // the error takes their room
            m_results->setSpan(row, BenchmarkTableModel::Plot, 1,
                               m_resultsModel->columnCount() - BenchmarkTableModel::Plot);
    }
    m_resultsCard->setSubtitle(run.startedMs > 0 ? nameOf(run) : QString());
    m_resultsCard->setEmpty(run.rows.empty() && !m_desk.isRunning()
                                ? tr("Nothing was measured yet. Start above shows here what each "
                                     "report takes from memory, from disk and from the database.")
                                : QString());
    fitTables();
}

QString BenchmarkPage::nameOf(const BenchmarkRun& run) const
{
    const QString when = Format().moment(run.startedMs, m_clock.wallMs());
    const QString whom = benchmarktext::forWhom(run, names());
    const QString name = whom.isEmpty() ? when : when + u", "_s + whom;
    return tr("median, %1").arg(run.cancelled ? tr("%1, cancelled").arg(name) : name);
}

void BenchmarkPage::showVerdict()
{
    if (!target() || !m_missing->isHidden())
        return;
    const auto& runs = m_runsModel->runs();
    header().setVerdict(
        benchmarktext::verdict(runs.empty() ? nullptr : &runs.front(), m_clock.wallMs(), Format()));
}

void BenchmarkPage::sayFinished(const BenchmarkRun& run)
{
    m_runs->clearSelection();
    Q_EMIT said(run.cancelled ? tr("Cancelled. What was measured is kept.")
                              : tr("Measured: %1.").arg(benchmarktext::summary(run, Format())));
}

void BenchmarkPage::fitTables()
{
    // The same for every run, so that the history does not move away under the pointer.
    std::size_t rows =
        std::max(m_plan->reports(), static_cast<std::size_t>(m_resultsModel->rowCount()));
    for (const BenchmarkRun& run : m_runsModel->runs())
        rows = std::max(rows, run.rows.size());
    m_results->setFixedHeight(
        heightOf(*m_results, std::clamp(static_cast<int>(rows), 1, mostResultRows)));
    m_runs->setMinimumHeight(heightOf(*m_runs, leastRunRows));
}

void BenchmarkPage::setGrey(bool grey)
{
    m_resultsRows->setGrey(grey);
    m_dots->setGrey(grey);
    m_runsRows->setGrey(grey);
    m_results->viewport()->update();
    m_runs->viewport()->update();
}

void BenchmarkPage::showEvent(QShowEvent* event)
{
    m_desk.setWatched(true);
    Page::showEvent(event);
}

void BenchmarkPage::hideEvent(QHideEvent* event)
{
    m_desk.setWatched(false);
    Page::hideEvent(event);
}

} // namespace tierwatch
