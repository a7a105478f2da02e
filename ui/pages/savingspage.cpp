// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/savingspage.h"

#include "charts/chartpanel.h"
#include "charts/daychart.h"
#include "charts/savefile.h"
#include "dialogs/targetactions.h"
#include "models/savingsmodel.h"
#include "models/savingspdf.h"
#include "target/cachetarget.h"
#include "theme/typography.h"
#include "widgets/bardelegate.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/emptystate.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int narrowBelow = 1000;
constexpr double rowHeight = 27, leastTableHeight = 176, leastChartHeight = 210;

qint64 utcOffsetMs()
{
    return QDateTime::currentDateTime().offsetFromUtc() * qint64{1000};
}

qint64 startOfToday(qint64 nowMs)
{
    constexpr qint64 dayMs = 86'400'000;
    const qint64 localMs = nowMs + utcOffsetMs();
    return localMs - localMs % dayMs - utcOffsetMs();
}

} // namespace

SavingsPage::SavingsPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                         QWidget* parent)
    : Page(tr("Savings"), view, clock, parent), m_actions(actions)
{
    buildHeader();
    buildSentence();
    buildCards();
    m_empty = new EmptyState(u"savings"_s, tr("Not enough yet"), widget());
    body().addWidget(m_empty, 1);
    connect(m_empty, &EmptyState::triggered, m_actions.loadAction(), &QAction::trigger);
    targetChanged();
}

void SavingsPage::buildHeader()
{
    QStringList names;
    for (const Period period : periods)
        names.append(shortName(period));
    m_periods = new SegmentedControl(tr("Period"), names, this);
    m_periods->setCurrentIndex(static_cast<int>(m_period));
    m_copy = makeButton(ButtonKind::Plain, u"copy"_s, tr("Copy sentence"), this);
    m_copy->setObjectName(u"copySentence"_s);
    m_copy->setAccessibleName(tr("Copy sentence"));
    m_print = makeButton(ButtonKind::Plain, u"print"_s, tr("Report PDF\u2026"), this);
    m_print->setObjectName(u"reportPdf"_s);
    header().setOwnRange(m_periods);
    header().addButton(m_print);
    header().addButton(m_copy);
    connect(m_print, &QPushButton::clicked, this, &SavingsPage::saveReport);
    connect(m_periods, &SegmentedControl::selected, this, &SavingsPage::chooseRange);
    connect(m_copy, &QPushButton::clicked, this, &SavingsPage::copySentence);
}

void SavingsPage::buildSentence()
{
    m_sentenceCard = new Card({}, widget());
    m_sentence = new TextLabel(TextStyle::Figure, Token::TextPrimary, m_sentenceCard);
    m_sentence->setBreakable(true);
    m_sentence->setObjectName(u"sentence"_s);
    m_reckoning = new TextLabel(TextStyle::Small, Token::TextSecondary, m_sentenceCard);
    m_reckoning->setBreakable(true);
    m_sentenceCard->body()->addWidget(m_sentence);
    m_sentenceCard->body()->addWidget(m_reckoning);
    followScale(m_sentenceCard, [this] { m_sentenceCard->body()->setSpacing(px(6)); });
    body().addWidget(m_sentenceCard);
}

void SavingsPage::buildCards()
{
    m_cards = new QWidget(widget());
    auto* rows = new QVBoxLayout(m_cards);
    auto* upper = new QHBoxLayout;
    rows->setContentsMargins({});
    rows->addLayout(upper, 1);
    upper->addWidget(buildDays(m_cards), 1);
    m_types = buildTable(tr("By type"), tr("Type"), m_cards);
    upper->addWidget(m_types.card, 1);
    for (const int column : {SavingsModel::HitRate, SavingsModel::Trend})
        m_types.view->setColumnHidden(column, true);
    // Names must not be cut; bars may be short.
    QHeaderView* heads = m_types.view->horizontalHeader();
    heads->setSectionResizeMode(SavingsModel::Name, QHeaderView::ResizeToContents);
    heads->setSectionResizeMode(SavingsModel::Share, QHeaderView::Stretch);
    m_types.view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_companies = buildTable(tr("By company"), tr("Company"), m_cards);
    rows->addWidget(m_companies.card, 1);
    QToolButton* save = makeIconButton(u"export"_s, tr("Save CSV\u2026"), m_companies.card);
    save->setObjectName(u"saveCompanies"_s);
    m_companies.card->setCorner(save);
    connect(save, &QToolButton::clicked, this, &SavingsPage::saveCompanies);
    body().addWidget(m_cards, 1);
    followScale(m_cards, [rows, upper] {
        rows->setSpacing(px(12));
        upper->setSpacing(px(12));
    });
}

Card* SavingsPage::buildDays(QWidget* parent)
{
    m_dayCard = new Card(tr("Saved per day"), parent);
    m_days = new DayChart(m_dayCard);
    auto* panel = new ChartPanel(m_days, m_dayCard);
    connect(panel, &ChartPanel::saved, this, &SavingsPage::said);
    connect(panel, &ChartPanel::saveFailed, this, &SavingsPage::showProblem);
    m_dayCard->setCorner(panel->menuButton());
    m_dayCard->body()->addWidget(panel);
    followScale(m_dayCard, [card = m_dayCard] { card->setMinimumHeight(px(leastChartHeight)); });
    return m_dayCard;
}

SavingsPage::Table SavingsPage::buildTable(const QString& title, const QString& what,
                                           QWidget* parent)
{
    Table table;
    table.card = new Card(title, parent);
    table.view = makeTable(title, table.card, rowHeight);
    table.model = new SavingsModel(what, table.view);
    table.delegate = new BarDelegate(table.view, rowHeight);
    table.view->setModel(table.model);
    table.view->setItemDelegate(table.delegate);
    table.view->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    table.view->horizontalHeader()->setSectionResizeMode(SavingsModel::Name, QHeaderView::Stretch);
    table.card->body()->addWidget(table.view);
    followScale(table.view, [table] { table.card->setMinimumHeight(px(leastTableHeight)); });
    return table;
}

void SavingsPage::chooseRange(int index)
{
    m_period = periods.at(static_cast<std::size_t>(index));
    m_periods->setCurrentIndex(index);
    setTakeable(false); // until the figures of that period are there
    ask();
}

SavingsQuery SavingsPage::query() const
{
    return {lengthOf(m_period), daysFor(m_period), utcOffsetMs()};
}

void SavingsPage::ask()
{
    if (isVisible())
        Q_EMIT savingsWanted(query());
}

void SavingsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    ask();
}

void SavingsPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    Q_EMIT savingsWanted(std::nullopt);
}

/// Beside the period there is no room for all words in a small window.
void SavingsPage::resizeEvent(QResizeEvent* event)
{
    m_copy->setText(width() < px(narrowBelow) ? tr("Copy") : tr("Copy sentence"));
    Page::resizeEvent(event);
}

void SavingsPage::targetChanged()
{
    header().setVerdict({State::Info, tr("Reading."), tr("The first figures are on their way.")});
    m_sentence->setText(Format::unknown());
    m_reckoning->setText({});
    setTakeable(false);
    m_days->setDays({}, 0, daysFor(m_period));
    m_days->emptyState().setTitle(tr("Reading the ledger"));
    m_types.model->setRows({});
    m_companies.model->setRows({});
    showBody(true);
}

void SavingsPage::showFigures()
{
    const auto& savings = snapshot()->savings;
    // What was asked for a period before this one is not shown.
    if (!savings || snapshot()->savingsAsked.lengthMs != lengthOf(m_period))
        return;
    if (!*savings)
        return showMissing(savings->error().message);
    const SavingsReport& report = **savings;
    header().setVerdict(savingsVerdict(report, names(), Format()));
    report.total.queries == 0 && report.total.databaseMs == 0 ? showNothing() : showReport(report);
}

void SavingsPage::showReport(const SavingsReport& report)
{
    const Format format;
    m_report = report;
    showBody(true);
    setTakeable(true);
    m_sentence->setText(savingsSentence(report.total, m_period, format));
    m_reckoning->setText(reckoningText(report, names(), format) + sampleNote());
    m_dayCard->setSubtitle(tr("database time, last %1 days").arg(daysFor(m_period)));
    m_days->setDays(report.days, startOfToday(report.toMs - 1), daysFor(m_period));
    m_days->emptyState().setTitle(tr("Nothing was saved on these days"));
    showTables(report);
}

void SavingsPage::showTables(const SavingsReport& report)
{
    for (const Table& table : {m_types, m_companies}) {
        table.card->setNotAvailable({});
        table.model->setBefore(beforePhrase(m_period));
        table.view->setColumnHidden(SavingsModel::Trend,
                                    table.view == m_types.view || m_period == Period::Total);
    }
    m_dayCard->setNotAvailable({});
    m_types.model->setRows(typeRows(report, names()));
    m_companies.model->setRows(companyRows(report, names()));
    m_companies.card->setEmpty(report.companies.empty() ? tr("No company was asked for yet.")
                                                        : QString());
}

void SavingsPage::showMissing(const QString& reason)
{
    showBody(true);
    setTakeable(false);
    header().setVerdict({State::Info, tr("Not available."), reason});
    m_sentence->setText(Format::unknown());
    m_reckoning->setText(reason);
    for (Card* card : {m_dayCard, m_types.card, m_companies.card})
        card->setNotAvailable(reason);
}

void SavingsPage::showNothing()
{
    showBody(false);
    setTakeable(false);
    const bool idleSample = target() && target()->isSample() &&
                            !(snapshot()->stats && snapshot()->stats->sampleLoad &&
                              snapshot()->stats->sampleLoad->running);
    m_empty->setSentence(tr("It needs an hour of requests."));
    m_empty->setAction(idleSample ? tr("Start the sample load") : QString());
}

void SavingsPage::showBody(bool shown)
{
    m_sentenceCard->setVisible(shown);
    m_cards->setVisible(shown);
    m_empty->setVisible(!shown);
}

/// Everything simulated is labelled so, also where the sentence is taken elsewhere.
QString SavingsPage::sampleNote() const
{
    return target() && target()->isSample()
               ? u' ' + tr("Sample workspace: its users are simulated.")
               : QString();
}

void SavingsPage::copySentence()
{
    QGuiApplication::clipboard()->setText(m_sentence->text() + sampleNote());
    Q_EMIT said(tr("The sentence is on the clipboard."));
}

void SavingsPage::setTakeable(bool takeable)
{
    m_copy->setEnabled(takeable);
    m_print->setEnabled(takeable);
}

void SavingsPage::saveCompanies()
{
    save(tr("Save the savings by company"), u"csv"_s, m_companies.model->csv().toUtf8());
}

void SavingsPage::saveReport()
{
    SavingsPaper paper;
    paper.workspace = target()->name();
    paper.sentence = m_sentence->text();
    paper.reckoning = m_reckoning->text();
    paper.before = beforePhrase(m_period);
    paper.days = m_report.days;
    paper.todayMs = startOfToday(m_report.toMs - 1);
    paper.dayCount = daysFor(m_period);
    paper.companies = companyRows(m_report, names());
    paper.types = typeRows(m_report, names());
    paper.atMs = m_report.toMs;
    save(tr("Save the report"), u"pdf"_s, savingsPdf(paper));
}

void SavingsPage::save(const QString& title, const QString& suffix, const QByteArray& content)
{
    saveFile(
        this, title, suffix, [content](const QString& path) { return writeText(path, content); },
        [this](bool saved, const QString& sentence) {
            if (saved)
                Q_EMIT said(sentence);
            else
                showProblem(sentence);
        });
}

void SavingsPage::setGrey(bool grey)
{
    m_sentence->setColor(grey ? Token::TextSecondary : Token::TextPrimary);
    for (const Table& table : {m_types, m_companies}) {
        table.delegate->setGrey(grey);
        table.view->viewport()->update();
    }
}

} // namespace tierwatch
