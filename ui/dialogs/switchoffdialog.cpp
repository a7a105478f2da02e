// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/switchoffdialog.h"

#include "dialogs/dialogfoot.h"
#include "dialogs/durationchoice.h"
#include "dialogs/nameconfirmation.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

SwitchOffDialog::SwitchOffDialog(const std::optional<SwitchOffPrice>& price,
                                 const QString& targetName, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Switch the cache off"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, price);
    buildConfirmation(*layout, targetName);
    buildButtons(*layout);
    setMinimumWidth(px(560));
}

void SwitchOffDialog::buildText(QVBoxLayout& layout, const std::optional<SwitchOffPrice>& price)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(4));
    column->addWidget(new TextLabel(tr("Switch the cache off for everyone?"), TextStyle::Door,
                                    Token::TextPrimary, this));
    for (const QString& text :
         {switchOffText(price, Format()),
          tr("What is cached stays and serves again once the cache is switched on.")}) {
        auto* line = new TextLabel(text, TextStyle::Body, Token::TextSecondary, this);
        line->setWordWrap(true);
        column->addWidget(line);
    }
    m_duration = new DurationChoice(this);
    column->addSpacing(px(8));
    column->addWidget(m_duration);
    layout.addLayout(column);
}

std::optional<qint64> SwitchOffDialog::seconds() const
{
    return m_duration->seconds();
}

void SwitchOffDialog::buildConfirmation(QVBoxLayout& layout, const QString& targetName)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    m_confirmation = new NameConfirmation(this, Qt::Vertical);
    m_confirmation->setText({tr("Everyone waits for the database until it is on again."),
                             tr("To confirm, type the target\u2019s name:"), targetName});
    row->addWidget(m_confirmation);
    layout.addLayout(row);
}

void SwitchOffDialog::buildButtons(QVBoxLayout& layout)
{
    QPushButton* cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    QPushButton* off = makeButton(ButtonKind::DangerFinal, tr("Switch off"), this);
    off->setObjectName(u"switchOffNow"_s);
    off->setEnabled(false);
    addFoot(layout, *cancel, *off);
    connect(m_confirmation, &NameConfirmation::matchChanged, off, &QWidget::setEnabled);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(off, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace tierwatch
