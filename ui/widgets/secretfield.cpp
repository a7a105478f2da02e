// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/secretfield.h"

#include "settings/keptsecrets.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

SecretField::SecretField(const QString& name, QWidget* parent)
    : QWidget(parent),
      m_field(new QLineEdit(this)),
      m_show(makeIconButton(u"watch-only"_s, tr("Show what was typed"), this)),
      m_problem(new TextLabel(TextStyle::Small, Token::Error, this))
{
    m_field->setAccessibleName(name);
    m_field->setEchoMode(QLineEdit::Password);
    m_show->setCheckable(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(px(4));
    row->addWidget(m_field, 1);
    row->addWidget(m_show);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(px(4));
    column->addLayout(row);
    column->addWidget(m_problem);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &SecretField::check);
    connect(m_show, &QToolButton::toggled, this, &SecretField::setShown);
}

QString SecretField::text() const
{
    return m_trimmed ? m_field->text().trimmed() : m_field->text();
}

void SecretField::clear()
{
    // Unlike clear(), this can't be undone.
    m_field->setText({});
    m_problem->hide();
    m_show->setChecked(false);
}

void SecretField::check()
{
    const bool tooLong = text().toUtf8().size() > KeptSecrets::mostBytes;
    if (tooLong) {
        m_field->setText({});
        m_problem->setText(tr("This was longer than the %1 bytes that key stores take, so it was "
                              "not entered. Copy the token alone.")
                               .arg(QLocale().toString(KeptSecrets::mostBytes)));
    }
    m_problem->setVisible(tooLong || (!m_problem->isHidden() && m_field->text().isEmpty()));
    Q_EMIT textChanged();
}

void SecretField::setShown(bool shown)
{
    m_field->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    const QString what = shown ? tr("Hide what was typed") : tr("Show what was typed");
    m_show->setToolTip(what);
    m_show->setAccessibleName(what);
}

} // namespace tierwatch
