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
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

SignInDialog::SignInDialog(const TargetConnection& connection, const QString& why,
                           const std::vector<SourceServer>& servers, QWidget* parent)
    : QDialog(parent),
      m_wantsToken(connection.signIn == TargetConnection::SignIn::Token),
      m_server(connection.server)
{
    setWindowTitle(tr("Sign in"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, connection, why);
    buildFields(*layout, connection, servers);
    buildButtons(*layout);
    setMinimumWidth(px(480));
    resize(px(480), layout->totalHeightForWidth(px(480)));
    m_secret->setFocus();
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

void SignInDialog::buildFields(QVBoxLayout& layout, const TargetConnection& connection,
                               const std::vector<SourceServer>& servers)
{
    auto* form = new QFormLayout;
    form->setContentsMargins(pxMargins(18, 0, 18, 0));
    form->setSpacing(px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (servers.size() > 1) {
        m_choice = new ServerChoice(this);
        m_choice->ask().hide();
        m_choice->setServers(servers);
        m_choice->setServer(connection.server);
        form->addRow(tr("&Server"), m_choice);
    }
    const QString name = m_wantsToken ? tr("Token") : tr("Password of %1").arg(connection.username);
    m_secret = new SecretField(name, this);
    m_secret->setTrimmed(m_wantsToken);
    form->addRow(m_wantsToken ? tr("&Token") : tr("&Password"), m_secret);
    if (!m_wantsToken)
        form->insertRow(
            form->rowCount() - 1, tr("User name"),
            new TextLabel(connection.username, TextStyle::Body, Token::TextPrimary, this));
    m_told = new TextLabel(TextStyle::Body, Token::Error, this);
    m_told->setWordWrap(true);
    m_told->hide();
    form->addRow(m_told);
    layout.addLayout(form);
    connect(m_secret, &SecretField::textChanged, this, &SignInDialog::updateButtons);
    connect(&m_secret->field(), &QLineEdit::returnPressed, this, &SignInDialog::give);
}

void SignInDialog::buildButtons(QVBoxLayout& layout)
{
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    m_signIn = makeButton(ButtonKind::Primary, tr("Sign in"), this);
    m_signIn->setObjectName(u"signIn"_s);
    addFoot(layout, *m_cancel, *m_signIn);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_signIn, &QPushButton::clicked, this, &SignInDialog::give);
    updateButtons();
}

void SignInDialog::updateButtons()
{
    m_signIn->setEnabled(!m_busy && !m_secret->text().isEmpty());
    m_signIn->setText(m_busy ? tr("Signing in\u2026") : tr("Sign in"));
    m_secret->setEnabled(!m_busy);
    if (m_choice)
        m_choice->setEnabled(!m_busy);
}

void SignInDialog::give()
{
    if (m_busy || m_secret->text().isEmpty())
        return;
    m_busy = true;
    m_told->hide();
    Credentials credentials;
    (m_wantsToken ? credentials.token : credentials.password) = m_secret->text();
    m_secret->clear();
    updateButtons();
    Q_EMIT given(credentials, m_choice ? m_choice->server() : m_server);
}

void SignInDialog::refused(const QString& sentence)
{
    m_busy = false;
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
    m_secret->setEnabled(false);
    m_signIn->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
}

void SignInDialog::say(const QString& sentence, Token color)
{
    m_told->setText(sentence);
    m_told->setColor(color);
    m_told->show();
    resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace tierwatch
