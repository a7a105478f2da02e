// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "theme/tokens.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tierwatch {

class SecretField;
class ServerChoice;
class TextLabel;

/// Asks once for the token of a connection, or for a user name's password, whichever a person has,
/// and for the source server where there are several. Says why. It keeps nothing itself: whoever
/// hears given() signs in and then calls refused() or finish(). What was typed is never shown
/// unless the person wants it. GUI thread; deletes itself when closed.
class SignInDialog final : public QDialog
{
    Q_OBJECT
public:
    SignInDialog(const TargetConnection& connection, const QString& why, QWidget* parent = nullptr);

    /// To choose from, once the service has told them. What was chosen or typed before stays.
    void setServers(const std::vector<SourceServer>& servers);
    /// It did not work: says so, and lets the person try once more.
    void refused(const QString& sentence);
    /// It worked. Closes at once where the sentence is empty, else when it was read.
    void finish(const QString& sentence = {});

Q_SIGNALS:
    void given(const tierwatch::Credentials& credentials, const QString& server);

private:
    void buildText(QVBoxLayout& layout, const TargetConnection& connection, const QString& why);
    void buildFields(QVBoxLayout& layout, const QString& server);
    void buildSecret();
    void buildButtons(QVBoxLayout& layout);
    void switchWay();
    void updateWay();
    void fit();
    [[nodiscard]] QString nameOfSecret() const;
    [[nodiscard]] QString username() const;
    [[nodiscard]] bool isComplete() const;
    void updateButtons();
    void setFieldsEnabled(bool enabled);
    void give();
    void say(const QString& sentence, Token color);

    bool m_wantsToken;
    const QString m_username; ///< of the connection
    QFormLayout* m_form = nullptr;
    QLabel* m_secretCaption = nullptr;
    QWidget* m_who = nullptr;
    QLineEdit* m_user = nullptr; ///< null where the name is known
    SecretField* m_secret = nullptr;
    QToolButton* m_otherWay = nullptr;
    ServerChoice* m_choice = nullptr;
    TextLabel* m_told = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_signIn = nullptr;
    bool m_busy = false;
};

} // namespace tierwatch
