// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/dialogfoot.h"

#include "dialogs/enterkey.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"

#include <QDialog>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

void addFoot(QVBoxLayout& layout, QPushButton& leave, QPushButton& act, QPushButton* atLeft)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 11));
    row->setSpacing(px(8));
    if (atLeft) {
        pressOnEnterWithFocus(*atLeft);
        row->addWidget(atLeft);
    }
    row->addStretch(1);
    for (QPushButton* button : {&leave, &act}) {
        pressOnEnterWithFocus(*button);
        row->addWidget(button);
    }
    layout.addWidget(makeHairLine(leave.parentWidget()));
    layout.addLayout(row);
}

void addTrustFoot(QVBoxLayout& layout, QDialog& dialog, const QString& leave, const QString& trust)
{
    QPushButton* no = makeButton(ButtonKind::Primary, leave, &dialog);
    no->setObjectName(u"dontTrust"_s);
    QPushButton* yes = makeButton(ButtonKind::DangerFinal, trust, &dialog);
    yes->setObjectName(u"trust"_s);
    addFoot(layout, *no, *yes);
    no->setDefault(true);
    QObject::connect(no, &QPushButton::clicked, &dialog, &QDialog::reject);
    QObject::connect(yes, &QPushButton::clicked, &dialog, &QDialog::accept);
    no->setFocus();
}

} // namespace tierwatch
