// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/invalidate.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// The price of an invalidation by type. Keeps its own copy; GUI thread.
class PriceTableModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column { Type, Entries, Size, Asked, Time };

    explicit PriceTableModel(QObject* parent = nullptr);

    void setRows(std::vector<PreviewRow> rows, const Names& names);

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString text(int row, int column) const override;

    std::vector<PreviewRow> m_rows;
    Names m_names;
    Format m_format;
};

} // namespace tierwatch
