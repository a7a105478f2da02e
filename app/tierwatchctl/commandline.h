// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace tierwatch {

/// What the program was asked to do: a target, a command with its arguments, and options. A plain
/// value.
struct CommandLine
{
    enum class Target { None, Workspace, File, Service };

    Target target = Target::None;
    QString place; ///< a folder, a file or an address
    QString command;
    QStringList arguments;
    QHash<QString, QString> options; ///< those given, by name; empty for one without a value
    bool help = false;
    bool version = false;

    /// InvalidArgument, naming it, for what can't be understood: an unknown command or option, an
    /// option that is not of the command, two targets. Needs no application.
    [[nodiscard]] static Result<CommandLine> parse(const QStringList& arguments);
    [[nodiscard]] static QString helpText();

    [[nodiscard]] bool has(const QString& option) const { return options.contains(option); }
    /// Absent where it was not given.
    [[nodiscard]] std::optional<QString> text(const QString& option) const;
    /// A whole number from `least` on; InvalidArgument, naming the option, for any other text.
    [[nodiscard]] Result<std::optional<qint64>> number(const QString& option,
                                                       qint64 least = 1) const;
    /// A time such as 90s, 10m, 2h or 1d; InvalidArgument for any other text.
    [[nodiscard]] Result<std::optional<qint64>> seconds(const QString& option) const;
};

} // namespace tierwatch
