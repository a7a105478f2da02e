// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshnessmodel.h"

#include <QFrame>

class QKeyEvent;
class QSortFilterProxyModel;

namespace tierwatch {

class DataTable;
class EmptyState;
class TargetActions;

/// The companies and how fresh what is cached of them is, worst first, with a menu for each. While
/// the pointer is over it, rows keep their places. GUI thread; the actions outlive it.
class FreshnessTable final : public QFrame
{
    Q_OBJECT
public:
    explicit FreshnessTable(TargetActions& actions, QWidget* parent = nullptr);

    void setFigures(const Watermarks& watermarks, const FreshnessReport* report, const Names& names,
                    qint64 nowMs);
    /// Says so in place of the rows.
    void setEmpty(const QString& title, const QString& sentence);
    void setGrey(bool grey) { m_model->setGrey(grey); }
    [[nodiscard]] const FreshnessModel& model() const { return *m_model; }
    /// The company that is chosen; null if none is.
    [[nodiscard]] const CompanyWatermark* chosen() const;

Q_SIGNALS:
    void chosenChanged();
    void exportWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setupTable();
    void showMenu(const QPoint& position);
    [[nodiscard]] static bool isCheckKey(const QEvent& event);

    TargetActions& m_actions;
    FreshnessModel* m_model;
    QSortFilterProxyModel* m_sorted;
    DataTable* m_table;
    EmptyState* m_empty;
};

} // namespace tierwatch
