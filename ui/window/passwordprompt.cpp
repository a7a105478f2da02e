// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/passwordprompt.h"

#include "dialogs/passworddialog.h"
#include "models/whendone.h"

#include <algorithm>

namespace tierwatch {

PasswordPrompt::PasswordPrompt(QWidget* window) : QObject(window), m_window(window) {}

void PasswordPrompt::setPasswords(std::shared_ptr<SourcePasswords> passwords)
{
    if (m_dialog)
        m_dialog->close();
    m_passwords = std::move(passwords);
    look(When::Wanted);
}

void PasswordPrompt::ask()
{
    look(When::Always);
}

void PasswordPrompt::look(When when)
{
    if (!m_passwords)
        return;
    whenDone(m_passwords->logins(), this,
             [this, when, asked = m_passwords](const SourceLogins& logins) {
                 const bool wanted = std::ranges::any_of(logins.all, &SourceLogin::wanted);
                 if (asked == m_passwords && !m_dialog && (wanted || when == When::Always))
                     open(logins, when);
             });
}

void PasswordPrompt::open(const SourceLogins& logins, When when)
{
    auto* dialog = new PasswordDialog(m_passwords, logins, m_window);
    m_dialog = dialog;
    connect(dialog, &PasswordDialog::kept, this, &PasswordPrompt::kept);
    if (when == When::Wanted)
        connect(dialog, &QDialog::accepted, this, [this] {
            m_dialog.clear();
            look(When::Wanted);
        });
    dialog->open();
}

} // namespace tierwatch
