// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/savingstext.h"
#include "pages/page.h"

class QPushButton;
class QTableView;

namespace tierwatch {

class BarDelegate;
class Card;
class DayChart;
class EmptyState;
class SavingsModel;
class SegmentedControl;
class TargetActions;
class TextLabel;

/// Is it worth it: one sentence that can be shown to a manager, and what it is made of, by day,
/// type and company. Asks for the ledger only while it is shown.
class SavingsPage final : public Page
{
    Q_OBJECT
public:
    SavingsPage(ViewSettings& view, const Clock& clock, TargetActions& actions,
                QWidget* parent = nullptr);

    void chooseRange(int index) override;

Q_SIGNALS:
    /// What the page needs from the ledger; nothing while nobody sees it.
    void savingsWanted(const std::optional<tierwatch::SavingsQuery>& query);

protected:
    void showFigures() override;
    void targetChanged() override;
    void setGrey(bool grey) override;
    void figuresAged(qint64) override {}
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Table
    {
        Card* card = nullptr;
        QTableView* view = nullptr;
        BarDelegate* delegate = nullptr;
        SavingsModel* model = nullptr;
    };
    void buildHeader();
    void buildSentence();
    void buildCards();
    [[nodiscard]] Card* buildDays(QWidget* parent);
    [[nodiscard]] Table buildTable(const QString& title, const QString& what, QWidget* parent);
    void saveCompanies();
    void copySentence();
    void saveReport();
    void save(const QString& title, const QString& suffix, const QByteArray& content);
    void ask();
    void showReport(const SavingsReport& report);
    void showTables(const SavingsReport& report);
    void showMissing(const QString& reason);
    void showNothing();
    void showBody(bool shown);
    void setTakeable(bool takeable);
    [[nodiscard]] SavingsQuery query() const;
    [[nodiscard]] QString sampleNote() const;

    TargetActions& m_actions;
    Period m_period = Period::Week;
    SavingsReport m_report; ///< that is shown
    SegmentedControl* m_periods = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_print = nullptr;
    Card* m_sentenceCard = nullptr;
    TextLabel* m_sentence = nullptr;
    TextLabel* m_reckoning = nullptr;
    QWidget* m_cards = nullptr;
    EmptyState* m_empty = nullptr;
    Card* m_dayCard = nullptr;
    DayChart* m_days = nullptr;
    Table m_types;
    Table m_companies;
};

} // namespace tierwatch
