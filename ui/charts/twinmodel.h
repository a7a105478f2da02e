// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/charttypes.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// A chart's table twin for a view: first column text, the others numbers at the right.
class TwinModel final : public TextTableModel
{
    Q_OBJECT

public:
    explicit TwinModel(QObject* parent = nullptr) : TextTableModel({}, {0}, parent) {}
    void setTwin(TableTwin twin);

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString text(int row, int column) const override;

    QList<QStringList> m_rows;
};

} // namespace tierwatch
