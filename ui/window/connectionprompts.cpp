// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/connectionprompts.h"

#include "dialogs/connectionsdialog.h"
#include "dialogs/pindialog.h"
#include "dialogs/signindialog.h"
#include "models/whendone.h"

#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

namespace tierwatch {

namespace {

/// By which of the two a person signed in, and as whom.
void takeWay(TargetConnection& connection, const Credentials& credentials)
{
    const bool byToken = !credentials.token.isEmpty();
    connection.signIn =
        byToken ? TargetConnection::SignIn::Token : TargetConnection::SignIn::Password;
    if (!byToken)
        connection.username = credentials.username;
}

} // namespace

ConnectionPrompts::ConnectionPrompts(TargetOpener& opener, QWidget* window)
    : QObject(window), m_opener(opener), m_window(window)
{
}

ConnectionsDialog& ConnectionPrompts::all()
{
    if (!m_all) {
        m_all = new ConnectionsDialog(m_opener.connections(), m_opener.desk(), m_window);
        connect(m_all, &ConnectionsDialog::attachWanted, this, &ConnectionPrompts::openWanted);
        connect(m_all, &ConnectionsDialog::attachWanted, m_all, &QDialog::accept);
        connect(m_all, &ConnectionsDialog::said, this, &ConnectionPrompts::said);
    }
    m_all->show();
    m_all->raise();
    m_all->activateWindow();
    return *m_all;
}

void ConnectionPrompts::showAll()
{
    all();
}

void ConnectionPrompts::showNew(const TargetConnection& connection)
{
    all().suggest(connection);
}

bool ConnectionPrompts::settle(const TargetConnection& connection, const Error& error)
{
    if (connection.kind != TargetConnection::Kind::Service)
        return false;
    if (error.code == ErrorCode::NotSignedIn) {
        askWho(connection, error.message);
        return true;
    }
    if (error.code != ErrorCode::NotTrusted || error.detail.isEmpty())
        return false;
    askTrust(connection, error);
    return true;
}

void ConnectionPrompts::signIn(const TargetConnection& connection, const QString& why)
{
    SignInDialog* dialog = askWho(connection, why);
    if (!dialog)
        return;
    whenDone(m_opener.desk().servers(connection), dialog,
             [dialog](const Result<std::vector<SourceServer>>& servers) {
                 if (servers)
                     dialog->setServers(*servers);
             });
}

void ConnectionPrompts::remove(const QStringList& ids)
{
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Remove connections"),
        tr("Take %n connections out of the list?", nullptr, static_cast<int>(ids.size())),
        QMessageBox::Cancel, m_window);
    box->setInformativeText(
        tr("What they lead to stays as it is. What signs in there is forgotten."));
    QPushButton* remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(remove, &QPushButton::clicked, this, [this, ids] { removeNow(ids); });
    box->open();
}

void ConnectionPrompts::removeNow(const QStringList& ids)
{
    ConnectionBook& book = m_opener.connections();
    for (const QString& id : ids) {
        if (const TargetConnection* connection = book.find(id))
            m_opener.desk().forget(*connection);
    }
    book.remove(ids);
    if (const Result<void> kept = book.save(); !kept)
        Q_EMIT said(kept.error().message);
}

void ConnectionPrompts::drop()
{
    if (!m_question)
        return;
    m_question->close();
    m_question.clear(); // the next one need not wait until this one is deleted
}

/// Null where another question stands.
SignInDialog* ConnectionPrompts::askWho(const TargetConnection& connection, const QString& why)
{
    if (m_question)
        return nullptr;
    auto* dialog = new SignInDialog(connection, why, m_window);
    m_question = dialog;
    connect(dialog, &SignInDialog::given, this,
            [this, dialog, connection](const Credentials& credentials, const QString& server) {
                TargetConnection chosen = connection;
                chosen.server = server;
                takeWay(chosen, credentials);
                give(*dialog, chosen, credentials);
            });
    dialog->open();
    return dialog;
}

/// The dialog stays until the service took what was given, or the person gives up.
void ConnectionPrompts::give(SignInDialog& dialog, const TargetConnection& connection,
                             const Credentials& credentials)
{
    whenDone(m_opener.desk().signIn(connection, credentials), &dialog,
             [this, &dialog, connection](const Result<QString>& signedIn) {
                 if (!signedIn)
                     return dialog.refused(signedIn.error().message);
                 remember(connection.id, [&](TargetConnection& kept) {
                     kept.server = connection.server;
                     kept.signIn = connection.signIn;
                     if (connection.signIn == TargetConnection::SignIn::Password)
                         kept.username = connection.username;
                 });
                 dialog.finish();
                 if (!signedIn->isEmpty())
                     Q_EMIT said(*signedIn);
                 Q_EMIT settled(connection);
             });
}

void ConnectionPrompts::askTrust(const TargetConnection& connection, const Error& error)
{
    if (m_question)
        return;
    auto* dialog = new PinDialog(QUrl(connection.place).host(), connection.pin, error.detail,
                                 error.message, m_window);
    m_question = dialog;
    connect(dialog, &QDialog::accepted, this, [this, connection, presented = error.detail] {
        TargetConnection trusted = connection;
        trusted.pin = presented;
        remember(trusted.id, [&](TargetConnection& kept) { kept.pin = presented; });
        Q_EMIT settled(trusted);
    });
    dialog->open();
}

/// Of a connection that is kept, what a person answered is kept, too, and nothing else: it may have
/// been edited meanwhile, and what was opened may trust more than it does.
void ConnectionPrompts::remember(const QString& id,
                                 const std::function<void(TargetConnection&)>& answer)
{
    ConnectionBook& book = m_opener.connections();
    const TargetConnection* found = id.isEmpty() ? nullptr : book.find(id);
    if (!found)
        return;
    TargetConnection answered = *found;
    answer(answered);
    Result<void> kept = book.change(answered);
    if (kept)
        kept = book.save();
    if (!kept)
        Q_EMIT said(kept.error().message);
}

} // namespace tierwatch
