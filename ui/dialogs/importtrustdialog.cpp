// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/importtrustdialog.h"

#include "dialogs/dialogfoot.h"
#include "dialogs/pindialog.h"
#include "models/connectionmodel.h"
#include "settings/connectioncheck.h"
#include "theme/typography.h"
#include "widgets/textlabel.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString listOf(const std::vector<TargetConnection>& trusting)
{
    QStringList lines;
    for (const TargetConnection& connection : trusting)
        lines.append(trustSentences(connection));
    return lines.join(u'\n');
}

} // namespace

QStringList trustSentences(const TargetConnection& connection)
{
    const QString who = ImportTrustDialog::tr("%1, %2").arg(
        withoutHiddenCharacters(titleOf(connection)), withoutHiddenCharacters(connection.place));
    QStringList sentences;
    if (!connection.pin.isEmpty())
        sentences.append(
            ImportTrustDialog::tr("%1: the certificate %2 (SHA-256), though nobody vouches for it.")
                .arg(who, digestText(connection.pin).simplified()));
    if (!connection.authorities.isEmpty())
        sentences.append(ImportTrustDialog::tr("%1: all that the authorities in %2 vouch for.")
                             .arg(who, withoutHiddenCharacters(connection.authorities)));
    if (connection.insecure && isReadableOnTheWay(QUrl(connection.place)))
        sentences.append(
            ImportTrustDialog::tr("%1: your token, sent for everybody on the way to read.")
                .arg(who));
    return sentences;
}

ImportTrustDialog::ImportTrustDialog(const std::vector<TargetConnection>& trusting, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Import connections"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, px(16), 0, 0);
    layout->setSpacing(px(12));
    buildText(*layout, trusting);
    addTrustFoot(*layout, *this, tr("Don\u2019t trust them"), tr("Trust all of these"));
    setMinimumWidth(px(520));
    resize(pxSize(620, 420));
}

void ImportTrustDialog::buildText(QVBoxLayout& layout,
                                  const std::vector<TargetConnection>& trusting)
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(pxMargins(18, 0, 18, 0));
    column->setSpacing(px(6));
    const QString question =
        trusting.size() == 1
            ? tr("One connection of the file trusts more than usual. Shall it here, too?")
            : tr("%1 connections of the file trust more than usual. Shall they here, too?")
                  .arg(trusting.size());
    const QString meaning =
        tr("Whoever changed the file could answer in the place of a service and get your token: "
           "say yes only where you know who made it. They are in the list either way; after a no, "
           "a certificate is asked about on attaching, and the rest is set in the connection.");
    auto* head = new TextLabel(question, TextStyle::Door, Token::TextPrimary, this);
    auto* text = new TextLabel(meaning, TextStyle::Body, Token::TextSecondary, this);
    for (TextLabel* label : {head, text}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    auto* list = new QPlainTextEdit(listOf(trusting), this);
    list->setReadOnly(true);
    list->setTabChangesFocus(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setAccessibleName(tr("What they would trust"));
    column->addWidget(list, 1);
    setAccessibleDescription(question + u' ' + meaning);
    layout.addLayout(column, 1);
}

} // namespace tierwatch
