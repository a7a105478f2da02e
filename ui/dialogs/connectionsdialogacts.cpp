// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/confirmdialog.h"
#include "dialogs/connectionform.h"
#include "dialogs/connectionlist.h"
#include "dialogs/connectionsdialog.h"
#include "dialogs/importtrustdialog.h"
#include "dialogs/noticebar.h"
#include "dialogs/pindialog.h"
#include "dialogs/probepanel.h"
#include "dialogs/serverchoice.h"
#include "dialogs/signinfields.h"
#include "models/whendone.h"

#include <QFileDialog>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tierwatch {

void ConnectionsDialog::add(TargetConnection::Kind kind)
{
    keep();
    TargetConnection fresh;
    fresh.kind = kind;
    fresh.name = tr("New connection");
    if (const TargetConnection* current = m_book.find(m_list->current()))
        fresh.group = current->group;
    if (const auto added = m_book.add(fresh)) {
        edit(*added);
        m_form->focusFirst();
    }
}

void ConnectionsDialog::duplicate()
{
    keep();
    if (const auto copy = m_book.duplicate(m_list->current())) {
        save();
        edit(*copy);
        m_form->focusFirst();
    }
}

void ConnectionsDialog::askToRemove()
{
    const TargetConnection* current = m_book.find(m_list->current());
    if (!current)
        return;
    auto* dialog = new ConfirmDialog(
        {tr("Remove a connection"),
         tr("Remove \u201c%1\u201d from the list?").arg(titleOf(*current)),
         {tr("What signs in there is forgotten, too. Nothing is changed at the place itself.")},
         tr("Remove"),
         ButtonKind::DangerFinal},
        this);
    connect(dialog, &QDialog::accepted, this, [this, id = current->id] { remove(id); });
    dialog->open();
}

void ConnectionsDialog::remove(const QString& id)
{
    const TargetConnection* current = m_book.find(id);
    if (!current)
        return;
    m_desk.forget(*current);
    m_book.remove(id);
    save();
    edit(m_book.all().empty() ? QString() : m_book.all().front().id);
}

void ConnectionsDialog::askImport()
{
    auto* dialog = new QFileDialog(this, tr("Import connections"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Connections (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsDialog::importFrom);
    dialog->open();
}

void ConnectionsDialog::importFrom(const QString& file)
{
    const auto imported = m_book.importFrom(file);
    if (!imported) {
        m_notice->say({imported.error().message});
        return;
    }
    if (imported->added > 0)
        save();
    say(imported->added == 1 ? tr("One connection was added.")
                             : tr("%1 connections were added.").arg(imported->added));
    m_notice->say(imported->skipped);
    if (!imported->trusting.empty())
        askImportedTrust(imported->trusting);
}

void ConnectionsDialog::askImportedTrust(const std::vector<TargetConnection>& trusting)
{
    auto* dialog = new ImportTrustDialog(trusting, this);
    connect(dialog, &QDialog::accepted, this, [this, trusting] { trustImported(trusting); });
    dialog->open();
}

void ConnectionsDialog::trustImported(const std::vector<TargetConnection>& trusting)
{
    if (const auto changed = m_book.change(trusting); !changed)
        m_notice->say({changed.error().message});
    save();
}

void ConnectionsDialog::askExport()
{
    keep();
    auto* dialog = new QFileDialog(this, tr("Export connections without secrets"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilter(tr("Connections (*.json)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsDialog::exportTo);
    dialog->open();
}

void ConnectionsDialog::exportTo(const QString& file)
{
    const auto written = m_book.exportTo(file);
    if (written)
        say(tr("Saved as %1, without secrets.").arg(file));
    else
        m_notice->say({written.error().message});
}

void ConnectionsDialog::test()
{
    if (!m_form->problem().isEmpty() || !keepSuggestion())
        return;
    m_probe->start(m_form->connection(), m_form->signIn().credentials());
}

void ConnectionsDialog::attach()
{
    if (!m_attach->isEnabled() || !m_form->problem().isEmpty() || !keepSuggestion())
        return;
    const TargetConnection connection = m_form->connection();
    if (connection.kind == TargetConnection::Kind::Service && m_form->signIn().hasSecret())
        return signIn(true);
    Q_EMIT attachWanted(connection);
    accept();
}

void ConnectionsDialog::signIn(bool thenAttach)
{
    if (!m_form->problem().isEmpty() || !m_form->signIn().hasSecret() || !keepSuggestion())
        return;
    const TargetConnection connection = m_form->connection();
    m_form->signIn().setBusy(true);
    m_form->signIn().say({}, Token::TextSecondary);
    whenDone(m_desk.signIn(connection, m_form->signIn().credentials()), this,
             [this, connection, thenAttach](const Result<QString>& answer) {
                 signedIn(connection, thenAttach, answer);
             });
}

void ConnectionsDialog::signedIn(const TargetConnection& connection, bool thenAttach,
                                 const Result<QString>& answer)
{
    SignInFields& fields = m_form->signIn();
    fields.setBusy(false);
    // By now a person may look at another one.
    if (m_form->connection().id != connection.id)
        return;
    if (!answer) {
        fields.say(answer.error().message, Token::Error);
        if (answer.error().code == ErrorCode::NotTrusted && !answer.error().detail.isEmpty())
            askTrust(answer.error().detail, answer.error().message);
        return;
    }
    fields.clearSecrets();
    fields.say(answer->isEmpty() ? tr("Signed in. It is kept in the system\u2019s key store.")
                                 : *answer,
               answer->isEmpty() ? Token::Ok : Token::Warning);
    if (!answer->isEmpty())
        Q_EMIT said(*answer);
    if (!thenAttach)
        return;
    Q_EMIT attachWanted(connection);
    // A sentence is to be read before the dialog goes.
    if (answer->isEmpty())
        accept();
}

void ConnectionsDialog::askServers()
{
    if (!m_form->problem().isEmpty() || !keepSuggestion())
        return;
    const TargetConnection connection = m_form->connection();
    whenDone(m_desk.servers(connection), this,
             [this, id = connection.id](const Result<std::vector<SourceServer>>& servers) {
                 if (m_form->connection().id != id)
                     return;
                 SignInFields& fields = m_form->signIn();
                 if (!servers)
                     return fields.say(servers.error().message, Token::TextSecondary);
                 fields.servers().setServers(*servers);
                 fields.say(servers->empty() ? tr("The service has one server alone.") : QString(),
                            Token::TextSecondary);
             });
}

void ConnectionsDialog::askTrust(const QString& presented, const QString& why)
{
    const TargetConnection connection = m_form->connection();
    auto* dialog =
        new PinDialog(QUrl(connection.place).host(), connection.pin, presented, why, this);
    connect(dialog, &QDialog::accepted, this,
            [this, id = connection.id, presented] { trust(id, presented); });
    dialog->open();
}

void ConnectionsDialog::trust(const QString& id, const QString& presented)
{
    const TargetConnection* found = m_book.find(id);
    if (!found)
        return;
    TargetConnection trusted = *found;
    trusted.pin = presented.toLower();
    if (const auto changed = m_book.change(trusted); !changed)
        return;
    save();
    if (m_form->connection().id == id)
        test();
}

} // namespace tierwatch
