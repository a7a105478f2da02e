// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"
#include "dialogs/targetactions.h"
#include "models/freshnesstext.h"
#include "models/whendone.h"

namespace tierwatch {

const Watermarks* TargetActions::watermarks() const
{
    return m_snapshot && m_snapshot->watermarks ? &*m_snapshot->watermarks : nullptr;
}

void TargetActions::confirmAutoOff()
{
    const Format format;
    const QStringList sentences =
        autoOffText(watermarks() ? *watermarks() : Watermarks{}, {m_names, format, true, nowMs()});
    // It is on until the answer is yes.
    m_auto->setChecked(true);
    Q_EMIT changed();
    auto* dialog =
        new ConfirmDialog({tr("Auto-invalidation"), tr("Switch auto-invalidation off?"), sentences,
                           tr("Switch off"), ButtonKind::DangerFinal, true, typedName()},
                          m_window);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { changeSwitch(SwitchKind::AutoInvalidate, false, dialog->seconds()); });
    dialog->open();
}

void TargetActions::check(std::optional<qint64> companyId)
{
    if (!m_target || m_checking)
        return;
    m_checking = true;
    updateAvailability();
    whenDone(m_target->act(CheckWatermarks{companyId}), this,
             [this, companyId](const Result<Watermarks>& reply) { checked(companyId, reply); });
}

void TargetActions::setCheckInterval(qint64 seconds)
{
    if (!m_target)
        return;
    whenDone(
        m_target->act(SetCheckInterval{seconds}), this, [this](const Result<Watermarks>& reply) {
            if (reply)
                Q_EMIT said(
                    tr("Changes are looked for every %1.").arg(Format().age(reply->intervalMs)));
            else
                Q_EMIT failed(reply.error().message);
            Q_EMIT settled();
        });
}

void TargetActions::checked(std::optional<qint64> companyId, const Result<Watermarks>& reply)
{
    m_checking = false;
    updateAvailability();
    const Format format;
    if (reply)
        Q_EMIT said(checkedSentence(*reply, companyId, {m_names, format, reply->running, nowMs()}));
    else
        Q_EMIT failed(reply.error().message);
    Q_EMIT settled();
}

} // namespace tierwatch
