// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/controls.h"

#include "models/figures.h"
#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/toggle.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr std::array loadRates{1.0, 5.0, 10.0, 30.0, 100.0, 300.0};

QString rateText(double perSecond)
{
    return Controls::tr("%1 per s").arg(QLocale().toString(perSecond));
}

} // namespace

Controls::Controls(TargetActions& actions, QWidget* parent)
    : QWidget(parent), m_actions(actions), m_card(new Card(tr("Controls"), this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_card);
    QVBoxLayout& body = *m_card->body();
    m_switches = new QVBoxLayout;
    m_buttons = new QVBoxLayout;
    body.addLayout(m_switches);
    body.addStretch(1);
    body.addWidget(makeHairLine(m_card));
    body.addLayout(m_buttons);
    buildSwitches();
    buildButtons();
    buildLoad();
    setSample(false);
    followScale(this, [this] { applySizes(); });
    connect(&m_actions, &TargetActions::changed, this, &Controls::sync);
    sync();
}

void Controls::setLow(bool low)
{
    if (low == std::exchange(m_low, low))
        return;
    applySizes();
    arrangeButtons();
}

void Controls::applySizes()
{
    m_card->body()->setSpacing(px(m_low ? 6 : 10));
    m_switches->setSpacing(px(m_low ? 4 : 10));
    m_buttons->setSpacing(px(m_low ? 6 : 7));
    m_buttonRow->setSpacing(px(8));
    m_loadRow->layout()->setSpacing(px(8));
}

void Controls::buildSwitches()
{
    m_global = addSwitch(SwitchKind::Global, tr("Cache for everyone"), Qt::Key_S);
    m_user = addSwitch(SwitchKind::User, tr("Cache for me"), Qt::Key_U);
    m_auto = addSwitch(SwitchKind::AutoInvalidate, tr("Auto-invalidation"), Qt::Key_A);
}

ToggleRow* Controls::addSwitch(SwitchKind kind, const QString& title, Qt::Key key)
{
    auto* row = new ToggleRow(title, m_card);
    QAction* action = m_actions.switchAction(kind);
    connect(&row->toggle(), &Toggle::clicked, action, &QAction::trigger);
    auto* shortcut =
        new QShortcut(key, this, &row->toggle(), &Toggle::click, Qt::WidgetWithChildrenShortcut);
    shortcut->setWhatsThis(title);
    m_switches->addWidget(row);
    return row;
}

void Controls::buildButtons()
{
    m_buttonRow = new QHBoxLayout;
    m_invalidate = makeButton(ButtonKind::Danger, u"invalidate"_s,
                              m_actions.invalidateAction()->text(), m_card);
    m_invalidate->setObjectName(u"invalidate"_s);
    bindButton(*m_invalidate, *m_actions.invalidateAction());
    QPushButton* cleanUp = makeButton(ButtonKind::Plain, m_actions.cleanUpAction()->text(), m_card);
    bindButton(*cleanUp, *m_actions.cleanUpAction());
    m_benchmark = makeButton(ButtonKind::Plain, m_actions.benchmarkAction()->text(), m_card);
    bindButton(*m_benchmark, *m_actions.benchmarkAction());
    m_buttonRow->addWidget(cleanUp, 1);
    m_buttonRow->addWidget(m_benchmark, 1);
    m_buttons->addLayout(m_buttonRow);
    arrangeButtons();
}

/// Where height is scarce one row does; benchmarks have their page and their menu, too.
void Controls::arrangeButtons()
{
    m_buttons->removeWidget(m_invalidate);
    m_buttonRow->removeWidget(m_invalidate);
    m_benchmark->setVisible(!m_low);
    if (m_low)
        m_buttonRow->insertWidget(0, m_invalidate, 1);
    else
        m_buttons->insertWidget(0, m_invalidate);
}

void Controls::buildLoad()
{
    m_loadRow = new QWidget(m_card);
    auto* row = new QHBoxLayout(m_loadRow);
    row->setContentsMargins({});
    m_load = makeButton(ButtonKind::Plain, QString(), m_loadRow);
    m_load->setObjectName(u"sampleLoad"_s);
    bindButton(*m_load, *m_actions.loadAction());
    m_rate = new QComboBox(m_loadRow);
    m_rate->setAccessibleName(tr("Requests per second of the sample load"));
    for (const double rate : loadRates)
        m_rate->addItem(rateText(rate), rate);
    connect(m_rate, &QComboBox::activated, this, &Controls::rateChosen);
    row->addWidget(m_load, 1);
    row->addWidget(m_rate);
    m_buttons->addWidget(m_loadRow);
}

void Controls::setStats(const Stats& stats, qint64 nowMs)
{
    m_stats = stats;
    m_nowMs = nowMs;
    m_known = true;
    sync();
}

void Controls::setSample(bool sample)
{
    m_known = false;
    m_loadRow->setVisible(sample);
    nameLoad(false);
}

/// Both names are short and about as long: the card keeps its width.
void Controls::nameLoad(bool running)
{
    m_load->setText(running ? tr("Stop load") : tr("Start load"));
    m_load->setAccessibleName(running ? tr("Stop the sample load") : tr("Start the sample load"));
}

void Controls::showLoad(const SampleLoadState& load)
{
    nameLoad(load.running);
    setKind(*m_load, load.running ? ButtonKind::Plain : ButtonKind::Primary);
    if (m_rate->view()->isVisible())
        return;
    const int index = m_rate->findData(load.ratePerSecond);
    if (index >= 0) {
        m_rate->setCurrentIndex(index);
        return;
    }
    m_rate->addItem(rateText(load.ratePerSecond), load.ratePerSecond);
    m_rate->setCurrentIndex(m_rate->count() - 1);
}

void Controls::rateChosen(int index)
{
    m_actions.setLoadRate(m_rate->itemData(index).toDouble());
}

void Controls::sync()
{
    const QString notKnown = tr("Not known");
    if (m_stats.globalUnavailable)
        syncSwitch(SwitchKind::Global, *m_global, notKnown, notKnown);
    else
        syncSwitch(SwitchKind::Global, *m_global, tr("On"),
                   m_stats.forcedOff ? tr("Off, forced") : tr("Off"));
    const QString& user = m_stats.username;
    syncSwitch(SwitchKind::User, *m_user, user.isEmpty() ? tr("On") : tr("On, as %1").arg(user),
               user.isEmpty() ? tr("Off") : tr("Off, as %1").arg(user));
    const bool monitor = !m_stats.autoInvalidateUnavailable;
    syncSwitch(SwitchKind::AutoInvalidate, *m_auto, monitor ? tr("On") : tr("No monitor yet"),
               monitor ? tr("Off") : tr("No monitor yet"));
    if (m_known && m_stats.sampleLoad)
        showLoad(m_actions.sampleLoad());
    const QAction& load = *m_actions.loadAction();
    m_rate->setEnabled(load.isEnabled());
    m_rate->setToolTip(load.isEnabled() ? QString() : load.toolTip());
    m_rate->setAccessibleDescription(m_rate->toolTip());
}

/// The words of a switch that turns back by itself also say when.
QString Controls::untilText(const QString& words, SwitchKind kind) const
{
    const std::optional<qint64> untilMs = switchUntilMs(m_stats, kind);
    return untilMs ? tr("%1, until %2").arg(words, Format().moment(*untilMs, m_nowMs)) : words;
}

void Controls::syncSwitch(SwitchKind kind, ToggleRow& row, const QString& on, const QString& off)
{
    const QAction* action = m_actions.switchAction(kind);
    row.toggle().setChecked(action->isChecked());
    if (!m_known)
        row.setStateText(Format::unknown());
    else if (m_actions.isPending(kind))
        row.setStateText(action->isChecked() ? tr("Switching on\u2026")
                                             : tr("Switching off\u2026"));
    else
        row.setStateText(untilText(action->isChecked() ? on : off, kind));
    row.setReason(action->isEnabled() ? QString() : action->toolTip());
}

} // namespace tierwatch
