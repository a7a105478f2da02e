// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "values/benchmarkprogress.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;
class QVBoxLayout;

namespace tierwatch {

/// Asks for the parameters of reports, for who does not want those of their headers: an empty field
/// is as there. GUI thread; deletes itself when closed.
class ParametersDialog final : public QDialog
{
    Q_OBJECT
public:
    ParametersDialog(const std::vector<BenchmarkCandidate>& reports,
                     const std::vector<BenchmarkParameter>& given, const Names& names,
                     QWidget* parent = nullptr);

    /// Those that were filled in.
    [[nodiscard]] std::vector<BenchmarkParameter> given() const;

private:
    struct Field
    {
        QString query;
        QString name;
        QLineEdit* edit = nullptr;
    };
    void buildFields(QVBoxLayout& layout, const std::vector<BenchmarkCandidate>& reports,
                     const Names& names);
    void addField(QFormLayout& form, const QString& query, const QueryParameter& parameter);
    void buildButtons(QVBoxLayout& layout);
    void clear();

    std::vector<Field> m_fields;
};

} // namespace tierwatch
