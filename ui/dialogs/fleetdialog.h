// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/fleetcatalog.h"
#include "target/fleetrun.h"

#include <QDialog>

#include <set>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class DataTable;
class DurationChoice;
class FleetRunModel;
class NameConfirmation;
class ScopeChoice;
class SegmentedControl;
class TextLabel;

/// Switches the cache, or invalidates for a company, a type, both or everything, at several targets
/// at once: a line for each, which says what became of it as soon as that is known, or why it is
/// left out; those that failed can be tried again. With production among them their number and that
/// word are to be typed. Who comes back while it asks is shown before anything is sent there. GUI
/// thread; deletes itself when closed; the fleet outlives it.
class FleetDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Kind { Switch, Invalidate };

    FleetDialog(Fleet& fleet, Kind kind, const QStringList& connectionIds,
                QWidget* parent = nullptr);

private:
    enum class Stage { Asking, Running, Ended };

    void buildText(QVBoxLayout& layout);
    void buildChoices(QVBoxLayout& layout);
    void buildScope(QHBoxLayout& row);
    void buildSwitch(QHBoxLayout& row);
    void buildTable(QVBoxLayout& layout);
    void buildConfirmation(QVBoxLayout& layout);
    void buildButtons(QVBoxLayout& layout);
    [[nodiscard]] Action action() const;
    void judge();
    void choose();
    void follow();
    void showNames();
    void press();
    void end();
    void showStage();
    /// Where it can be done, each with whether it is production; as it is shown.
    [[nodiscard]] std::set<std::pair<QString, bool>> ready() const;
    [[nodiscard]] QString finalText() const;
    [[nodiscard]] bool touchesProduction() const;

    const Kind m_kind;
    FleetRun m_run;
    Stage m_stage = Stage::Asking;
    TextLabel* m_sentence = nullptr;
    FleetCatalog* m_catalog = nullptr;
    ScopeChoice* m_scope = nullptr;
    SegmentedControl* m_side = nullptr;
    DurationChoice* m_duration = nullptr;
    DataTable* m_table = nullptr;
    NameConfirmation* m_confirmation = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_final = nullptr;
};

} // namespace tierwatch
