// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/signinfields.h"

#include "dialogs/enterkey.h"
#include "dialogs/serverchoice.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/secretfield.h"
#include "widgets/textlabel.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

SignInFields::SignInFields(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout(this)),
      m_byToken(new QRadioButton(tr("Token"), this)),
      m_byPassword(new QRadioButton(tr("User name and password"), this)),
      m_token(new SecretField(tr("Token"), this)),
      m_user(new QLineEdit(this)),
      m_password(new SecretField(tr("Password"), this)),
      m_servers(new ServerChoice(this)),
      m_signIn(makeButton(ButtonKind::Plain, tr("Sign in"), this)),
      m_told(new TextLabel(TextStyle::Small, Token::TextSecondary, this))
{
    m_form->setContentsMargins({});
    m_form->setSpacing(px(8));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildFields();
    buildSignIn();
    updateRows();
}

void SignInFields::buildFields()
{
    auto* ways = new QHBoxLayout;
    ways->setSpacing(px(16));
    ways->addWidget(m_byToken);
    ways->addWidget(m_byPassword);
    ways->addStretch(1);
    m_byToken->setChecked(true);
    m_token->setTrimmed(true);
    m_token->setObjectName(u"token"_s);
    m_password->setObjectName(u"password"_s);
    m_user->setAccessibleName(tr("User name"));
    m_form->addRow(tr("Sign-in"), ways);
    m_form->addRow(tr("Token"), m_token);
    m_form->addRow(tr("User name"), m_user);
    m_form->addRow(tr("Password"), m_password);
    m_form->addRow(tr("Server"), m_servers);
    for (QRadioButton* way : {m_byToken, m_byPassword}) {
        connect(way, &QRadioButton::clicked, this, &SignInFields::updateRows);
        connect(way, &QRadioButton::clicked, this, &SignInFields::edited);
    }
    for (SecretField* field : {m_token, m_password})
        connect(field, &SecretField::textChanged, this, [this] {
            updateRows();
            Q_EMIT secretTyped();
        });
    connect(m_user, &QLineEdit::editingFinished, this, &SignInFields::edited);
    connect(m_servers, &ServerChoice::chosen, this, &SignInFields::edited);
    connect(&m_servers->ask(), &QToolButton::clicked, this, &SignInFields::serversWanted);
}

void SignInFields::buildSignIn()
{
    pressOnEnterWithFocus(*m_signIn);
    m_signIn->setObjectName(u"signIn"_s);
    m_told->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(m_signIn, 0, Qt::AlignTop);
    row->addWidget(m_told, 1);
    m_form->addRow(QString(), row);
    connect(m_signIn, &QPushButton::clicked, this, &SignInFields::signInWanted);
}

void SignInFields::setConnection(const TargetConnection& connection)
{
    const bool byToken = connection.signIn == TargetConnection::SignIn::Token;
    (byToken ? m_byToken : m_byPassword)->setChecked(true);
    m_user->setText(connection.username);
    m_servers->setServer(connection.server);
    updateRows();
}

void SignInFields::readInto(TargetConnection& connection) const
{
    connection.signIn = m_byToken->isChecked() ? TargetConnection::SignIn::Token
                                               : TargetConnection::SignIn::Password;
    connection.username = m_user->text().trimmed();
    connection.server = m_servers->server();
}

Credentials SignInFields::credentials() const
{
    return m_byToken->isChecked() ? Credentials{m_token->text(), {}}
                                  : Credentials{{}, m_password->text()};
}

bool SignInFields::hasSecret() const
{
    const Credentials typed = credentials();
    return !typed.token.isEmpty() || !typed.password.isEmpty();
}

void SignInFields::clearSecrets()
{
    m_token->clear();
    m_password->clear();
}

void SignInFields::say(const QString& sentence, Token color)
{
    m_told->setText(sentence);
    m_told->setColor(color);
}

void SignInFields::setBusy(bool busy)
{
    m_busy = busy;
    updateRows();
}

void SignInFields::updateRows()
{
    const bool byToken = m_byToken->isChecked();
    m_form->setRowVisible(m_token, byToken);
    for (QWidget* field : std::initializer_list<QWidget*>{m_user, m_password})
        m_form->setRowVisible(field, !byToken);
    // A token has its server in it, and is refused where the connection names another.
    m_form->setRowVisible(m_servers, !byToken || !m_servers->server().isEmpty());
    m_signIn->setEnabled(!m_busy && hasSecret());
    m_signIn->setText(m_busy ? tr("Signing in\u2026") : tr("Sign in"));
}

} // namespace tierwatch
