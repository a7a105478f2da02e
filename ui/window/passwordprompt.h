// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourcepasswords.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <memory>

namespace tierwatch {

/// Asks for the passwords of a target's source databases: by itself for those that nobody knows,
/// one after the other until a person cancels, and whenever a person wants to enter one. GUI
/// thread; owned by the window that is the parent of its dialogs.
class PasswordPrompt final : public QObject
{
    Q_OBJECT
public:
    explicit PasswordPrompt(QWidget* window);

    /// Those of another target, looked through at once; null closes the dialog.
    void setPasswords(std::shared_ptr<SourcePasswords> passwords);
    /// Whatever is known already.
    void ask();

Q_SIGNALS:
    /// One line for the status bar.
    void kept(const QString& sentence);

private:
    enum class When { Wanted, Always };
    void look(When when);
    void open(const SourceLogins& logins, When when);

    QWidget* m_window;
    std::shared_ptr<SourcePasswords> m_passwords;
    QPointer<QWidget> m_dialog;
};

} // namespace tierwatch
