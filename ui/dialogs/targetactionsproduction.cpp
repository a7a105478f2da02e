// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"
#include "dialogs/targetactions.h"

namespace tierwatch {

/// What must be typed before an action; absent where a click is enough.
std::optional<ConfirmationText> TargetActions::typedName() const
{
    if (!m_production || !m_target)
        return std::nullopt;
    return productionConfirmation(m_target->name());
}

/// Costs nobody anything that is cached, but on production nothing goes by a slip of the hand.
void TargetActions::confirmCleanUp()
{
    if (!m_production || !m_target) {
        cleanUp();
        return;
    }
    auto* dialog = new ConfirmDialog(
        {tr("Clean up"),
         tr("Clean up now?"),
         {tr("What has expired on %1 is removed. What is still good stays.").arg(m_target->name())},
         tr("Clean up"),
         ButtonKind::Primary},
        m_window);
    connect(dialog, &QDialog::accepted, this, [this] {
        if (m_target)
            cleanUp();
    });
    dialog->open();
}

void TargetActions::confirmUserOff()
{
    // It is on until the answer is yes.
    m_user->setChecked(true);
    Q_EMIT changed();
    auto* dialog = new ConfirmDialog(
        {tr("Cache for me"),
         tr("Switch the cache off for you?"),
         {tr("All that you ask there waits for the database until it is on again.")},
         tr("Switch off"),
         ButtonKind::DangerFinal,
         false,
         typedName()},
        m_window);
    connect(dialog, &QDialog::accepted, this, [this] { changeSwitch(SwitchKind::User, false); });
    dialog->open();
}

} // namespace tierwatch
