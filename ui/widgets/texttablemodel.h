// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace tierwatch {

/// A table of texts under heads: words at the left, numbers at the right. The child keeps the rows
/// and tells what is in a cell. GUI thread.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const final;

protected:
    /// `words`: the columns that hold words.
    TextTableModel(const QStringList& heads, const QList<int>& words, QObject* parent);

    [[nodiscard]] virtual int rows() const = 0;
    [[nodiscard]] virtual QString text(int row, int column) const = 0;
    /// What a cell has beside its text.
    [[nodiscard]] virtual QVariant beside(int row, int column, int role) const;

    void setHead(int column, const QString& head);
    /// `put` brings in other rows: in place if they are as many, so that a selection stays.
    template <typename Put>
    void replaceRows(bool inPlace, Put put)
    {
        if (!inPlace)
            beginResetModel();
        put();
        if (!inPlace)
            endResetModel();
        else
            updateRows();
    }
    void updateRows();

    QStringList m_heads;

private:
    const QList<int> m_words;
};

} // namespace tierwatch
