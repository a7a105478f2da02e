// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/targetconnection.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace tierwatch {

class SegmentedControl;
class SignInFields;
class TextLabel;
class TransportFields;

/// The right part of the connections dialog: one connection as a person edits it. What was entered
/// is told when a field is left; what is wrong with the address stands below it. GUI thread.
class ConnectionForm final : public QScrollArea
{
    Q_OBJECT
public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setConnection(const TargetConnection& connection);
    /// As it stands in the fields now.
    [[nodiscard]] TargetConnection connection() const;
    /// The groups to choose from; others can be typed.
    void setGroups(const QStringList& groups);
    /// Why it can't be opened as it is; empty where it can.
    [[nodiscard]] QString problem() const;
    [[nodiscard]] SignInFields& signIn() const { return *m_signIn; }
    /// Where somebody who wants a new connection begins.
    void focusFirst();

Q_SIGNALS:
    /// A field was left with another value.
    void edited();
    /// A field has another value, also while it is being typed.
    void typed();

private:
    void buildNames();
    void buildLooks();
    void buildPlace();
    void buildService();
    void alignLabels();
    void fillColours(const QString& colour);
    void kindChosen();
    void placeLeft();
    void updateKind();
    void updatePlace();
    void browse();
    [[nodiscard]] TargetConnection::Kind kind() const;
    [[nodiscard]] bool needsInsecure() const;
    [[nodiscard]] QString placeProblem() const;

    TargetConnection m_shown; ///< with what has no field here
    QFormLayout* m_form = nullptr;
    SegmentedControl* m_kind;
    QLineEdit* m_name;
    QComboBox* m_group;
    QComboBox* m_colour;
    QCheckBox* m_production;
    QCheckBox* m_watchOnly;
    TextLabel* m_placeCaption;
    QLineEdit* m_place;
    QPushButton* m_browse;
    TextLabel* m_placeNote; ///< what is wrong with it, or how it is spelled out
    QCheckBox* m_insecure;
    SignInFields* m_signIn;
    TransportFields* m_transport;
};

} // namespace tierwatch
