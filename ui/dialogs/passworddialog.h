// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/sourcepasswords.h"
#include "theme/tokens.h"

#include <QDialog>

#include <memory>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class TextLabel;

/// Asks for the password of a source database and has it kept; says plainly where that lasts only
/// until the program ends. What was typed is never shown. GUI thread; deletes itself when closed.
class PasswordDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Begins with the first that is wanted.
    PasswordDialog(std::shared_ptr<SourcePasswords> passwords, const SourceLogins& logins,
                   QWidget* parent = nullptr);

Q_SIGNALS:
    /// One line for the status bar.
    void kept(const QString& sentence);

private:
    void buildText(QVBoxLayout& layout, bool hasKeyStore);
    void buildFields(QVBoxLayout& layout, const SourceLogins& logins);
    void buildButtons(QVBoxLayout& layout);
    void updateButtons();
    void keep();
    void took(const Result<QString>& answer);
    void say(const QString& sentence, Token color);

    const std::shared_ptr<SourcePasswords> m_passwords;
    QComboBox* m_source = nullptr;
    QLineEdit* m_field = nullptr;
    TextLabel* m_told = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_keep = nullptr;
    bool m_busy = false;
};

} // namespace tierwatch
