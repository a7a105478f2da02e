// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/passworddialog.h"

#include "dialogs/dialogfoot.h"
#include "models/whendone.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

PasswordDialog::PasswordDialog(std::shared_ptr<SourcePasswords> passwords,
                               const SourceLogins& logins, QWidget* parent)
    : QDialog(parent), m_passwords(std::move(passwords))
{
    setWindowTitle(tr("Source password"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, logins.hasKeyStore);
    buildFields(*layout, logins);
    buildButtons(*layout);
    resize(px(520), layout->totalHeightForWidth(px(520)));
    setMinimumWidth(px(520));
    m_field->setFocus();
}

void PasswordDialog::buildText(QVBoxLayout& layout, bool hasKeyStore)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(4));
    column->addWidget(new TextLabel(tr("Password of the source database"), TextStyle::Door,
                                    Token::TextPrimary, this));
    auto* where = new TextLabel(
        hasKeyStore
            ? tr("It is kept in the system\u2019s key store, and in no file.")
            : tr("This system has no key store that can be used: the password is only kept until "
                 "the program ends, and asked for again after that."),
        TextStyle::Body, hasKeyStore ? Token::TextSecondary : Token::Warning, this);
    where->setWordWrap(true);
    column->addWidget(where);
    layout.addLayout(column);
}

void PasswordDialog::buildFields(QVBoxLayout& layout, const SourceLogins& logins)
{
    m_source = new QComboBox(this);
    for (const SourceLogin& login : logins.all)
        m_source->addItem(login.place, login.source);
    const auto wanted = std::ranges::find(logins.all, true, &SourceLogin::wanted);
    if (wanted != logins.all.end())
        m_source->setCurrentIndex(static_cast<int>(wanted - logins.all.begin()));
    m_field = new QLineEdit(this);
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setObjectName(u"password"_s);
    m_told = new TextLabel(TextStyle::Body, Token::TextPrimary, this);
    m_told->setWordWrap(true);
    m_told->hide();
    auto* form = new QFormLayout;
    form->setContentsMargins(pxMargins(18, 0, 18, 0));
    form->setSpacing(px(8));
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Database"), m_source);
    form->addRow(tr("&Password"), m_field);
    form->addRow(m_told);
    layout.addLayout(form);
    connect(m_field, &QLineEdit::textChanged, this, &PasswordDialog::updateButtons);
    connect(m_field, &QLineEdit::returnPressed, this, &PasswordDialog::keep);
}

void PasswordDialog::buildButtons(QVBoxLayout& layout)
{
    m_cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    m_keep = makeButton(ButtonKind::Primary, tr("Keep"), this);
    m_keep->setObjectName(u"keep"_s);
    addFoot(layout, *m_cancel, *m_keep);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &PasswordDialog::keep);
    updateButtons();
}

void PasswordDialog::updateButtons()
{
    m_keep->setEnabled(!m_busy && !m_field->text().isEmpty());
    m_keep->setText(m_busy ? tr("Keeping\u2026") : tr("Keep"));
    m_field->setEnabled(!m_busy);
    m_source->setEnabled(!m_busy && m_source->count() > 1);
}

void PasswordDialog::keep()
{
    if (m_busy || m_field->text().isEmpty())
        return;
    m_busy = true;
    whenDone(m_passwords->keep(m_source->currentData().toString(), m_field->text()), this,
             [this](const Result<QString>& answer) { took(answer); });
    m_field->clear();
    updateButtons();
}

void PasswordDialog::took(const Result<QString>& answer)
{
    m_busy = false;
    updateButtons();
    if (!answer) {
        say(answer.error().message, Token::Error);
        m_field->setFocus();
        return;
    }
    Q_EMIT kept(answer->isEmpty() ? tr("The password is kept in the system\u2019s key store.")
                                  : *answer);
    if (answer->isEmpty()) {
        accept();
        return;
    }
    say(*answer, Token::Warning);
    m_field->setEnabled(false);
    m_keep->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
}

void PasswordDialog::say(const QString& sentence, Token color)
{
    m_told->setText(sentence);
    m_told->setColor(color);
    m_told->show();
    resize(width(), layout()->totalHeightForWidth(width()));
}

} // namespace tierwatch
