// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/signindialog.h"

#include "dialogs/dialogfoot.h"
#include "dialogs/serverchoice.h"
#include "models/connectionmodel.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/secretfield.h"
#include "widgets/textlabel.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

SignInDialog::SignInDialog(const TargetConnection& connection, const QString& why, QWidget* parent)
    : QDialog(parent),
      m_wantsToken(connection.signIn == TargetConnection::SignIn::Token),
      m_username(connection.username)
{
    setWindowTitle(tr("Sign in"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, connection, why);
    buildFields(*layout, connection.server);
    buildButtons(*layout);
    setMinimumWidth(px(480));
    resize(px(480), height());
    updateWay();
}

void SignInDialog::buildText(QVBoxLayout& layout, const TargetConnection& connection,
                             const QString& why)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(4));
    auto* head = new TextLabel(tr("Sign in to %1").arg(titleOf(connection)), TextStyle::Door,
                               Token::TextPrimary, this);
    auto* reason = new TextLabel(why, TextStyle::Body, Token::TextSecondary, this);
    for (TextLabel* label : {head, reason}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    reason->setVisible(!why.isEmpty());
    layout.addLayout(column);
}

void SignInDialog::buildFields(QVBoxLayout& layout, const QString& server)
{
    m_form = new QFormLayout;
    m_form->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_form->setSpacing(px(8));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_choice = new ServerChoice(this);
    m_choice->ask().hide();
    m_choice->setServer(server);
    m_form->addRow(tr("&Server"), m_choice);
    m_form->setRowVisible(m_choice, !server.isEmpty());
    buildSecret();
    m_told = new TextLabel(TextStyle::Body, Token::Error, this);
    m_told->setWordWrap(true);
    m_told->hide();
    m_form->addRow(m_told);
    layout.addLayout(m_form);
}

void SignInDialog::setServers(const std::vector<SourceServer>& servers)
{
    if (servers.size() < 2)
        return;
    m_choice->setServers(servers);
    m_form->setRowVisible(m_choice, true);
    fit();
}

/// A user name is asked for where none is known.
void SignInDialog::buildSecret()
{
    if (m_username.isEmpty()) {
        m_user = new QLineEdit(this);
        m_user->setObjectName(u"username"_s);
        m_user->setAccessibleName(tr("User name"));
        connect(m_user, &QLineEdit::textChanged, this, &SignInDialog::updateButtons);
        connect(m_user, &QLineEdit::returnPressed, this, &SignInDialog::give);
        m_who = m_user;
    } else {
        m_who = new TextLabel(m_username, TextStyle::Body, Token::TextPrimary, this);
    }
    m_form->addRow(m_user ? tr("&User name") : tr("User name"), m_who);
    m_secret = new SecretField({}, this);
    m_secretCaption = new QLabel(this);
    m_secretCaption->setBuddy(m_secret);
    m_form->addRow(m_secretCaption, m_secret);
    m_otherWay = makeLink({}, this);
    m_otherWay->setObjectName(u"otherWay"_s);
    m_form->addRow(QString(), m_otherWay);
    connect(m_secret, &SecretField::textChanged, this, &SignInDialog::updateButtons);
    connect(&m_secret->field(), &QLineEdit::returnPressed, this, &SignInDialog::give);
    connect(m_otherWay, &QToolButton::clicked, this, &SignInDialog::switchWay);
}

void SignInDialog::switchWay()
{
    m_wantsToken = !m_wantsToken;
    m_secret->clear();
    m_told->hide();
    updateWay();
}

void SignInDialog::updateWay()
{
    const QString other = m_wantsToken ? tr("Use a password instead") : tr("Use a token instead");
    m_otherWay->setText(other);
    m_otherWay->setAccessibleName(other);
    m_form->setRowVisible(m_who, !m_wantsToken);
    m_secretCaption->setText(m_wantsToken ? tr("&Token") : tr("&Password"));
    m_secret->field().setAccessibleName(nameOfSecret());
    m_secret->setTrimmed(m_wantsToken);
    updateButtons();
    fit();
    if (m_user && !m_wantsToken)
        m_user->setFocus();
    else
        m_secret->setFocus();
}

QString SignInDialog::nameOfSecret() const
{
    if (m_wantsToken)
        return tr("Token");
    return m_user ? tr("Password") : tr("Password of %1").arg(m_username);
}

QString SignInDialog::username() const
{
    return m_user ? m_user->text().trimmed() : m_username;
}

bool SignInDialog::isComplete() const
{
    return !m_secret->text().isEmpty() && (m_wantsToken || !username().isEmpty());
}

void SignInDialog::buildButtons(QVBoxLayout& layout)
{
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    m_signIn = makeButton(ButtonKind::Primary, tr("Sign in"), this);
    m_signIn->setObjectName(u"signIn"_s);
    addFoot(layout, *m_cancel, *m_signIn);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::give);
}

void SignInDialog::updateButtons()
{
    m_signIn->setEnabled(!m_busy && isComplete());
    m_signIn->setText(m_busy ? tr("Signing in\u2026") : tr("Sign in"));
    setFieldsEnabled(!m_busy);
}

void SignInDialog::setFieldsEnabled(bool enabled)
{
    for (QWidget* field : std::initializer_list<QWidget*>{m_choice, m_who, m_secret, m_otherWay})
        field->setEnabled(enabled);
}

void SignInDialog::give()
{
    if (m_busy || !isComplete())
        return;
    m_busy = true;
    m_told->hide();
    Credentials credentials;
    (m_wantsToken ? credentials.token : credentials.password) = m_secret->text();
    if (!m_wantsToken)
        credentials.username = username();
    m_secret->clear();
    updateButtons();
    Q_EMIT given(credentials, m_choice->server());
}

/// A service of several source servers takes no password before one of them is named.
void SignInDialog::refused(const QString& sentence)
{
    m_busy = false;
    if (!m_wantsToken)
        m_form->setRowVisible(m_choice, true);
    updateButtons();
    say(sentence, Token::Error);
    m_secret->setFocus();
}

void SignInDialog::finish(const QString& sentence)
{
    m_busy = false;
    if (sentence.isEmpty()) {
        accept();
        return;
    }
    say(sentence, Token::Warning);
    setFieldsEnabled(false);
    m_signIn->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
}

void SignInDialog::say(const QString& sentence, Token color)
{
    m_told->setText(sentence);
    m_told->setColor(color);
    m_told->show();
    fit();
}

void SignInDialog::fit()
{
    resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace tierwatch
