// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pricetablemodel.h"

namespace tierwatch {

PriceTableModel::PriceTableModel(QObject* parent)
    : TextTableModel({tr("Type"), tr("Entries"), tr("Size"), tr("Asked in the last hour"),
                      tr("Time to load again")},
                     {Type}, parent)
{
}

void PriceTableModel::setRows(std::vector<PreviewRow> rows, const Names& names)
{
    m_names = names;
    replaceRows(false, [&] { m_rows = std::move(rows); });
}

QString PriceTableModel::text(int number, int column) const
{
    const PreviewRow& row = m_rows[static_cast<std::size_t>(number)];
    switch (column) {
    case Type:
        return m_names.type(row.type);
    case Entries:
        return m_format.count(row.entries);
    case Size:
        return m_format.bytes(row.bytes);
    case Asked:
        return m_format.count(row.askedLastHour);
    case Time:
        return m_format.duration(row.reloadMs);
    default:
        return {};
    }
}

} // namespace tierwatch
