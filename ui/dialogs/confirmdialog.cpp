// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"

#include "dialogs/dialogfoot.h"
#include "dialogs/durationchoice.h"
#include "dialogs/nameconfirmation.h"
#include "theme/typography.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

ConfirmDialog::ConfirmDialog(const Question& question, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(question.title);
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleDescription(question.sentences.join(u' '));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, question);
    buildButtons(*layout, question);
    // Long sentences break at this width, not at the one they would like best.
    resize(px(520), layout->totalHeightForWidth(px(520)));
    setMinimumWidth(px(520));
}

void ConfirmDialog::buildText(QVBoxLayout& layout, const Question& question)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(4));
    auto* head = new TextLabel(question.question, TextStyle::Door, Token::TextPrimary, this);
    head->setWordWrap(true);
    column->addWidget(head);
    for (const QString& sentence : question.sentences) {
        auto* line = new TextLabel(sentence, TextStyle::Body, Token::TextSecondary, this);
        line->setWordWrap(true);
        column->addWidget(line);
    }
    if (question.asksHowLong) {
        m_duration = new DurationChoice(this);
        column->addSpacing(px(8));
        column->addWidget(m_duration);
    }
    if (question.typed) {
        m_confirmation = new NameConfirmation(this, Qt::Vertical);
        m_confirmation->setText(*question.typed);
        column->addSpacing(px(8));
        column->addWidget(m_confirmation);
    }
    layout.addLayout(column);
}

std::optional<qint64> ConfirmDialog::seconds() const
{
    return m_duration ? m_duration->seconds() : std::nullopt;
}

void ConfirmDialog::buildButtons(QVBoxLayout& layout, const Question& question)
{
    QPushButton* cancel = makeButton(ButtonKind::Plain, tr("Cancel"), this);
    QPushButton* yes = makeButton(question.kind, question.yes, this);
    yes->setObjectName(u"yes"_s);
    addFoot(layout, *cancel, *yes);
    if (m_confirmation) {
        yes->setEnabled(false);
        connect(m_confirmation, &NameConfirmation::matchChanged, yes, &QWidget::setEnabled);
    }
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace tierwatch
