// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "values/benchmarkprogress.h"

#include <QWidget>

#include <map>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QHBoxLayout;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tierwatch {

class Card;
class TextLabel;

/// What is to be measured, what that costs, and, while it is measured, how far it is. GUI thread.
class BenchmarkPlanCard final : public QWidget
{
    Q_OBJECT
public:
    explicit BenchmarkPlanCard(QWidget* parent = nullptr);

    void clear();
    void setNames(const Names& names);
    void setEstimate(const BenchmarkEstimate& estimate);
    /// Why none may be started; empty where one may.
    void setRefusal(const QString& reason);
    void setRunning(bool running);
    /// How many reports there are.
    [[nodiscard]] std::size_t reports() const { return m_boxes.size(); }
    /// What the plan costs, in words.
    [[nodiscard]] QString costText() const;
    void setProgress(int permille, const QString& sentence, bool mayCancel);

Q_SIGNALS:
    void planChanged(const tierwatch::BenchmarkPlan& plan);
    void startClicked();
    void cancelClicked();

private:
    void buildChoices(QVBoxLayout& body);
    void buildStart(QVBoxLayout& body);
    void buildProgress(QVBoxLayout& body);
    [[nodiscard]] QComboBox* addCombo(QHBoxLayout& row, const QString& label);
    void buildSource(QHBoxLayout& row);
    void buildParameters(QHBoxLayout& row);
    void fillSources();
    void askParameters();
    void showParameters();
    [[nodiscard]] QString boxText(const BenchmarkCandidate& candidate) const;
    [[nodiscard]] QCheckBox* boxOf(const BenchmarkCandidate& candidate);
    void arrangeBoxes();
    void fillCompanies();
    void tellPlan();
    void sync();

    Card* m_card;
    QGridLayout* m_boxGrid = nullptr;
    std::map<QString, QCheckBox*> m_boxes; ///< by query
    QComboBox* m_rounds = nullptr;
    QComboBox* m_company = nullptr;
    QWidget* m_sourceChoice = nullptr; ///< hidden where there is one database only
    QComboBox* m_source = nullptr;
    QPushButton* m_parameters = nullptr;
    std::vector<BenchmarkParameter> m_given; ///< that are not as by default
    QWidget* m_startRow = nullptr;
    TextLabel* m_cost = nullptr;
    QPushButton* m_start = nullptr;
    QWidget* m_progressRow = nullptr;
    TextLabel* m_sentence = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_cancel = nullptr;
    Names m_names;
    BenchmarkEstimate m_estimate;
    QString m_refusal;
    bool m_running = false;
};

} // namespace tierwatch
