// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/targetactions.h"

#include "dialogs/confirmdialog.h"
#include "dialogs/invalidatedialog.h"
#include "dialogs/switchoffdialog.h"
#include "models/eventtext.h"
#include "models/undotext.h"
#include "models/whendone.h"
#include "values/neededrole.h"

#include <QAbstractButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

void setAvailable(QAction& action, bool available, const QString& reason)
{
    action.setEnabled(available);
    action.setToolTip(available ? QString() : reason);
}

void setAvailable(QAction& action, const Capability& capability)
{
    setAvailable(action, capability.available, capability.reason);
}

} // namespace

TargetActions::TargetActions(QWidget* window) : QObject(window), m_window(window)
{
    makeActions();
    updateAvailability();
}

void TargetActions::makeActions()
{
    m_invalidate = new QAction(tr("Invalidate\u2026"), this);
    m_invalidate->setShortcut(Qt::CTRL | Qt::Key_I);
    connect(m_invalidate, &QAction::triggered, this, [this] { invalidate({}); });
    m_undo = new QAction(tr("Undo the last invalidation\u2026"), this);
    m_undo->setShortcut(Qt::CTRL | Qt::Key_Z);
    connect(m_undo, &QAction::triggered, this, &TargetActions::undoLast);
    m_check = new QAction(tr("Check for changes now"), this);
    m_check->setShortcut(Qt::CTRL | Qt::Key_R);
    connect(m_check, &QAction::triggered, this, [this] { check({}); });
    m_cleanUp = new QAction(tr("Clean up"), this);
    connect(m_cleanUp, &QAction::triggered, this, &TargetActions::confirmCleanUp);
    m_benchmark = new QAction(tr("Benchmark\u2026"), this);
    m_global = makeSwitch(SwitchKind::Global, tr("Cache for everyone"));
    m_user = makeSwitch(SwitchKind::User, tr("Cache for me"));
    m_auto = makeSwitch(SwitchKind::AutoInvalidate, tr("Auto-invalidation"));
    m_load = new QAction(tr("Start the sample load"), this);
    connect(m_load, &QAction::triggered, this, &TargetActions::toggleLoad);
}

QAction* TargetActions::makeSwitch(SwitchKind kind, const QString& text)
{
    auto* action = new QAction(text, this);
    action->setCheckable(true);
    connect(action, &QAction::triggered, this,
            [this, kind](bool checked) { setSwitch(kind, checked); });
    return action;
}

QAction* TargetActions::switchAction(SwitchKind kind) const
{
    switch (kind) {
    case SwitchKind::Global:
        return m_global;
    case SwitchKind::User:
        return m_user;
    case SwitchKind::AutoInvalidate:
        return m_auto;
    case SwitchKind::Type:
        break;
    }
    return nullptr;
}

void TargetActions::setTarget(CacheTarget* target)
{
    if (m_target)
        m_target->disconnect(this);
    m_target = target;
    m_names = {};
    m_snapshot.reset();
    m_done.reset();
    m_checking = false;
    m_pending.clear();
    m_loadWish.reset();
    if (target)
        connect(target, &CacheTarget::stateChanged, this, &TargetActions::updateAvailability);
    updateAvailability();
}

void TargetActions::setNames(Names names)
{
    m_names = std::move(names);
}

void TargetActions::setSnapshot(SnapshotPtr snapshot)
{
    m_snapshot = std::move(snapshot);
    if (m_loadWish && m_loadWish->granted && stats() && !m_snapshot->overtaken)
        m_loadWish.reset();
    updateChecks();
    updateAvailability();
}

const Stats* TargetActions::stats() const
{
    return m_snapshot && m_snapshot->stats ? &*m_snapshot->stats : nullptr;
}

Capability TargetActions::capability(const char* name) const
{
    return m_target ? m_target->capability(QLatin1StringView(name))
                    : Capability{QLatin1StringView(name), false, tr("No target is open.")};
}

/// A switch for everyone needs a higher role than one's own.
Capability TargetActions::switchCapability(SwitchKind kind) const
{
    Capability able = capability(SetSwitch::name);
    if (able.available && m_target->self().role < neededRole(SetSwitch{kind, {}}, m_target->self()))
        able = {able.name, false, tr("This switch is for administrators.")};
    return able;
}

void TargetActions::updateAvailability()
{
    setAvailable(*m_invalidate, capability(Invalidate::name));
    setAvailable(*m_undo, capability(Undo::name));
    if (m_undo->isEnabled() && !lastInvalidation())
        setAvailable(*m_undo, false, tr("There is no invalidation to undo."));
    setAvailable(*m_check, capability(CheckWatermarks::name));
    if (m_checking)
        setAvailable(*m_check, false, tr("The database is being asked."));
    setAvailable(*m_cleanUp, capability(CleanUp::name));
    setAvailable(*m_benchmark, capability(BenchmarksQuery::name));
    for (const SwitchKind kind : {SwitchKind::Global, SwitchKind::User, SwitchKind::AutoInvalidate})
        setAvailable(*switchAction(kind), switchCapability(kind));
    setAvailable(*m_load, capability(SetSampleLoad::name));
    m_load->setVisible(m_target && m_target->isSample());
    if (const Stats* now = stats()) {
        if (now->forcedOff && m_global->isEnabled())
            setAvailable(*m_global, false, tr("CACHE_ENABLED=false keeps the cache off."));
        if (now->globalUnavailable && m_global->isEnabled())
            setAvailable(*m_global, false, *now->globalUnavailable);
        if (now->autoInvalidateUnavailable && m_auto->isEnabled())
            setAvailable(*m_auto, false, *now->autoInvalidateUnavailable);
    }
    Q_EMIT changed();
}

void TargetActions::updateChecks()
{
    const Stats* now = stats();
    if (!now)
        return;
    const auto show = [this](SwitchKind kind, bool on) {
        if (!isPending(kind))
            switchAction(kind)->setChecked(on);
    };
    show(SwitchKind::Global, now->globalEnabled && !now->forcedOff);
    show(SwitchKind::User, now->userEnabled);
    show(SwitchKind::AutoInvalidate, now->autoInvalidate);
    m_load->setText(sampleLoad().running ? tr("Stop the sample load")
                                         : tr("Start the sample load"));
}

template <class A, class F>
void TargetActions::run(A action, F onDone)
{
    const auto tell = [this, onDone](const Result<typename A::Reply>& reply) {
        if (reply)
            Q_EMIT said(onDone(*reply));
        else
            Q_EMIT failed(reply.error().message);
        Q_EMIT settled();
    };
    whenDone(m_target->act(std::move(action)), this, tell);
}

void TargetActions::invalidate(const Scope& scope)
{
    auto* dialog = new InvalidateDialog(*m_target, m_names, scope, m_production, m_window);
    connect(dialog, &InvalidateDialog::invalidated, this, &TargetActions::tellInvalidated);
    dialog->open();
}

void TargetActions::tellInvalidated(const Scope& scope, const Invalidated& done)
{
    Event event;
    event.kind = EventKind::Invalidated;
    event.timeMs = done.atMs;
    event.scope = scope;
    event.entries = done.entries.value_or(0);
    event.invalidationId = done.id;
    event.undoUntilMs = done.undoUntilMs;
    m_done = event;
    updateAvailability();
    const QString sentence = invalidatedSentence(scope, done.entries, m_names);
    if (canUndo(event))
        Q_EMIT invalidated(sentence);
    else
        Q_EMIT said(sentence);
    Q_EMIT settled();
}

bool TargetActions::canUndo(const Event& event) const
{
    return canBeUndone(event, nowMs()) && m_target &&
           m_target->capability(QLatin1StringView(Undo::name)).available;
}

/// The one from here goes before others': it is the one just seen.
const Event* TargetActions::lastInvalidation() const
{
    if (m_done && canBeUndone(*m_done, nowMs()))
        return &*m_done;
    return m_snapshot && m_snapshot->events ? lastUndoable(*m_snapshot->events, nowMs()) : nullptr;
}

void TargetActions::undoLast()
{
    if (const Event* last = lastInvalidation())
        undo(*last);
}

void TargetActions::undo(const Event& event)
{
    if (!canUndo(event))
        return;
    const qint64 id = *event.invalidationId;
    auto* dialog =
        new ConfirmDialog({tr("Undo"), tr("Undo this invalidation?"),
                           undoPreview(event, m_names, Format()), tr("Undo"), ButtonKind::Primary},
                          m_window);
    connect(dialog, &QDialog::accepted, this, [this, id] {
        if (!m_target)
            return;
        if (m_done && m_done->invalidationId == id)
            m_done.reset();
        run(Undo{id}, undoneSentence);
    });
    dialog->open();
}

void TargetActions::cleanUp()
{
    run(CleanUp{}, [](const CleanedUp& done) {
        if (done.entries == 0)
            return tr("Nothing expired to clean up.");
        return tr("Clean-up removed %1, %2.")
            .arg(entriesText(done.entries), Format().bytes(done.bytes));
    });
}

void TargetActions::setSwitch(SwitchKind kind, bool enabled)
{
    if (kind == SwitchKind::Global && !enabled)
        confirmSwitchOff();
    else if (kind == SwitchKind::AutoInvalidate && !enabled)
        confirmAutoOff();
    else if (kind == SwitchKind::User && !enabled && m_production)
        confirmUserOff();
    else
        changeSwitch(kind, enabled);
}

void TargetActions::confirmSwitchOff()
{
    std::optional<SwitchOffPrice> price;
    if (m_snapshot && m_snapshot->history)
        price = switchOffPrice(*m_snapshot->history);
    // It is on until the answer is yes.
    m_global->setChecked(true);
    Q_EMIT changed();
    auto* dialog = new SwitchOffDialog(price, m_target->name(), m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { changeSwitch(SwitchKind::Global, false, dialog->seconds()); });
    dialog->open();
}

void TargetActions::changeSwitch(SwitchKind kind, bool enabled, std::optional<qint64> forSeconds)
{
    if (!m_target || isPending(kind))
        return;
    m_pending.insert(kind);
    switchAction(kind)->setChecked(enabled);
    Q_EMIT changed();
    whenDone(m_target->act(SetSwitch{kind, {}, enabled, forSeconds}), this,
             [this, kind](const Result<SwitchState>& reply) { switchChanged(kind, reply); });
}

void TargetActions::switchChanged(SwitchKind kind, const Result<SwitchState>& reply)
{
    m_pending.erase(kind);
    if (reply) {
        Q_EMIT said(switchSentence(*reply));
    } else {
        updateChecks();
        Q_EMIT failed(reply.error().message);
    }
    Q_EMIT changed();
    Q_EMIT settled();
}

QString TargetActions::switchSentence(const SwitchState& state) const
{
    Event event;
    event.kind = EventKind::Switched;
    event.enabled = state.enabled;
    event.subject = codec::nameOf(state.kind);
    if (state.kind == SwitchKind::User && stats())
        event.scope.username = stats()->username;
    const QString what = eventText(event, m_names, Format()).what;
    if (!state.untilMs)
        return what + u'.';
    return tr("%1, until %2.").arg(what, Format().moment(*state.untilMs, nowMs()));
}

void bindButton(QAbstractButton& button, QAction& action)
{
    const auto mirror = [&button, &action] {
        button.setEnabled(action.isEnabled());
        button.setToolTip(action.isEnabled() ? QString() : action.toolTip());
        button.setAccessibleDescription(button.toolTip());
        if (action.isCheckable())
            button.setChecked(action.isChecked());
    };
    mirror();
    QObject::connect(&action, &QAction::changed, &button, mirror);
    QObject::connect(&button, &QAbstractButton::clicked, &action, &QAction::trigger);
}

} // namespace tierwatch
