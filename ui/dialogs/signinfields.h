// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "theme/tokens.h"

#include <QWidget>

class QFormLayout;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace tierwatch {

class SecretField;
class ServerChoice;
class TextLabel;

/// How a connection signs in, in the connections dialog: by a token, or by a user name, a password
/// and a source server. A secret stays in its field until it is given to somebody who keeps it.
/// GUI thread.
class SignInFields final : public QWidget
{
    Q_OBJECT
public:
    explicit SignInFields(QWidget* parent = nullptr);

    void setConnection(const TargetConnection& connection);
    void readInto(TargetConnection& connection) const;
    /// What was typed; both are empty where nothing was.
    [[nodiscard]] Credentials credentials() const;
    [[nodiscard]] bool hasSecret() const;
    void clearSecrets();
    [[nodiscard]] ServerChoice& servers() const { return *m_servers; }
    /// How signing in went; empty takes it away.
    void say(const QString& sentence, Token color);
    void setBusy(bool busy);

Q_SIGNALS:
    /// What is kept of the connection was changed.
    void edited();
    void secretTyped();
    void signInWanted();
    void serversWanted();

private:
    void buildFields();
    void buildSignIn();
    void updateRows();

    QFormLayout* m_form;
    QRadioButton* m_byToken;
    QRadioButton* m_byPassword;
    SecretField* m_token;
    QLineEdit* m_user;
    SecretField* m_password;
    ServerChoice* m_servers;
    QPushButton* m_signIn;
    TextLabel* m_told;
    bool m_busy = false;
};

} // namespace tierwatch
