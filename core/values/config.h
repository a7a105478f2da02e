// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

enum class ConfigSource { Default, File, Environment, CommandLine };
[[nodiscard]] inline QStringList wireNames(ConfigSource)
{
    return {QStringLiteral("default"), QStringLiteral("file"), QStringLiteral("environment"),
            QStringLiteral("command_line")};
}

/// One setting as it is in effect.
struct ConfigRow
{
    QString key;   ///< "section/name", as in the workspace's file
    QString value; ///< as text
    QString unit;  ///< "ms", "s", "days", "bytes", "entries", "rows", "percent" or empty
    ConfigSource source = ConfigSource::Default;
    QString environment;   ///< the variable that sets it; empty = none does
    QString help;          ///< for people
    bool withheld = false; ///< it is set, but might hold a secret

    static constexpr auto fields()
    {
        return std::tuple{codec::field("key", &ConfigRow::key),
                          codec::field("value", &ConfigRow::value),
                          codec::field("unit", &ConfigRow::unit),
                          codec::field("source", &ConfigRow::source),
                          codec::field("environment", &ConfigRow::environment),
                          codec::field("help", &ConfigRow::help),
                          codec::field("withheld", &ConfigRow::withheld)};
    }
};

struct Config
{
    std::vector<ConfigRow> settings; ///< in the order of the table of settings, then other sources
    static constexpr auto fields()
    {
        return std::tuple{codec::field("settings", &Config::settings)};
    }
};

/// The settings in effect, and where each came from. Never a password or the like.
struct ConfigQuery
{
    using Reply = Config;
    static constexpr auto name = "config";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
