// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/fleetdialog.h"

#include "dialogs/dialogfoot.h"
#include "dialogs/durationchoice.h"
#include "dialogs/nameconfirmation.h"
#include "dialogs/scopechoice.h"
#include "models/fleetrunmodel.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/datatable.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int off = 0;
using Outcome = FleetOutcome::State;

QString targetsText(int count)
{
    return count == 1 ? FleetDialog::tr("1 target")
                      : FleetDialog::tr("%1 targets").arg(Format().count(count));
}

} // namespace

FleetDialog::FleetDialog(Fleet& fleet, Kind kind, const QStringList& connectionIds, QWidget* parent)
    : QDialog(parent), m_kind(kind), m_run(fleet, Invalidate{}, connectionIds)
{
    setWindowTitle(kind == Kind::Switch ? tr("Switch the cache") : tr("Invalidate"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    if (kind == Kind::Invalidate)
        m_catalog = new FleetCatalog(fleet, connectionIds, this);
    buildText(*layout);
    buildChoices(*layout);
    buildTable(*layout);
    buildConfirmation(*layout);
    buildButtons(*layout);
    connect(&m_run, &FleetRun::ended, this, &FleetDialog::end);
    connect(&m_run, &FleetRun::changed, this, &FleetDialog::showStage);
    connect(&fleet, &Fleet::changed, this, &FleetDialog::follow);
    connect(&fleet, &Fleet::reset, this, &FleetDialog::follow);
    choose();
    resize(pxSize(680, 460));
}

void FleetDialog::buildText(QVBoxLayout& layout)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(4));
    const QString question = m_kind == Kind::Switch ? tr("Switch the cache for everyone?")
                                                    : tr("Invalidate what is cached there?");
    column->addWidget(new TextLabel(question, TextStyle::Door, Token::TextPrimary, this));
    m_sentence = new TextLabel(TextStyle::Body, Token::TextSecondary, this);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    layout.addLayout(column);
}

void FleetDialog::buildChoices(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    row->setSpacing(px(12));
    m_kind == Kind::Switch ? buildSwitch(*row) : buildScope(*row);
    layout.addLayout(row);
}

void FleetDialog::buildSwitch(QHBoxLayout& row)
{
    m_side = new SegmentedControl(tr("Switch"), {tr("Off"), tr("On")}, this);
    m_side->setCurrentIndex(off);
    m_duration = new DurationChoice(this);
    row.addWidget(m_side);
    row.addWidget(m_duration);
    row.addStretch(1);
    connect(m_side, &SegmentedControl::selected, this, &FleetDialog::choose);
}

void FleetDialog::buildScope(QHBoxLayout& row)
{
    m_scope = new ScopeChoice(this);
    row.addWidget(m_scope);
    connect(m_scope, &ScopeChoice::changed, this, &FleetDialog::choose);
    connect(m_catalog, &FleetCatalog::changed, this, &FleetDialog::showNames);
}

void FleetDialog::buildTable(QVBoxLayout& layout)
{
    m_table = new DataTable(tr("Targets"), FleetRunModel::Result, this);
    m_table->setModel(new FleetRunModel(m_run, this));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    layout.addWidget(m_table, 1);
}

void FleetDialog::buildConfirmation(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_confirmation = new NameConfirmation(this);
    row->addWidget(m_confirmation);
    layout.addLayout(row);
    connect(m_confirmation, &NameConfirmation::matchChanged, this, &FleetDialog::showStage);
}

void FleetDialog::buildButtons(QVBoxLayout& layout)
{
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    m_final = makeButton(ButtonKind::DangerFinal, QString(), this);
    m_final->setObjectName(u"fleetFinal"_s);
    addFoot(layout, *m_cancel, *m_final);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_final, &QPushButton::clicked, this, &FleetDialog::press);
}

Action FleetDialog::action() const
{
    if (m_scope)
        return Invalidate{m_scope->scope()};
    SetSwitch action;
    action.enabled = m_side->currentIndex() != off;
    action.forSeconds = action.enabled ? std::nullopt : m_duration->seconds();
    return action;
}

void FleetDialog::judge()
{
    QHash<QString, QString> unable;
    for (const FleetOutcome& outcome : m_run.outcomes()) {
        if (m_scope)
            unable.insert(
                outcome.connectionId,
                m_catalog->whyNot(outcome.connectionId, m_scope->company(), m_scope->type()));
    }
    m_run.setAction(action(), std::move(unable));
}

void FleetDialog::showNames()
{
    if (m_stage != Stage::Asking)
        return;
    m_scope->setNames(Names(m_catalog->all()));
    choose();
}

void FleetDialog::choose()
{
    judge();
    if (m_side) {
        m_duration->setEnabled(m_side->currentIndex() == off);
        m_sentence->setText(
            m_side->currentIndex() == off
                ? tr("While it is off everybody waits for the database. What is cached stays.")
                : tr("What is cached serves again."));
    } else {
        m_sentence->setText(tr("What is asked for next comes from the database. Where a target can "
                               "undo it, its Overview says until when."));
    }
    const int count = m_run.count(Outcome::Ready);
    m_confirmation->setText({tr("There is production among them."),
                             tr("To confirm, type how many targets it is for, and the word:"),
                             tr("%1 production").arg(count)});
    m_table->fitColumns();
    showStage();
}

std::set<std::pair<QString, bool>> FleetDialog::ready() const
{
    std::set<std::pair<QString, bool>> ready;
    for (const FleetOutcome& outcome : m_run.outcomes()) {
        if (outcome.state == Outcome::Ready)
            ready.emplace(outcome.connectionId, outcome.production);
    }
    return ready;
}

/// Members come back, or go, while a person reads.
void FleetDialog::follow()
{
    if (m_stage != Stage::Asking)
        return;
    const auto shown = ready();
    judge();
    if (ready() != shown)
        choose();
}

bool FleetDialog::touchesProduction() const
{
    return std::ranges::any_of(m_run.outcomes(), [](const FleetOutcome& outcome) {
        return outcome.production && outcome.state == Outcome::Ready;
    });
}

void FleetDialog::press()
{
    if (m_stage == Stage::Asking) {
        const auto shown = ready();
        judge();
        if (!std::ranges::includes(shown, ready()))
            return choose(); // nobody has agreed to those that joined since
    }
    if (std::exchange(m_stage, Stage::Running) == Stage::Ended)
        m_run.retryFailed();
    else
        m_run.begin();
    if (!m_run.isRunning())
        end();
    showStage();
}

void FleetDialog::end()
{
    m_stage = Stage::Ended;
    m_table->fitColumns();
    showStage();
}

QString FleetDialog::finalText() const
{
    switch (m_stage) {
    case Stage::Running:
        return tr("%1 of %2 answered")
            .arg(m_run.count(Outcome::Done) + m_run.count(Outcome::Failed))
            .arg(int(m_run.outcomes().size()) - m_run.count(Outcome::Unable));
    case Stage::Ended:
        return tr("Retry %1 failed").arg(m_run.count(Outcome::Failed));
    case Stage::Asking:
        break;
    }
    const QString targets = targetsText(m_run.count(Outcome::Ready));
    if (m_kind == Kind::Invalidate)
        return tr("Invalidate at %1").arg(targets);
    return (m_side->currentIndex() == off ? tr("Switch off at %1") : tr("Switch on at %1"))
        .arg(targets);
}

void FleetDialog::showStage()
{
    const bool asking = m_stage == Stage::Asking;
    const bool confirm = asking && touchesProduction();
    m_confirmation->setVisible(confirm);
    if (m_side) {
        m_side->setEnabled(asking);
        m_duration->setEnabled(asking && m_side->currentIndex() == off);
    }
    if (m_scope)
        m_scope->setEnabled(asking);
    m_final->setText(finalText());
    m_final->setVisible(m_stage != Stage::Ended || m_run.count(Outcome::Failed) > 0);
    m_final->setEnabled(m_stage == Stage::Ended || (asking && m_run.count(Outcome::Ready) > 0 &&
                                                    (!confirm || m_confirmation->matches())));
    m_cancel->setText(asking ? tr("Cancel") : tr("Close"));
}

} // namespace tierwatch
