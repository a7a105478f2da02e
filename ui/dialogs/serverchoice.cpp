// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/serverchoice.h"

#include "settings/connectioncheck.h"
#include "theme/typography.h"
#include "widgets/buttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString nameOf(const SourceServer& server)
{
    const QString name = withoutHiddenCharacters(server.name).simplified();
    return name.isEmpty() ? server.id : name;
}

} // namespace

ServerChoice::ServerChoice(QWidget* parent)
    : QWidget(parent),
      m_box(new QComboBox(this)),
      m_ask(makeIconButton(u"refresh"_s, tr("Ask the service for its servers"), this))
{
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setAccessibleName(tr("Server"));
    m_box->lineEdit()->setPlaceholderText(tr("The only one"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(px(4));
    row->addWidget(m_box, 1);
    row->addWidget(m_ask);
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::activated, this, &ServerChoice::chosen);
    connect(m_box->lineEdit(), &QLineEdit::editingFinished, this, &ServerChoice::chosen);
}

void ServerChoice::setServers(const std::vector<SourceServer>& servers)
{
    const QString before = server();
    m_box->clear();
    for (const SourceServer& one : servers) {
        const QString name = nameOf(one);
        const bool alone = std::ranges::count(servers, name, nameOf) == 1;
        m_box->addItem(alone ? name : tr("%1 (%2)").arg(name, one.id), one.id);
    }
    setServer(before);
}

void ServerChoice::setServer(const QString& id)
{
    const int index = m_box->findData(id);
    m_box->setCurrentIndex(index);
    if (index < 0)
        m_box->setEditText(id);
}

QString ServerChoice::server() const
{
    if (m_box->currentIndex() >= 0 &&
        m_box->currentText() == m_box->itemText(m_box->currentIndex()))
        return m_box->currentData().toString();
    const QString typed = m_box->currentText().trimmed();
    if (m_box->findData(typed) >= 0)
        return typed;
    const int index = m_box->findText(typed, Qt::MatchExactly | Qt::MatchCaseSensitive);
    return index < 0 ? typed : m_box->itemData(index).toString();
}

} // namespace tierwatch
