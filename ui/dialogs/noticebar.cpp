// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/noticebar.h"

#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr qsizetype mostSentences = 3;

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent), m_text(new TextLabel(TextStyle::Body, Token::TextPrimary, this))
{
    setProperty("banner", u"warning"_s);
    m_text->setWordWrap(true);
    auto* dismiss = makeLink(tr("Dismiss"), this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(pxMargins(12, 6, 12, 6));
    row->setSpacing(px(9));
    row->addWidget(new IconLabel(u"warning"_s, Token::Warning, 16, this), 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(dismiss, 0, Qt::AlignTop);
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::say(const QStringList& sentences)
{
    QStringList shown = sentences.first(std::min(sentences.size(), mostSentences));
    if (sentences.size() > mostSentences)
        shown.append(tr("And %1 more.").arg(sentences.size() - mostSentences));
    m_text->setText(shown.join(u'\n'));
    m_text->setToolTip(sentences.size() > mostSentences ? sentences.join(u'\n').toHtmlEscaped()
                                                        : QString());
    setAccessibleName(m_text->text());
    setVisible(!sentences.isEmpty());
}

QString NoticeBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace tierwatch
