// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/twinmodel.h"

namespace tierwatch {

void TwinModel::setTwin(TableTwin twin)
{
    replaceRows(twin.heads == m_heads && twin.rows.size() == m_rows.size(), [&] {
        m_heads = std::move(twin.heads);
        m_rows = std::move(twin.rows);
    });
}

QString TwinModel::text(int row, int column) const
{
    return m_rows[row].value(column);
}

} // namespace tierwatch
