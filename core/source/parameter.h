// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QVariant>

#include <optional>

namespace tierwatch {

enum class ParameterType { Integer, Number, Text, Date, Boolean };

/// One parameter of a named query. A parameter without a default must be given.
struct Parameter
{
    QString name;
    ParameterType type = ParameterType::Text;
    std::optional<QVariant> defaultValue = {}; ///< already canonical

    /// The one form of a value, the same whoever asks and however it was written: qlonglong,
    /// finite double, QString, QDate or bool. "5", 5 and 5.0 are the same integer. An error
    /// (InvalidArgument) names the parameter. Any thread.
    [[nodiscard]] Result<QVariant> canonical(const QVariant& given) const;
};

/// "integer", "number", "text", "date", "boolean".
[[nodiscard]] QString parameterTypeName(ParameterType type);
[[nodiscard]] std::optional<ParameterType> parameterTypeFromName(QStringView name);

} // namespace tierwatch
