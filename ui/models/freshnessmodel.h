// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/freshnesstext.h"
#include "values/freshness.h"
#include "widgets/texttablemodel.h"

namespace tierwatch {

/// One row of the table of companies: what the monitor knows, and what is cached of it.
struct FreshnessRow
{
    CompanyWatermark company;
    std::optional<qint64> entries; ///< absent where nobody counted
    qint64 stale = 0;
};

/// The companies with cached data, by name. Rows change in place while the companies stay the same.
/// Keeps its own copy; GUI thread.
class FreshnessModel final : public TextTableModel
{
    Q_OBJECT
public:
    enum Column {
        Company,
        StateColumn,
        CacheKnows,
        DatabaseHas,
        BehindBy,
        BehindFor,
        Happens,
        Entries,
        Checked
    };

    explicit FreshnessModel(QObject* parent = nullptr);

    void setRows(const Watermarks& watermarks, const FreshnessReport* report, const Names& names,
                 qint64 nowMs);
    void clear();
    /// Figures of old are grey, and say of when they are.
    void setGrey(bool grey);
    [[nodiscard]] const FreshnessRow& row(int row) const { return m_rows[std::size_t(row)]; }
    [[nodiscard]] QString nameOf(const CompanyWatermark& company) const;
    /// Raw numbers and ISO 8601 UTC, English heads.
    [[nodiscard]] QByteArray csv() const;

    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString text(int row, int column) const override;
    [[nodiscard]] QVariant beside(int row, int column, int role) const override;
    [[nodiscard]] QString behindText(const CompanyWatermark& company) const;
    [[nodiscard]] QString checkedText(const CompanyWatermark& company) const;
    [[nodiscard]] Token color(const FreshnessRow& row, int column) const;
    [[nodiscard]] QVariant sortValue(int row, int column) const;
    [[nodiscard]] QString tip(const FreshnessRow& row, int column) const;
    [[nodiscard]] FreshnessLook look() const { return {m_names, m_format, m_watched, m_nowMs}; }

    std::vector<FreshnessRow> m_rows;
    Names m_names;
    Format m_format;
    bool m_watched = false;
    bool m_severalSources = false;
    bool m_grey = false;
    qint64 m_nowMs = 0;
};

} // namespace tierwatch
