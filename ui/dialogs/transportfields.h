// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/targetconnection.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QToolButton;

namespace tierwatch {

class TextLabel;

/// How a service is reached, in the connections dialog: whom to trust, and through which proxy.
/// GUI thread.
class TransportFields final : public QWidget
{
    Q_OBJECT
public:
    explicit TransportFields(QWidget* parent = nullptr);

    void setConnection(const TargetConnection& connection);
    void readInto(TargetConnection& connection) const;
    /// What is wrong here; empty where nothing is.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    void buildTrust();
    void buildProxy();
    void browse();
    void forgetPin();
    void showPin();
    void updateProxy();
    void updateNote();
    void tellEdited();

    QFormLayout* m_form;
    QLineEdit* m_authorities;
    TextLabel* m_pinText;
    QToolButton* m_forget;
    QComboBox* m_proxy;
    QLineEdit* m_host;
    QLineEdit* m_port;
    TextLabel* m_note; ///< what is wrong
    QString m_pin;
};

} // namespace tierwatch
