// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/problempage.h"

#include "models/place.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/chip.h"
#include "widgets/textlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tierwatch {

QString problemTitle(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Locked:
        return ProblemPage::tr("The workspace is in use");
    case ErrorCode::NotFound:
        return ProblemPage::tr("The workspace is not there");
    case ErrorCode::Unreadable:
        return ProblemPage::tr("The workspace can\u2019t be read");
    case ErrorCode::NotACache:
        return ProblemPage::tr("The cache file is not a cache");
    case ErrorCode::NewerVersion:
        return ProblemPage::tr("The workspace is from a newer version");
    case ErrorCode::Source:
        return ProblemPage::tr("The database can\u2019t be reached");
    case ErrorCode::InvalidArgument:
        return ProblemPage::tr("A setting can\u2019t be used");
    default:
        return ProblemPage::tr("The workspace could not be opened");
    }
}

ProblemPage::ProblemPage(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    auto* card = new Card({}, this);
    followScale(card, [card] { card->setFixedWidth(px(560)); });
    layout->addStretch(2);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(card);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(3);
    auto* body = new QVBoxLayout;
    body->setContentsMargins(pxMargins(10, 10, 10, 10));
    body->setSpacing(px(10));
    card->body()->addLayout(body);
    buildText(*body);
    buildButtons(*body);
}

void ProblemPage::buildText(QVBoxLayout& body)
{
    m_chip = new Chip(State::Error, tr("Not opened"), this);
    m_title = new TextLabel(TextStyle::Door, Token::TextPrimary, this);
    m_message = new TextLabel(TextStyle::Body, Token::TextPrimary, this);
    m_detail = new TextLabel(TextStyle::Small, Token::TextSecondary, this);
    m_title->setObjectName(u"problemTitle"_s);
    m_message->setObjectName(u"problemMessage"_s);
    body.addWidget(m_chip, 0, Qt::AlignLeft);
    for (TextLabel* label : {m_title, m_message, m_detail}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        body.addWidget(label);
    }
}

void ProblemPage::buildButtons(QVBoxLayout& body)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    QPushButton* retry = makeButton(ButtonKind::Primary, tr("Try again"), this);
    QPushButton* other = makeButton(ButtonKind::Plain, tr("Open another\u2026"), this);
    QPushButton* welcome = makeButton(ButtonKind::Plain, tr("Welcome page"), this);
    QPushButton* copy = makeButton(ButtonKind::Plain, tr("Copy details"), this);
    for (QPushButton* button : {retry, other, welcome})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(copy);
    body.addSpacing(px(6));
    body.addLayout(row);
    connect(retry, &QPushButton::clicked, this, &ProblemPage::retryWanted);
    connect(other, &QPushButton::clicked, this, &ProblemPage::otherWanted);
    connect(welcome, &QPushButton::clicked, this, &ProblemPage::welcomeWanted);
    connect(copy, &QPushButton::clicked, this, &ProblemPage::copyDetails);
}

void ProblemPage::setProblem(const QString& location, const Error& error)
{
    m_error = error;
    m_location = location;
    m_title->setText(isService(location) ? tr("The service can\u2019t be used")
                                         : problemTitle(error.code));
    m_message->setText(error.message);
    m_detail->setText(error.detail.isEmpty() ? location : location + u'\n' + error.detail);
}

void ProblemPage::copyDetails() const
{
    QGuiApplication::clipboard()->setText(QStringList{m_title->text(), m_error.message, m_location,
                                                      errorName(m_error.code), m_error.detail}
                                              .join(u'\n'));
}

} // namespace tierwatch
