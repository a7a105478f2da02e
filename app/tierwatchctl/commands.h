// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <memory>
#include <span>

namespace tierwatch {

/// One row of the table of commands.
struct CommandInfo
{
    const char* name;
    const char* usage;    ///< the name and its arguments
    const char* helpText; ///< to be translated in the context "Commands"
    bool looks;           ///< it changes nothing, unless an option says so
    /// Null for the one that needs no target.
    std::unique_ptr<Command> (*make)(const Command::Context& context);

    [[nodiscard]] QString help() const;
};

[[nodiscard]] std::span<const CommandInfo> allCommands();
[[nodiscard]] bool isCommand(const QString& name);
/// Whether it only asks what the cache file tells.
[[nodiscard]] bool onlyLooks(const CommandLine& line);
/// The one that makes a sample workspace instead of asking a target.
[[nodiscard]] bool makesSample(const QString& command);
/// For a name that is a command's and does not make a sample.
[[nodiscard]] std::unique_ptr<Command> makeCommand(const Command::Context& context);

} // namespace tierwatch
