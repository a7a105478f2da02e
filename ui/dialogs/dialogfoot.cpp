// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/dialogfoot.h"

#include "dialogs/enterkey.h"
#include "theme/typography.h"
#include "widgets/card.h"

#include <QPushButton>
#include <QVBoxLayout>

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

} // namespace tierwatch
