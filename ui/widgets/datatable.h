// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace tierwatch {

/// A table of rows as all pages have them: no grid, one height, whole rows selected, Tab leaves it.
/// Columns are as wide as their widest text so far, so that figures which change move nothing; one
/// takes the rest. GUI thread.
class DataTable final : public QTableView
{
    Q_OBJECT
public:
    /// `stretched` is the column that takes the rest of the width.
    DataTable(const QString& name, int stretched, QWidget* parent = nullptr);

    static constexpr double usualLeast = 210;

    /// Columns to leave out, first to last, where the stretched one would get narrower than `least`
    /// logical pixels.
    void setDroppable(const QList<int>& columns, double least = usualLeast);
    /// After texts have changed.
    void fitColumns();
    /// The row under the pointer; -1 = none.
    [[nodiscard]] int hoveredRow() const { return m_hovered; }
    /// As high as its rows; the least is a head and three.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setHovered(int row);
    void dropColumns();
    [[nodiscard]] int headWidth(int column) const;
    [[nodiscard]] int heightOf(int rows) const;

    int m_stretched;
    QList<int> m_droppable;
    double m_least = usualLeast;
    QList<int> m_widths; ///< by column, the widest so far
    int m_hovered = -1;
};

} // namespace tierwatch
