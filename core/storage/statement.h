// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <type_traits>
#include <vector>

namespace tierwatch {

class StatementLimit;

/// A prepared statement of a Connection, lent for one use: exec(), then next() and the columns.
/// It is reset when it goes out of scope, so no read transaction outlives it; where it stays open
/// beyond its connection's limit, it fails with Timeout. Only the thread of
/// its Connection may use it, and the same SQL must not be in use twice at once.
class Statement final
{
public:
    Statement(QSqlQuery& query, std::optional<Error> failure, StatementLimit* limit = nullptr);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    /// Runs with the values bound to the placeholders ("?", unnumbered) in order; texts may be
    /// given as UTF-8 bytes, which `CAST(? AS TEXT)` turns into TEXT. Errors: Locked (busy),
    /// Storage.
    template <class... Values>
    Result<void> exec(const Values&... values)
    {
        return run({toVariant(values)...});
    }
    Result<void> run(const QVariantList& values);

    /// Runs and gives what `read` makes of each row, or of the first where there is one.
    template <class Read, class... Values>
    [[nodiscard]] auto rows(Read read, const Values&... values)
        -> Result<std::vector<std::invoke_result_t<Read, Statement&>>>
    {
        std::vector<std::invoke_result_t<Read, Statement&>> list;
        static_cast<void>(exec(values...));
        while (next())
            list.push_back(read(*this));
        if (m_failure)
            return *m_failure;
        return list;
    }
    template <class Read, class... Values>
    [[nodiscard]] auto firstRow(Read read, const Values&... values)
        -> Result<std::optional<std::invoke_result_t<Read, Statement&>>>
    {
        std::optional<std::invoke_result_t<Read, Statement&>> row;
        if (exec(values...) && next())
            row = read(*this);
        if (m_failure)
            return *m_failure;
        return row;
    }

    /// Moves to the next row; false after the last one, or on a failure, which failure() then
    /// gives.
    [[nodiscard]] bool next();
    [[nodiscard]] Result<void> failure() const;

    [[nodiscard]] QVariant value(int column) const { return m_query.value(column); }
    [[nodiscard]] bool isNull(int column) const { return m_query.isNull(column); }
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] double real(int column) const { return m_query.value(column).toDouble(); }
    [[nodiscard]] QString text(int column) const { return m_query.value(column).toString(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    /// Seconds in the file, milliseconds here.
    [[nodiscard]] qint64 timeMs(int column) const;
    [[nodiscard]] std::optional<qint64> optionalInteger(int column) const;
    [[nodiscard]] std::optional<double> optionalReal(int column) const;
    [[nodiscard]] std::optional<QString> optionalText(int column) const;
    [[nodiscard]] std::optional<qint64> optionalTimeMs(int column) const;

    /// SQLite's own, for who speaks to it; null before it was prepared.
    [[nodiscard]] void* handle() const;

    [[nodiscard]] qint64 changedRows() const { return m_query.numRowsAffected(); }
    [[nodiscard]] qint64 lastInsertId() const { return m_query.lastInsertId().toLongLong(); }

private:
    template <class T>
    static QVariant toVariant(const T& value)
    {
        return QVariant::fromValue(value);
    }
    template <class T>
    static QVariant toVariant(const std::optional<T>& value)
    {
        return value ? toVariant(*value) : QVariant();
    }

    QSqlQuery& m_query;
    std::optional<Error> m_failure;
    StatementLimit* const m_limit;
};

} // namespace tierwatch
