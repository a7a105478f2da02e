// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fleetmodel.h"

#include <QFrame>

namespace tierwatch {

class DataTable;
class EmptyState;

/// The members of a fleet, several to be chosen; headings of groups are folded by a click, Enter,
/// Left and Right, and a folded one stands for those that it hides. Who is chosen stays so where
/// others come or go. While the pointer is over it, rows keep their places. GUI thread; fleet and
/// clock outlive it.
class FleetTable final : public QFrame
{
    Q_OBJECT
public:
    FleetTable(const Fleet& fleet, const Clock& clock, QWidget* parent = nullptr);

    [[nodiscard]] FleetModel& model() { return *m_model; }
    [[nodiscard]] QStringList chosen() const;

Q_SIGNALS:
    void chosenChanged();
    void openWanted(const QString& connectionId);
    void openInNewWindowWanted(const QString& connectionId);
    void removeWanted(const QStringList& connectionIds);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setupTable(const Fleet& fleet);
    void followSelection();
    void chooseAnew();
    void fit();
    void showMenu(const QPoint& position);
    void toggle(int row);
    bool fold(int row, bool folded);
    bool press(int key, Qt::KeyboardModifiers modifiers);

    FleetModel* m_model;
    DataTable* m_table;
    EmptyState* m_empty;
    QStringList m_chosenKeys; ///< of the model; a reset leaves them
    QString m_currentKey;
};

} // namespace tierwatch
