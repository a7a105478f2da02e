// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewsettings.h"
#include "target/fleet.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class EmptyState;
class FleetDetail;
class FleetDialog;
class FleetProblems;
class FleetTable;
class KpiBand;
class KpiColumn;
class PageHeader;
class TextLabel;

/// All targets in one table, those to be looked at first, with sums, what needs a person, and
/// actions on several at once. Whose window it is says when it is seen, so that the fleet is asked.
/// Not a Page, since it has no single target. GUI thread; fleet, settings and clock outlive it.
class FleetPage final : public QWidget
{
    Q_OBJECT
public:
    FleetPage(Fleet& fleet, ViewSettings& view, const Clock& clock, QWidget* parent = nullptr);

    /// What F6 goes through: header, body.
    [[nodiscard]] QList<QWidget*> regions() const;
    /// Ctrl+F.
    void find();
    /// F5; also while paused, and of those that wait for a person.
    void refresh() { m_fleet.askAll(); }

Q_SIGNALS:
    void openWanted(const QString& connectionId);
    void openInNewWindowWanted(const QString& connectionId);
    void addWanted();
    /// Not asked yet whether that is meant.
    void removeWanted(const QStringList& connectionIds);
    /// A person is to sign in there, or to say whether it is trusted.
    void attentionWanted(const QString& connectionId, tierwatch::FleetConcern concern);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Act { Switch, Invalidate };

    void buildHeader();
    void buildBand();
    [[nodiscard]] QWidget* buildTools();
    void buildFilters(QWidget* tools);
    void buildBody();
    void follow();
    void showMembers();
    void showGroups();
    void chooseGroup();
    void showFigures();
    void showSums(const FleetSums& sums);
    void showProblems(const FleetSums& sums);
    void showChosen();
    void showDetail();
    void act(Act what);
    void help(const QString& connectionId, FleetConcern concern);

    Fleet& m_fleet;
    ViewSettings& m_view;
    const Clock& m_clock;
    PageHeader* m_header;
    QWidget* m_body;
    EmptyState* m_empty;
    KpiBand* m_band;
    KpiColumn* m_hitRate = nullptr;
    KpiColumn* m_requests = nullptr;
    KpiColumn* m_saved = nullptr;
    KpiColumn* m_fresh = nullptr;
    QLineEdit* m_find = nullptr;
    QComboBox* m_group = nullptr;
    QComboBox* m_sort = nullptr;
    TextLabel* m_chosen = nullptr;
    QPushButton* m_switch = nullptr;
    QPushButton* m_invalidate = nullptr;
    FleetTable* m_table;
    FleetProblems* m_problems;
    FleetDetail* m_detail;
};

} // namespace tierwatch
