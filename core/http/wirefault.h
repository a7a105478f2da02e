// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QString>

namespace tierwatch {

/// One thing that is wrong with a request, as the contract words it.
struct WireFault
{
    QJsonArray where; ///< "body" or "query", then the member
    QString message;
    QString type; ///< stable: "missing", "int_type", ...
};

} // namespace tierwatch
