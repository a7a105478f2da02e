// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectionsdialog.h"

#include "dialogs/connectionform.h"
#include "dialogs/connectionlist.h"
#include "dialogs/enterkey.h"
#include "dialogs/noticebar.h"
#include "dialogs/probepanel.h"
#include "dialogs/serverchoice.h"
#include "dialogs/signinfields.h"
#include "settings/connectioncheck.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/textlabel.h"

#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

ConnectionsDialog::ConnectionsDialog(ConnectionBook& book, ConnectionDesk& desk, QWidget* parent)
    : QDialog(parent), m_book(book), m_desk(desk)
{
    setWindowTitle(tr("Connections"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildParts(*layout);
    buildButtons(*layout);
    connectList();
    connectForm();
    auto* addKey = new QShortcut(QKeySequence::New, this);
    connect(addKey, &QShortcut::activated, this, [this] { add(TargetConnection::Kind::Service); });
    connect(&m_book, &ConnectionBook::changed, this, &ConnectionsDialog::follow);
    m_notice->say(m_book.notices());
    follow();
    edit(m_book.all().empty() ? QString() : m_book.all().front().id);
    resize(pxSize(900, 700));
}

void ConnectionsDialog::buildParts(QVBoxLayout& layout)
{
    m_notice = new NoticeBar(this);
    m_list = new ConnectionList(m_book, this);
    m_form = new ConnectionForm(this);
    m_probe = new ProbePanel(m_desk, this);
    auto* edited = new QWidget(this);
    auto* column = new QVBoxLayout(edited);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_form, 1);
    column->addWidget(makeHairLine(edited));
    column->addWidget(m_probe);
    m_right = new QStackedWidget(this);
    m_right->addWidget(makeDoors());
    m_right->addWidget(edited);
    auto* parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_list);
    parts->addWidget(m_right);
    parts->setStretchFactor(1, 1);
    parts->setSizes({px(290), px(610)});
    layout.addWidget(m_notice);
    layout.addWidget(parts, 1);
}

/// What the first run offers, as a list.
QWidget* ConnectionsDialog::makeDoors()
{
    auto* doors = new QWidget(this);
    auto* column = new QVBoxLayout(doors);
    column->setContentsMargins(pxMargins(18, 24, 18, 24));
    column->setSpacing(px(8));
    column->addWidget(
        new TextLabel(tr("Add a connection"), TextStyle::Door, Token::TextPrimary, doors));
    const auto addDoor = [&](const QString& icon, const QString& text, const QString& what,
                             TargetConnection::Kind kind) {
        QPushButton* door = makeButton(ButtonKind::Plain, icon, text, doors);
        pressOnEnterWithFocus(*door);
        auto* note = new TextLabel(what, TextStyle::Small, Token::TextSecondary, doors);
        note->setWordWrap(true);
        column->addSpacing(px(8));
        column->addWidget(door, 0, Qt::AlignLeft);
        column->addWidget(note);
        connect(door, &QPushButton::clicked, this, [this, kind] { add(kind); });
    };
    addDoor(u"service-target"_s, tr("A service"),
            tr("One that runs elsewhere. It needs its address, and a token or a password."),
            TargetConnection::Kind::Service);
    addDoor(u"workspace"_s, tr("A workspace"), tr("A folder with settings, queries and a cache."),
            TargetConnection::Kind::Workspace);
    addDoor(u"file-target"_s, tr("A cache file"),
            tr("The file of another program on this machine."), TargetConnection::Kind::File);
    column->addStretch(1);
    return doors;
}

void ConnectionsDialog::buildButtons(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(pxMargins(18, 11, 18, 11));
    row->setSpacing(px(8));
    m_told = new TextLabel(TextStyle::Body, Token::TextSecondary, this);
    QPushButton* close = makeButton(ButtonKind::Plain, tr("Close"), this);
    m_attach = makeButton(ButtonKind::Primary, tr("Attach"), this);
    m_attach->setObjectName(u"attach"_s);
    pressOnEnterWithFocus(*close);
    m_attach->setDefault(true);
    row->addWidget(m_told, 1);
    row->addWidget(close);
    row->addWidget(m_attach);
    layout.addWidget(makeHairLine(this));
    layout.addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_attach, &QPushButton::clicked, this, &ConnectionsDialog::attach);
}

void ConnectionsDialog::connectList()
{
    connect(m_list, &ConnectionList::currentChanged, this, &ConnectionsDialog::showConnection);
    connect(m_list, &ConnectionList::addWanted, this,
            [this] { add(TargetConnection::Kind::Service); });
    connect(m_list, &ConnectionList::duplicateWanted, this, &ConnectionsDialog::duplicate);
    connect(m_list, &ConnectionList::removeWanted, this, &ConnectionsDialog::askToRemove);
    connect(m_list, &ConnectionList::importWanted, this, &ConnectionsDialog::askImport);
    connect(m_list, &ConnectionList::exportWanted, this, &ConnectionsDialog::askExport);
}

void ConnectionsDialog::connectForm()
{
    connect(m_form, &ConnectionForm::edited, this, [this] {
        keep();
        updateButtons();
    });
    connect(m_form, &ConnectionForm::typed, this, &ConnectionsDialog::updateButtons);
    SignInFields& fields = m_form->signIn();
    connect(&fields, &SignInFields::signInWanted, this, [this] { signIn(false); });
    connect(&fields, &SignInFields::serversWanted, this, &ConnectionsDialog::askServers);
    connect(m_probe, &ProbePanel::testWanted, this, &ConnectionsDialog::test);
    connect(m_probe, &ProbePanel::certificateWanted, this, &ConnectionsDialog::askTrust);
}

void ConnectionsDialog::edit(const QString& id)
{
    m_list->setCurrent(id);
    showConnection(id);
}

void ConnectionsDialog::suggest(const TargetConnection& connection)
{
    const auto same = std::ranges::find_if(m_book.all(), [&](const TargetConnection& one) {
        return leadToSamePlace(one, connection) && one.server == connection.server;
    });
    if (same != m_book.all().end()) {
        edit(same->id);
        say(tr("This one is in the list already."));
        return;
    }
    edit({});
    m_suggested = true;
    TargetConnection suggested = connection;
    suggested.id.clear();
    m_form->setConnection(suggested);
    m_right->setCurrentIndex(1);
    if (suggested.place.isEmpty())
        m_form->focusFirst();
    else
        m_notice->say({tr("This was filled in from outside, and nothing was opened. Look at the "
                          "address: attach only where you know who runs it.")});
    updateButtons();
}

void ConnectionsDialog::done(int result)
{
    keep();
    m_probe->reset();
    QDialog::done(result);
}

void ConnectionsDialog::showConnection(const QString& id)
{
    keep();
    m_suggested = false;
    m_probe->reset();
    m_form->signIn().clearSecrets();
    m_form->signIn().say({}, Token::TextSecondary);
    m_form->signIn().servers().setServers({});
    const TargetConnection* connection = m_book.find(id);
    m_form->setConnection(connection ? *connection : TargetConnection());
    m_right->setCurrentIndex(connection ? 1 : 0);
    say({});
    updateButtons();
}

/// Where the list changed what the form shows: its group, or that it is there at all.
void ConnectionsDialog::follow()
{
    QStringList groups;
    for (const TargetConnection& one : m_book.all()) {
        if (!one.group.isEmpty() && !groups.contains(one.group))
            groups.append(one.group);
    }
    m_form->setGroups(groups);
    const TargetConnection* current = m_book.find(m_list->current());
    if (current && !m_keeping && !m_suggested)
        m_form->setConnection(*current);
    updateButtons();
}

bool ConnectionsDialog::keep()
{
    const TargetConnection now = m_form->connection();
    const TargetConnection* before = m_book.find(now.id);
    if (m_suggested || !before || *before == now)
        return true;
    if (!checkNoSecret(now))
        return false;
    // What signs in there is for that machine, server and person alone.
    if (QUrl(before->place).adjusted(QUrl::RemovePath) !=
            QUrl(now.place).adjusted(QUrl::RemovePath) ||
        before->server != now.server || before->username != now.username)
        m_desk.forget(*before);
    m_keeping = true;
    const auto changed = m_book.change(now);
    m_keeping = false;
    if (!changed)
        return false;
    save();
    return true;
}

bool ConnectionsDialog::keepSuggestion()
{
    if (!m_suggested)
        return keep();
    TargetConnection suggested = m_form->connection();
    m_keeping = true;
    const auto added = m_book.add(suggested);
    m_keeping = false;
    if (!added)
        return false;
    m_suggested = false;
    suggested.id = *added;
    m_form->setConnection(suggested);
    m_list->blockSignals(true);
    m_list->setCurrent(*added);
    m_list->blockSignals(false);
    m_notice->say({});
    save();
    return true;
}

void ConnectionsDialog::save()
{
    if (const auto saved = m_book.save(); !saved)
        m_notice->say({saved.error().message});
}

void ConnectionsDialog::say(const QString& sentence)
{
    m_told->setText(sentence);
}

void ConnectionsDialog::updateButtons()
{
    const TargetConnection shown = m_form->connection();
    const bool possible = m_right->currentIndex() == 1 && m_form->problem().isEmpty();
    const bool service = shown.kind == TargetConnection::Kind::Service;
    m_probe->setVisible(service);
    m_probe->setPossible(possible);
    m_attach->setText(service || m_right->currentIndex() == 0 ? tr("Attach") : tr("Open"));
    m_attach->setEnabled(possible);
}

} // namespace tierwatch
