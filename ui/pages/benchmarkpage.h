// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/benchmarkdesk.h"
#include "pages/page.h"

class QItemSelectionModel;
class QTableView;

namespace tierwatch {

class BenchmarkPlanCard;
class BenchmarkRunsModel;
class BenchmarkTableModel;
class Card;
class DotsDelegate;
class EmptyState;
class TableDelegate;

/// What an answer takes from memory, from disk and from the database, measured on demand: what that
/// will cost, how far it is, what came out, and how it was before. Asks its target by itself, and
/// only while it is seen.
class BenchmarkPage final : public Page
{
    Q_OBJECT
public:
    BenchmarkPage(ViewSettings& view, const Clock& clock, QWidget* parent = nullptr);

protected:
    void showFigures() override;
    void targetChanged() override;
    void setGrey(bool grey) override;
    void figuresAged(qint64) override {}
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildCards();
    [[nodiscard]] Card* buildResults();
    [[nodiscard]] Card* buildRuns();
    void connectDesk();
    void askToStart();
    void showAvailability();
    void showProgress();
    void showRuns(const Benchmarks& benchmarks);
    void showChosen();
    void showRun(const BenchmarkRun& run, const BenchmarkRun* other, const QString& against);
    void showVerdict();
    [[nodiscard]] QString nameOf(const BenchmarkRun& run) const;
    [[nodiscard]] QList<int> chosenRows() const;
    void sayFinished(const BenchmarkRun& run);
    void fitTables();

    const Clock& m_clock;
    BenchmarkDesk m_desk;
    EmptyState* m_missing = nullptr;
    QWidget* m_cards = nullptr;
    BenchmarkPlanCard* m_plan = nullptr;
    Card* m_resultsCard = nullptr;
    QTableView* m_results = nullptr;
    BenchmarkTableModel* m_resultsModel = nullptr;
    TableDelegate* m_resultsRows = nullptr;
    DotsDelegate* m_dots = nullptr;
    Card* m_runsCard = nullptr;
    QTableView* m_runs = nullptr;
    BenchmarkRunsModel* m_runsModel = nullptr;
    TableDelegate* m_runsRows = nullptr;
};

} // namespace tierwatch
