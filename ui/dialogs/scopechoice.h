// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "values/scope.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;

namespace tierwatch {

/// Which company and which type something is for; the first choice of either stands for all of
/// them. GUI thread.
class ScopeChoice final : public QWidget
{
    Q_OBJECT
public:
    explicit ScopeChoice(QWidget* parent = nullptr);

    /// All to choose from, those that there were before among them in their order; what is chosen
    /// stays so.
    void setNames(const Names& names);
    /// Chooses its company and type, which need not be known.
    void setScope(const Scope& scope);
    [[nodiscard]] Scope scope() const;
    /// Absent = all of them.
    [[nodiscard]] std::optional<Company> company() const;
    [[nodiscard]] std::optional<ReportType> type() const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QComboBox* add(QHBoxLayout& row, const QString& label, const QString& all);

    Names m_names;
    QComboBox* m_company = nullptr;
    QComboBox* m_type = nullptr;
};

} // namespace tierwatch
