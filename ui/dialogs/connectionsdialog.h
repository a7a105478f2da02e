// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"
#include "settings/connectionbook.h"
#include "theme/tokens.h"

#include <QDialog>

class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tierwatch {

class ConnectionForm;
class ConnectionList;
class NoticeBar;
class ProbePanel;
class TextLabel;

/// The connections that a person keeps: find, add, edit, order, test, import, export, attach. What
/// is edited is kept when a field is left. A secret goes to the desk and nowhere else. Not modal;
/// GUI thread; book and desk outlive it; deletes itself when closed.
class ConnectionsDialog final : public QDialog
{
    Q_OBJECT
public:
    ConnectionsDialog(ConnectionBook& book, ConnectionDesk& desk, QWidget* parent = nullptr);

    /// Shows this one.
    void edit(const QString& id);
    /// Fills the form with a connection that a link or a command named. It joins the list when the
    /// person tests it or attaches to it, and not before.
    void suggest(const TargetConnection& connection);

    void done(int result) override;

Q_SIGNALS:
    /// A person wants to watch this; it is in the book, and signed in to where a secret was typed.
    void attachWanted(const tierwatch::TargetConnection& connection);
    /// One line for the status bar.
    void said(const QString& sentence);

private:
    void buildParts(QVBoxLayout& layout);
    [[nodiscard]] QWidget* makeDoors();
    void buildButtons(QVBoxLayout& layout);
    void connectList();
    void connectForm();

    void showConnection(const QString& id);
    void follow();
    void add(TargetConnection::Kind kind);
    void duplicate();
    void askToRemove();
    void remove(const QString& id);
    void askImport();
    void importFrom(const QString& file);
    void askImportedTrust(const std::vector<TargetConnection>& trusting);
    void trustImported(const std::vector<TargetConnection>& trusting);
    void askExport();
    void exportTo(const QString& file);

    bool keep();
    bool keepSuggestion();
    void save();
    void test();
    void signIn(bool thenAttach);
    void signedIn(const TargetConnection& connection, bool thenAttach,
                  const Result<QString>& answer);
    void attach();
    void askServers();
    void askTrust(const QString& presented, const QString& why);
    void trust(const QString& id, const QString& presented);
    void say(const QString& sentence);
    void updateButtons();

    ConnectionBook& m_book;
    ConnectionDesk& m_desk;
    NoticeBar* m_notice = nullptr;
    ConnectionList* m_list = nullptr;
    QStackedWidget* m_right = nullptr;
    ConnectionForm* m_form = nullptr;
    ProbePanel* m_probe = nullptr;
    TextLabel* m_told = nullptr;
    QPushButton* m_attach = nullptr;
    bool m_suggested = false; ///< what the form shows is not in the book yet
    bool m_keeping = false;
};

} // namespace tierwatch
