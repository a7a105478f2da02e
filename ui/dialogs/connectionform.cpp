// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/connectionform.h"

#include "dialogs/enterkey.h"
#include "dialogs/signinfields.h"
#include "dialogs/transportfields.h"
#include "models/connectioncolours.h"
#include "settings/connectioncheck.h"
#include "settings/connectionlink.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/card.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

ConnectionForm::ConnectionForm(QWidget* parent)
    : QScrollArea(parent),
      m_kind(new SegmentedControl(tr("Kind"), {tr("Workspace"), tr("File"), tr("Service")}, this)),
      m_name(new QLineEdit(this)),
      m_group(new QComboBox(this)),
      m_colour(new QComboBox(this)),
      m_production(new QCheckBox(tr("Production"), this)),
      m_watchOnly(new QCheckBox(tr("Watch-only"), this)),
      m_placeCaption(new TextLabel(TextStyle::Body, Token::TextPrimary, this)),
      m_place(new QLineEdit(this)),
      m_browse(makeButton(ButtonKind::Plain, tr("Browse\u2026"), this)),
      m_placeNote(new TextLabel(TextStyle::Small, Token::TextSecondary, this)),
      m_insecure(new QCheckBox(this)),
      m_signIn(new SignInFields(this)),
      m_transport(new TransportFields(this))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto* fields = new QWidget(this);
    m_form = new QFormLayout(fields);
    m_form->setContentsMargins(pxMargins(18, 14, 18, 14));
    m_form->setSpacing(px(8));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildNames();
    buildPlace();
    buildLooks();
    buildService();
    followScale(fields, [this] { alignLabels(); });
    setWidget(fields);
    updateKind();
}

void ConnectionForm::buildNames()
{
    m_name->setAccessibleName(tr("Name"));
    m_name->setObjectName(u"name"_s);
    m_form->addRow(tr("Kind"), m_kind);
    m_form->addRow(tr("&Name"), m_name);
    connect(m_kind, &SegmentedControl::selected, this, &ConnectionForm::kindChosen);
    connect(m_name, &QLineEdit::editingFinished, this, &ConnectionForm::edited);
}

void ConnectionForm::buildPlace()
{
    m_place->setObjectName(u"place"_s);
    pressOnEnterWithFocus(*m_browse);
    m_placeNote->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(m_place, 1);
    row->addWidget(m_browse);
    auto* column = new QVBoxLayout;
    column->setSpacing(px(4));
    column->addLayout(row);
    column->addWidget(m_placeNote);
    column->addWidget(m_insecure);
    m_form->addRow(m_placeCaption, column);
    connect(m_place, &QLineEdit::textChanged, this, &ConnectionForm::updatePlace);
    connect(m_place, &QLineEdit::textEdited, this, &ConnectionForm::typed);
    connect(m_place, &QLineEdit::editingFinished, this, &ConnectionForm::placeLeft);
    connect(m_browse, &QPushButton::clicked, this, &ConnectionForm::browse);
    connect(m_insecure, &QCheckBox::clicked, this, [this] {
        updatePlace();
        Q_EMIT edited();
    });
}

void ConnectionForm::buildLooks()
{
    m_group->setEditable(true);
    m_group->setInsertPolicy(QComboBox::NoInsert);
    m_group->setAccessibleName(tr("Group"));
    m_group->lineEdit()->setPlaceholderText(tr("None"));
    m_colour->setAccessibleName(tr("Colour"));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(m_group, 1);
    row->addWidget(new TextLabel(tr("Colour"), TextStyle::Body, Token::TextPrimary, this));
    row->addWidget(m_colour);
    m_form->addRow(tr("Group"), row);
    auto* marks = new QHBoxLayout;
    marks->setSpacing(px(16));
    marks->addWidget(m_production);
    marks->addWidget(m_watchOnly);
    marks->addStretch(1);
    m_production->setToolTip(tr("A banner on every page; actions ask for a name to be typed."));
    m_watchOnly->setToolTip(tr("Nothing can be changed there from here."));
    m_form->addRow(QString(), marks);
    connect(m_group, &QComboBox::activated, this, &ConnectionForm::edited);
    connect(m_group->lineEdit(), &QLineEdit::editingFinished, this, &ConnectionForm::edited);
    connect(m_colour, &QComboBox::activated, this, &ConnectionForm::edited);
    connect(m_production, &QCheckBox::clicked, this, &ConnectionForm::edited);
    connect(m_watchOnly, &QCheckBox::clicked, this, &ConnectionForm::edited);
    fillColours({});
}

void ConnectionForm::buildService()
{
    m_form->addRow(makeHairLine(this));
    m_form->addRow(m_signIn);
    m_form->addRow(m_transport);
    connect(m_signIn, &SignInFields::edited, this, &ConnectionForm::edited);
    connect(m_transport, &TransportFields::edited, this, &ConnectionForm::edited);
}

/// The parts are forms of their own, and yet their fields stand below each other.
void ConnectionForm::alignLabels()
{
    QList<QWidget*> labels;
    int widest = 0;
    for (const auto* form : {m_form, qobject_cast<QFormLayout*>(m_signIn->layout()),
                             qobject_cast<QFormLayout*>(m_transport->layout())}) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem* label = form->itemAt(row, QFormLayout::LabelRole);
            if (!label || !label->widget())
                continue;
            labels.append(label->widget());
            widest = std::max(widest, label->widget()->sizeHint().width());
        }
    }
    for (QWidget* label : labels)
        label->setMinimumWidth(widest);
}

void ConnectionForm::fillColours(const QString& colour)
{
    m_colour->clear();
    m_colour->addItem(tr("None"), QString());
    for (const ConnectionColour& one : connectionColours())
        m_colour->addItem(colourIcon(one.value), one.name, one.value);
    if (m_colour->findData(colour) < 0)
        m_colour->addItem(colourIcon(colour), colour, colour);
    m_colour->setCurrentIndex(m_colour->findData(colour));
}

void ConnectionForm::setConnection(const TargetConnection& connection)
{
    m_shown = connection;
    m_kind->setCurrentIndex(static_cast<int>(connection.kind));
    m_name->setText(connection.name);
    m_group->setEditText(connection.group);
    fillColours(connection.colour);
    m_production->setChecked(connection.production);
    m_watchOnly->setChecked(connection.watchOnly);
    m_place->setText(connection.place);
    m_insecure->setChecked(connection.insecure);
    m_signIn->setConnection(connection);
    m_transport->setConnection(connection);
    updateKind();
}

TargetConnection ConnectionForm::connection() const
{
    TargetConnection connection = m_shown;
    connection.kind = kind();
    connection.name = m_name->text().trimmed();
    connection.group = m_group->currentText().trimmed();
    connection.colour = m_colour->currentData().toString();
    connection.production = m_production->isChecked();
    connection.watchOnly = m_watchOnly->isChecked();
    connection.place = m_place->text().trimmed();
    connection.insecure = m_insecure->isChecked() && needsInsecure();
    m_signIn->readInto(connection);
    m_transport->readInto(connection);
    return connection;
}

void ConnectionForm::setGroups(const QStringList& groups)
{
    const QString before = m_group->currentText();
    m_group->clear();
    m_group->addItems(groups);
    m_group->setEditText(before);
}

TargetConnection::Kind ConnectionForm::kind() const
{
    return static_cast<TargetConnection::Kind>(m_kind->currentIndex());
}

bool ConnectionForm::needsInsecure() const
{
    return kind() == TargetConnection::Kind::Service &&
           isReadableOnTheWay(QUrl(m_place->text().trimmed(), QUrl::StrictMode));
}

QString ConnectionForm::problem() const
{
    const QString wrong = placeProblem();
    return wrong.isEmpty() && kind() == TargetConnection::Kind::Service ? m_transport->problem()
                                                                        : wrong;
}

QString ConnectionForm::placeProblem() const
{
    const QString place = m_place->text().trimmed();
    if (kind() != TargetConnection::Kind::Service)
        return place.isEmpty() ? tr("Choose where it is.") : QString();
    if (const auto address = checkAddress(place); !address)
        return address.error().message;
    if (needsInsecure() && !m_insecure->isChecked())
        return tr("http:// would send the token for everybody on the way to read. Use https://, or "
                  "say below that this is wanted.");
    return {};
}

void ConnectionForm::focusFirst()
{
    m_name->setFocus();
    m_name->selectAll();
}

void ConnectionForm::kindChosen()
{
    updateKind();
    Q_EMIT edited();
}

void ConnectionForm::placeLeft()
{
    const auto split = splitServer(m_place->text());
    if (kind() == TargetConnection::Kind::Service && split && !split->server.isEmpty()) {
        TargetConnection named = connection();
        named.place = split->place;
        named.server = split->server;
        setConnection(named);
    }
    Q_EMIT edited();
}

void ConnectionForm::updateKind()
{
    const bool service = kind() == TargetConnection::Kind::Service;
    const bool file = kind() == TargetConnection::Kind::File;
    const QString caption = service ? tr("Address") : file ? tr("File") : tr("Folder");
    m_placeCaption->setText(caption);
    m_place->setAccessibleName(caption);
    m_place->setPlaceholderText(service ? u"https://cache.example.org:8787/api"_s : QString());
    m_browse->setVisible(!service);
    for (int row = 0; row < m_form->rowCount(); ++row) {
        const QLayoutItem* whole = m_form->itemAt(row, QFormLayout::SpanningRole);
        if (whole)
            m_form->setRowVisible(row, service);
    }
    updatePlace();
}

void ConnectionForm::updatePlace()
{
    const QUrl url(m_place->text().trimmed(), QUrl::StrictMode);
    const QString spelled = kind() == TargetConnection::Kind::Service ? spelledOut(url) : QString();
    m_insecure->setVisible(needsInsecure());
    m_insecure->setText(tr("Send the token to %1 unencrypted").arg(url.host()));
    const QString wrong = m_place->text().isEmpty() ? QString() : placeProblem();
    m_placeNote->setText(wrong.isEmpty() && !spelled.isEmpty() ? tr("Asked for as %1").arg(spelled)
                                                               : wrong);
    m_placeNote->setColor(wrong.isEmpty() ? Token::TextSecondary : Token::Error);
    m_placeNote->setVisible(!m_placeNote->text().isEmpty());
}

void ConnectionForm::browse()
{
    auto* dialog = new QFileDialog(this, m_placeCaption->text(), m_place->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const bool file = kind() == TargetConnection::Kind::File;
    dialog->setFileMode(file ? QFileDialog::ExistingFile : QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, !file);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
        m_place->setText(chosen);
        Q_EMIT edited();
    });
    dialog->open();
}

} // namespace tierwatch
