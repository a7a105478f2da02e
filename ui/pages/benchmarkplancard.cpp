// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/benchmarkplancard.h"

#include "dialogs/parametersdialog.h"
#include "models/benchmarktext.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int boxColumns = 3;
constexpr std::array roundChoices{5, 10, 20, 50, 100};
constexpr int usualRounds = 20;

} // namespace

BenchmarkPlanCard::BenchmarkPlanCard(QWidget* parent)
    : QWidget(parent), m_card(new Card(tr("What is measured"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    QVBoxLayout& body = *m_card->body();
    buildChoices(body);
    buildStart(body);
    buildProgress(body);
    followScale(this, [&body] { body.setSpacing(px(10)); });
    setRunning(false);
}

void BenchmarkPlanCard::buildChoices(QVBoxLayout& body)
{
    m_boxGrid = new QGridLayout;
    m_boxGrid->setColumnStretch(boxColumns, 1);
    body.addLayout(m_boxGrid);
    followScale(this, [this] {
        m_boxGrid->setHorizontalSpacing(px(32));
        m_boxGrid->setVerticalSpacing(px(6));
    });
}

QComboBox* BenchmarkPlanCard::addCombo(QHBoxLayout& row, const QString& label)
{
    row.addWidget(new TextLabel(label, TextStyle::Body, Token::TextSecondary, m_startRow));
    auto* combo = new QComboBox(m_startRow);
    combo->setAccessibleName(label);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row.addWidget(combo);
    connect(combo, &QComboBox::activated, this, &BenchmarkPlanCard::tellPlan);
    return combo;
}

void BenchmarkPlanCard::buildStart(QVBoxLayout& body)
{
    m_startRow = new QWidget(m_card);
    auto* row = new QHBoxLayout(m_startRow);
    row->setContentsMargins({});
    followScale(m_startRow, [row] { row->setSpacing(px(8)); });
    m_rounds = addCombo(*row, tr("Rounds"));
    for (const int rounds : roundChoices)
        m_rounds->addItem(QLocale().toString(rounds), rounds);
    m_rounds->setCurrentIndex(m_rounds->findData(usualRounds));
    m_company = addCombo(*row, tr("Company"));
    buildSource(*row);
    buildParameters(*row);
    m_cost = new TextLabel(TextStyle::Body, Token::TextPrimary, m_startRow);
    m_cost->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_cost, 1);
    m_start = makeButton(ButtonKind::Primary, u"play"_s, tr("Start"), m_startRow);
    m_start->setObjectName(u"startBenchmark"_s);
    row->addWidget(m_start);
    connect(m_start, &QPushButton::clicked, this, &BenchmarkPlanCard::startClicked);
    body.addWidget(m_startRow);
}

void BenchmarkPlanCard::buildSource(QHBoxLayout& row)
{
    m_sourceChoice = new QWidget(m_startRow);
    auto* choice = new QHBoxLayout(m_sourceChoice);
    choice->setContentsMargins({});
    followScale(m_sourceChoice, [choice] { choice->setSpacing(px(8)); });
    m_source = addCombo(*choice, tr("Database"));
    row.addWidget(m_sourceChoice);
    m_sourceChoice->hide();
}

void BenchmarkPlanCard::buildParameters(QHBoxLayout& row)
{
    m_parameters = makeButton(ButtonKind::Plain, QString(), m_startRow);
    m_parameters->setObjectName(u"parameters"_s);
    row.addWidget(m_parameters);
    connect(m_parameters, &QPushButton::clicked, this, &BenchmarkPlanCard::askParameters);
    showParameters();
}

void BenchmarkPlanCard::askParameters()
{
    auto* dialog = new ParametersDialog(m_estimate.candidates, m_given, m_names, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_given = dialog->given();
        showParameters();
        tellPlan();
    });
    dialog->open();
}

void BenchmarkPlanCard::showParameters()
{
    m_parameters->setText(m_given.empty() ? tr("Parameters\u2026")
                                          : tr("Parameters (%1)\u2026").arg(m_given.size()));
    m_parameters->setVisible(
        std::ranges::any_of(m_estimate.candidates, [](const BenchmarkCandidate& candidate) {
            return !candidate.params.empty();
        }));
}

void BenchmarkPlanCard::fillSources()
{
    QStringList sources(m_estimate.sources.begin(), m_estimate.sources.end());
    QStringList shown;
    for (int i = 0; i < m_source->count(); ++i)
        shown.append(m_source->itemText(i));
    if (sources != shown) {
        m_source->clear();
        m_source->addItems(sources);
    }
    m_sourceChoice->setVisible(sources.size() > 1);
}

void BenchmarkPlanCard::buildProgress(QVBoxLayout& body)
{
    m_progressRow = new QWidget(m_card);
    auto* row = new QHBoxLayout(m_progressRow);
    row->setContentsMargins({});
    followScale(m_progressRow, [row] { row->setSpacing(px(16)); });
    m_sentence = new TextLabel(TextStyle::Body, Token::TextPrimary, m_progressRow);
    m_bar = new QProgressBar(m_progressRow);
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the benchmark"));
    m_cancel = makeButton(ButtonKind::Plain, u"stop"_s, tr("Cancel"), m_progressRow);
    m_cancel->setObjectName(u"cancelBenchmark"_s);
    row->addWidget(m_sentence, 2);
    row->addWidget(m_bar, 3);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &BenchmarkPlanCard::cancelClicked);
    body.addWidget(m_progressRow);
}

void BenchmarkPlanCard::clear()
{
    for (const auto& [query, box] : m_boxes)
        delete box;
    m_boxes.clear();
    m_names = {};
    m_company->clear();
    m_source->clear();
    m_sourceChoice->hide();
    m_given.clear();
    m_estimate = {};
    showParameters();
    m_cost->setText({});
    setRunning(false);
}

void BenchmarkPlanCard::setNames(const Names& names)
{
    m_names = names;
    fillCompanies();
    for (const BenchmarkCandidate& candidate : m_estimate.candidates)
        boxOf(candidate)->setText(boxText(candidate));
}

/// A company is needed by nearly all reports: the first is chosen until another one is.
void BenchmarkPlanCard::fillCompanies()
{
    const auto& companies = m_names.catalog().companies;
    const bool isSame = static_cast<int>(companies.size()) == m_company->count() &&
                        std::ranges::all_of(companies, [this](const Company& company) {
                            return m_company->findText(m_names.company(company.id)) >= 0;
                        });
    if (isSame)
        return;
    const QVariant chosen = m_company->currentData();
    m_company->clear();
    for (const Company& company : companies)
        m_company->addItem(m_names.company(company.id), company.id);
    m_company->setCurrentIndex(std::max(0, m_company->findData(chosen)));
    tellPlan();
}

/// What can't be measured says at least what is known of it.
QString BenchmarkPlanCard::boxText(const BenchmarkCandidate& candidate) const
{
    const QString name = benchmarktext::report(candidate.query, candidate.type, m_names);
    if (m_refusal.isEmpty() || !candidate.averageMs)
        return name;
    return tr("%1: %2 from the database").arg(name, Format().duration(*candidate.averageMs));
}

QCheckBox* BenchmarkPlanCard::boxOf(const BenchmarkCandidate& candidate)
{
    QCheckBox*& box = m_boxes[candidate.query];
    if (box)
        return box;
    box = new QCheckBox(m_card);
    box->setChecked(true);
    connect(box, &QCheckBox::clicked, this, &BenchmarkPlanCard::tellPlan);
    return box;
}

void BenchmarkPlanCard::setEstimate(const BenchmarkEstimate& estimate)
{
    m_estimate = estimate;
    const std::size_t before = m_boxes.size();
    for (const BenchmarkCandidate& candidate : estimate.candidates) {
        const QString reason = candidate.reason.value_or(QString());
        QCheckBox* box = boxOf(candidate);
        box->setText(boxText(candidate));
        box->setToolTip(reason);
        box->setAccessibleDescription(reason);
    }
    if (m_boxes.size() != before)
        arrangeBoxes();
    fillSources();
    showParameters();
    m_cost->setText(costText());
    sync();
}

/// A parameter that cannot be is said in its place.
QString BenchmarkPlanCard::costText() const
{
    if (m_estimate.candidates.empty())
        return tr("This workspace has no named queries.");
    for (const BenchmarkParameter& one : m_given) {
        const auto report =
            std::ranges::find(m_estimate.candidates, one.query, &BenchmarkCandidate::query);
        if (report != m_estimate.candidates.end() && report->reason)
            return *report->reason;
    }
    return benchmarktext::cost(m_estimate, Format());
}

void BenchmarkPlanCard::arrangeBoxes()
{
    int place = 0;
    for (const BenchmarkCandidate& candidate : m_estimate.candidates) {
        m_boxGrid->addWidget(boxOf(candidate), place / boxColumns, place % boxColumns);
        ++place;
    }
}

void BenchmarkPlanCard::tellPlan()
{
    BenchmarkPlan plan;
    plan.rounds = m_rounds->currentData().toLongLong();
    if (m_company->currentIndex() >= 0)
        plan.companyId = m_company->currentData().toLongLong();
    if (m_source->currentIndex() > 0)
        plan.source = m_source->currentText();
    if (!m_boxes.empty()) {
        plan.queries.emplace();
        for (const auto& [query, box] : m_boxes) {
            if (box->isChecked())
                plan.queries->push_back(query);
        }
    }
    for (const BenchmarkParameter& one : m_given) {
        if (plan.queries && std::ranges::find(*plan.queries, one.query) != plan.queries->end()) {
            plan.params = plan.params.value_or(std::vector<BenchmarkParameter>());
            plan.params->push_back(one);
        }
    }
    Q_EMIT planChanged(plan);
}

void BenchmarkPlanCard::setRefusal(const QString& reason)
{
    m_refusal = reason;
    sync();
}

void BenchmarkPlanCard::setRunning(bool running)
{
    const bool hadFocus = m_start->hasFocus() || m_cancel->hasFocus();
    m_running = running;
    m_startRow->setVisible(!running);
    m_progressRow->setVisible(running);
    if (hadFocus)
        (running ? m_cancel : m_start)->setFocus();
    sync();
}

void BenchmarkPlanCard::setProgress(int permille, const QString& sentence, bool mayCancel)
{
    m_bar->setValue(permille);
    m_bar->setAccessibleDescription(sentence);
    m_sentence->setText(sentence);
    m_cancel->setEnabled(mayCancel);
}

void BenchmarkPlanCard::sync()
{
    for (const BenchmarkCandidate& candidate : m_estimate.candidates)
        boxOf(candidate)->setEnabled(!m_running && !candidate.reason);
    m_start->setEnabled(m_refusal.isEmpty() && m_estimate.databaseQueries > 0);
    if (!m_refusal.isEmpty())
        m_cost->setText(m_refusal);
    m_start->setToolTip(m_refusal);
    m_start->setAccessibleDescription(m_refusal);
}

} // namespace tierwatch
