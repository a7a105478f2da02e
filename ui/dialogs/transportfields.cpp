// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/transportfields.h"

#include "dialogs/enterkey.h"
#include "dialogs/pindialog.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/textlabel.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QIntValidator>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int usualProxyPort = 3128;
constexpr int mostPort = 65'535;

} // namespace

TransportFields::TransportFields(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout(this)),
      m_authorities(new QLineEdit(this)),
      m_pinText(new TextLabel(TextStyle::Body, Token::TextPrimary, this)),
      m_forget(makeLink(tr("Forget"), this)),
      m_proxy(new QComboBox(this)),
      m_host(new QLineEdit(this)),
      m_port(new QLineEdit(this)),
      m_note(new TextLabel(TextStyle::Small, Token::Error, this))
{
    m_form->setContentsMargins({});
    m_form->setSpacing(px(8));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildTrust();
    buildProxy();
}

void TransportFields::buildTrust()
{
    m_authorities->setAccessibleName(tr("File of an own authority"));
    m_authorities->setPlaceholderText(tr("The system\u2019s authorities alone"));
    QPushButton* browseButton = makeButton(ButtonKind::Plain, tr("Browse\u2026"), this);
    pressOnEnterWithFocus(*browseButton);
    auto* file = new QHBoxLayout;
    file->setSpacing(px(8));
    file->addWidget(m_authorities, 1);
    file->addWidget(browseButton);
    m_form->addRow(tr("Own authority"), file);
    auto* pin = new QHBoxLayout;
    pin->setSpacing(px(8));
    pin->addWidget(m_pinText, 1);
    pin->addWidget(m_forget);
    m_form->addRow(tr("Pinned"), pin);
    connect(browseButton, &QPushButton::clicked, this, &TransportFields::browse);
    connect(m_forget, &QToolButton::clicked, this, &TransportFields::forgetPin);
}

void TransportFields::buildProxy()
{
    m_proxy->addItems({tr("As the system does"), tr("None"), tr("This one")});
    m_proxy->setAccessibleName(tr("Proxy"));
    m_host->setAccessibleName(tr("Host of the proxy"));
    m_host->setPlaceholderText(u"proxy.example.org"_s);
    m_port->setAccessibleName(tr("Port of the proxy"));
    m_port->setValidator(new QIntValidator(1, mostPort, m_port));
    followScale(m_port, [this] { m_port->setFixedWidth(px(72)); });
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(m_proxy);
    row->addWidget(m_host, 1);
    row->addWidget(m_port);
    m_note->setWordWrap(true);
    m_form->addRow(tr("Proxy"), row);
    m_form->addRow(QString(), m_note);
    connect(m_proxy, &QComboBox::activated, this, [this] {
        updateProxy();
        tellEdited();
    });
    for (const QLineEdit* field : {m_host, m_port, m_authorities})
        connect(field, &QLineEdit::editingFinished, this, &TransportFields::tellEdited);
}

void TransportFields::setConnection(const TargetConnection& connection)
{
    m_authorities->setText(connection.authorities);
    m_pin = connection.pin;
    showPin();
    m_proxy->setCurrentIndex(static_cast<int>(connection.proxy.kind));
    m_host->setText(connection.proxy.host);
    m_port->setText(
        QString::number(connection.proxy.port > 0 ? connection.proxy.port : usualProxyPort));
    updateProxy();
    updateNote();
}

void TransportFields::readInto(TargetConnection& connection) const
{
    connection.authorities = m_authorities->text().trimmed();
    connection.pin = m_pin;
    connection.proxy = {};
    connection.proxy.kind = static_cast<ServiceProxy::Kind>(m_proxy->currentIndex());
    if (connection.proxy.kind != ServiceProxy::Kind::Manual)
        return;
    connection.proxy.host = m_host->text().trimmed();
    connection.proxy.port = m_port->text().toInt();
}

QString TransportFields::problem() const
{
    const QString file = m_authorities->text().trimmed();
    if (!file.isEmpty() && !QFileInfo(file).isReadable())
        return tr("The file of the own authority can\u2019t be read. Choose another, or leave it "
                  "out.");
    const bool manual = m_proxy->currentIndex() == static_cast<int>(ServiceProxy::Kind::Manual);
    const QString host = m_host->text().trimmed();
    if (manual && host.contains(u'@'))
        return tr("Enter the proxy\u2019s host alone: a user or a password can\u2019t be given to "
                  "it.");
    const bool whole = !host.isEmpty() && m_port->hasAcceptableInput();
    return manual && !whole ? tr("Enter the host and the port of the proxy.") : QString();
}

void TransportFields::tellEdited()
{
    updateNote();
    Q_EMIT edited();
}

void TransportFields::updateNote()
{
    m_note->setText(problem());
    m_form->setRowVisible(m_note, !m_note->text().isEmpty());
}

void TransportFields::browse()
{
    auto* dialog = new QFileDialog(this, tr("File of an own authority"), m_authorities->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_authorities->setText(file);
        tellEdited();
    });
    dialog->open();
}

void TransportFields::forgetPin()
{
    m_pin.clear();
    showPin();
    tellEdited();
}

void TransportFields::showPin()
{
    const QString digest = digestText(m_pin).simplified();
    m_pinText->setText(m_pin.isEmpty() ? tr("No certificate: any that is vouched for is trusted.")
                                       : u"SHA-256 "_s + digest);
    m_pinText->setColor(m_pin.isEmpty() ? Token::TextSecondary : Token::TextPrimary);
    m_pinText->setToolTip(digest);
    m_forget->setVisible(!m_pin.isEmpty());
}

void TransportFields::updateProxy()
{
    const bool manual = m_proxy->currentIndex() == static_cast<int>(ServiceProxy::Kind::Manual);
    m_host->setVisible(manual);
    m_port->setVisible(manual);
}

} // namespace tierwatch
