// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QWidget>

#include <optional>
#include <vector>

namespace tierwatch {

struct DotRow
{
    QString label;
    std::optional<double> cachedMs;
    std::optional<double> databaseMs;
    friend bool operator==(const DotRow&, const DotRow&) = default;
};

/// Response times of the cache (circle) against the database (diamond), a row a type, on one
/// logarithmic axis from 10 us to 10 s that widens by whole decades; both figures at the right.
/// Up and Down walk the rows, Enter or a click activates one.
class DotPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit DotPlot(QWidget* parent = nullptr);
    ~DotPlot() override;

    void setRows(std::vector<DotRow> rows);
    /// Figures of old are grey and keep their place.
    void setGrey(bool grey);
    [[nodiscard]] const std::vector<DotRow>& rows() const { return m_rows; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rowActivated(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Layout;
    struct AxisLabel
    {
        QRectF box;
        QString text;
    };
    [[nodiscard]] Layout arrange() const;
    [[nodiscard]] double widestLabel() const;
    [[nodiscard]] std::vector<AxisLabel> axisLabels(const Layout& layout) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    [[nodiscard]] QString sentenceOf(const DotRow& row) const;
    [[nodiscard]] QString axisLabel(double decade) const;
    void setHovered(int row);
    void paintHighlight(QPainter& painter, const Layout& layout) const;
    void paintAxis(QPainter& painter, const Layout& layout) const;
    void paintRow(QPainter& painter, const Layout& layout, const DotRow& row, int index) const;
    void paintFigures(QPainter& painter, const Layout& layout, const DotRow& row,
                      const QRectF& band) const;

    std::vector<DotRow> m_rows;
    bool m_grey = false;
    int m_hovered = -1;
    int m_current = -1;
};

} // namespace tierwatch
