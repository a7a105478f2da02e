// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/pindialog.h"

#include "dialogs/dialogfoot.h"
#include "theme/typography.h"
#include "widgets/iconlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

QString digestText(const QString& digest)
{
    constexpr qsizetype group = 4, groupsInLine = 8;
    QString text;
    for (qsizetype at = 0; at < digest.size(); at += group) {
        if (at > 0)
            text += (at / group) % groupsInLine == 0 ? u'\n' : u' ';
        text += digest.mid(at, group).toUpper();
    }
    return text;
}

PinDialog::PinDialog(const QString& host, const QString& pinned, const QString& presented,
                     const QString& why, QWidget* parent)
    : QDialog(parent), m_presented(presented)
{
    setWindowTitle(tr("Certificate"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, host, pinned, why);
    addTrustFoot(*layout, *this, tr("Don\u2019t trust it"), tr("Trust this certificate"));
    setMinimumWidth(px(520));
    resize(px(520), layout->totalHeightForWidth(px(520)));
}

void PinDialog::buildText(QVBoxLayout& layout, const QString& host, const QString& pinned,
                          const QString& why)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 0, 18, 0));
    row->setSpacing(px(12));
    row->addWidget(new IconLabel(u"warning"_s, Token::Warning, 22, this), 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(px(6));
    row->addLayout(column, 1);
    layout.addLayout(row);
    const bool changed = !pinned.isEmpty();
    auto* head = new TextLabel(changed ? tr("%1 shows another certificate than before").arg(host)
                                       : tr("Nothing proves that this is %1").arg(host),
                               TextStyle::Door, Token::TextPrimary, this);
    const QString meaning =
        changed ? tr("Either whoever runs it has renewed it, or somebody else answers in its place "
                     "and would get your token. Ask whoever runs it for the digest before you "
                     "trust it.")
                : why + u"\n\n"_s +
                      tr("It may be the right one all the same, or somebody else who answers in "
                         "its place and would get your token. Ask whoever runs it for the digest, "
                         "and trust it only if it is this one: its name and dates count no more "
                         "then.");
    auto* text = new TextLabel(meaning, TextStyle::Body, Token::TextSecondary, this);
    for (TextLabel* label : {head, text}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    setAccessibleDescription(head->text() + u' ' + meaning);
    if (changed)
        addDigest(*column, tr("Trusted until now, SHA-256"), pinned);
    addDigest(*column, changed ? tr("Shown now, SHA-256") : tr("SHA-256"), m_presented);
}

void PinDialog::addDigest(QVBoxLayout& layout, const QString& caption, const QString& digest)
{
    layout.addSpacing(px(4));
    layout.addWidget(new TextLabel(caption, TextStyle::Small, Token::TextSecondary, this));
    auto* text = new QLabel(digestText(digest), this);
    text->setFont(textFont(TextStyle::Code));
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setAccessibleName(caption + u": "_s + digestText(digest));
    layout.addWidget(text);
}

} // namespace tierwatch
