// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QStyledItemDelegate>

class QTableView;

namespace tierwatch {

/// Rows of a table: a hair line below each, the selected ones and the one under the pointer filled,
/// an accent bar at the current one, more room at the outer edges. The model's tool tip is shown,
/// else a text that is cut. What a cell holds is a text here; a child may paint more. GUI thread;
/// owned by its view.
class TableDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr double usualHeight = 30;

    explicit TableDelegate(QObject* parent, double rowHeight = usualHeight);

    /// The view paints it once it is updated.
    void setColor(Token color) { m_color = color; }
    /// Figures of old are grey and keep their place.
    void setGrey(bool grey) { setColor(grey ? Token::TextSecondary : Token::TextPrimary); }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const final;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const final;
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                   const QModelIndex& index) final;

protected:
    [[nodiscard]] bool isGrey() const { return m_color == Token::TextSecondary; }
    [[nodiscard]] virtual Token inkOf(const QModelIndex& index) const;
    [[nodiscard]] virtual QFont fontOf(const QStyleOptionViewItem& option,
                                       const QModelIndex& index) const;
    /// What `room` must be wide for nothing to be cut.
    [[nodiscard]] virtual int contentWidth(const QFontMetrics& metrics,
                                           const QModelIndex& index) const;
    /// With the cell's font and ink set.
    virtual void paintContent(QPainter& painter, const QRect& room, const QModelIndex& index,
                              const Colors& colors) const;
    static void paintText(QPainter& painter, const QRect& room, const QModelIndex& index,
                          const QString& text);

private:
    const double m_rowHeight;
    Token m_color = Token::TextPrimary;
};

/// A table as cards hold it: no grid, no row heads, whole rows, heads in their own height.
[[nodiscard]] QTableView* makeTable(const QString& name, QWidget* parent,
                                    double rowHeight = TableDelegate::usualHeight);

} // namespace tierwatch
