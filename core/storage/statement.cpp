// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/statement.h"

#include "storage/sqlerror.h"
#include "storage/sqltime.h"
#include "storage/statementlimit.h"

#include <QSqlResult>

namespace tierwatch {

namespace {

/// Qt binds NULL for a null text; here only an invalid variant (an absent optional) is NULL.
QVariant withoutNullText(const QVariant& value)
{
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArrayLiteral("");
    return value;
}

} // namespace

Statement::Statement(QSqlQuery& query, std::optional<Error> failure, StatementLimit* limit)
    : m_query(query), m_failure(std::move(failure)), m_limit(limit)
{
    if (m_limit)
        m_limit->begin();
}

Statement::~Statement()
{
    m_query.finish();
    if (m_limit)
        m_limit->end();
}

Result<void> Statement::run(const QVariantList& values)
{
    if (m_failure)
        return *m_failure;
    for (int i = 0; i < values.size(); ++i)
        m_query.bindValue(i, withoutNullText(values[i]));
    if (!m_query.exec())
        m_failure = sqlFailure(m_query.lastError());
    return failure();
}

bool Statement::next()
{
    if (m_failure)
        return false;
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        m_failure = sqlFailure(m_query.lastError());
    return false;
}

void* Statement::handle() const
{
    const QVariant handle = m_query.result()->handle();
    return handle.isValid() ? *static_cast<void* const*>(handle.constData()) : nullptr;
}

Result<void> Statement::failure() const
{
    if (m_failure)
        return *m_failure;
    return {};
}

qint64 Statement::timeMs(int column) const
{
    return sqltime::toMs(real(column));
}

std::optional<qint64> Statement::optionalInteger(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Statement::optionalReal(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(real(column));
}

std::optional<QString> Statement::optionalText(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(text(column));
}

std::optional<qint64> Statement::optionalTimeMs(int column) const
{
    return isNull(column) ? std::nullopt : std::optional(timeMs(column));
}

} // namespace tierwatch
