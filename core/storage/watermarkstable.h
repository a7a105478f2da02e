// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <vector>

namespace tierwatch {

struct Watermark
{
    qint64 companyId = 0;
    QString schema;
    qint64 maxId = 0;
    qint64 checkedMs = 0;
};

/// `cache_watermarks`: how far the source had got for each company when last asked. A light view of
/// a Connection, in whose thread it is used.
class WatermarksTable final
{
public:
    explicit WatermarksTable(Connection& connection) : m_connection(connection) {}

    Result<void> put(const Watermark& watermark);
    /// By company.
    [[nodiscard]] Result<std::vector<Watermark>> all();

private:
    Connection& m_connection;
};

} // namespace tierwatch
