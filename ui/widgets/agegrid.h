// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTableView>

#include <optional>
#include <vector>

namespace tierwatch {

struct AgeCell
{
    QString text;
    std::optional<double> share; ///< of the longest age allowed; absent = there is nothing
    QString tip;
    friend bool operator==(const AgeCell&, const AgeCell&) = default;
};

/// Ages by company and type, in words; as many cells a company as there are types.
struct AgeTable
{
    QStringList types;
    QStringList companies;
    std::vector<std::vector<AgeCell>> cells;
};

/// What an AgeGrid shows: the companies in the first column. GUI thread.
class AgeGridModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int shareRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;
    void setTable(AgeTable table);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] const AgeCell& cell(const QModelIndex& index) const;

    AgeTable m_table;
};

/// A grid that tints each age by how near it is to the longest allowed; the number is always
/// written. Types share the width, but none gets narrower than its head. GUI thread.
class AgeGrid final : public QTableView
{
    Q_OBJECT
public:
    explicit AgeGrid(const QString& name, QWidget* parent = nullptr);

    void setTable(const AgeTable& table);
    void setGrey(bool grey);
    /// Rows of 28 instead of 36.
    void setLow(bool low);
    [[nodiscard]] QSize minimumSizeHint() const override;

private:
    void applySizes();

    AgeGridModel* m_model;
    bool m_low = false;
};

/// The scale in the corner of its card: "new" to the longest age allowed.
class AgeScale final : public QWidget
{
    Q_OBJECT
public:
    explicit AgeScale(QWidget* parent = nullptr);

    void setLongest(const QString& longest);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_longest;
};

} // namespace tierwatch
