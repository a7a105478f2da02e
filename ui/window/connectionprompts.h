// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "window/targetopener.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <functional>

namespace tierwatch {

class ConnectionsDialog;
class SignInDialog;

/// What a window asks a person about connections: the list of them, who asks a service, whether a
/// certificate is trusted. One question at a time. GUI thread; owned by the window that is the
/// parent of its dialogs; the opener outlives it.
class ConnectionPrompts final : public QObject
{
    Q_OBJECT
public:
    ConnectionPrompts(TargetOpener& opener, QWidget* window);

    /// The list of all of them.
    void showAll();
    /// The same, with a new one to be filled in further.
    void showNew(const TargetConnection& connection);
    /// Asks what opening a connection failed for; false where no answer would help.
    bool settle(const TargetConnection& connection, const Error& error);
    /// Asks whether these are meant, and takes them out of the list.
    void remove(const QStringList& ids);
    /// Asks who the person is, and says why. Meanwhile the service is asked for its servers, as who
    /// is still signed in there.
    void signIn(const TargetConnection& connection, const QString& why);
    /// Takes back a question about a target that is shown no more.
    void drop();

Q_SIGNALS:
    void openWanted(const tierwatch::TargetConnection& connection);
    /// What was missing is there: it can be opened now, or opened anew.
    void settled(const tierwatch::TargetConnection& connection);
    /// One line for the status bar.
    void said(const QString& sentence);

private:
    ConnectionsDialog& all();
    SignInDialog* askWho(const TargetConnection& connection, const QString& why);
    void give(SignInDialog& dialog, const TargetConnection& connection,
              const Credentials& credentials);
    void askTrust(const TargetConnection& connection, const Error& error);
    void removeNow(const QStringList& ids);
    void remember(const QString& id, const std::function<void(TargetConnection&)>& answer);

    TargetOpener& m_opener;
    QWidget* m_window;
    QPointer<ConnectionsDialog> m_all;
    QPointer<QWidget> m_question;
};

} // namespace tierwatch
