// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "benchmarkcommand.h"
#include "entriescommand.h"
#include "explaincommand.h"
#include "exportcommand.h"
#include "invalidatecommand.h"
#include "logcommand.h"
#include "statscommand.h"
#include "switchcommand.h"
#include "tablecommands.h"
#include "watchcommand.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tierwatch {

namespace {

template <class C>
std::unique_ptr<Command> make(const Command::Context& context)
{
    return std::make_unique<C>(context);
}

#define TR(text) QT_TRANSLATE_NOOP("Commands", text)

constexpr std::array commands = {
    CommandInfo{"stats", "stats", TR("The figures as they stand now."), true, make<StatsCommand>},
    CommandInfo{"watch", "watch", TR("The figures as they move, a line a second."), true,
                make<WatchCommand>},
    CommandInfo{"entries", "entries", TR("What is cached, page by page."), true,
                make<EntriesCommand>},
    CommandInfo{"explain", "explain KEY", TR("Why a key, or a digest, is answered as it is."), true,
                make<ExplainCommand>},
    CommandInfo{"invalidate", "invalidate", TR("Takes entries out; the price is told first."),
                false, make<InvalidateCommand>},
    CommandInfo{"undo", "undo NUMBER", TR("Brings back what an invalidation took out."), false,
                make<UndoCommand>},
    CommandInfo{"cleanup", "cleanup", TR("Removes what has expired."), false, make<CleanUpCommand>},
    CommandInfo{"switch", "switch WHAT [NAME] on|off",
                TR("WHAT is global, user, type or auto_invalidate."), false, make<SwitchCommand>},
    CommandInfo{"users", "users", TR("Who asks, and whose cache is off."), true,
                make<UsersCommand>},
    CommandInfo{"watermarks", "watermarks", TR("How far each company's cached data is behind."),
                true, make<WatermarksCommand>},
    CommandInfo{"log", "log", TR("The latest requests."), true, make<LogCommand>},
    CommandInfo{"actions", "actions", TR("What people did to the cache."), true,
                make<ActionsCommand>},
    CommandInfo{"config", "config", TR("The settings in effect."), false, make<ConfigCommand>},
    CommandInfo{"benchmark", "benchmark", TR("Measures the reports with and without the cache."),
                false, make<BenchmarkCommand>},
    CommandInfo{"export", "export WHAT", TR("All entries, users, log or actions as CSV."), true,
                make<ExportCommand>},
    CommandInfo{"create-sample", "create-sample DIR", TR("Makes a sample workspace."), false,
                nullptr},
};

#undef TR

const CommandInfo* find(const QString& name)
{
    const auto found = std::ranges::find_if(
        commands, [&](const CommandInfo& info) { return name == QLatin1StringView(info.name); });
    return found == commands.end() ? nullptr : &*found;
}

} // namespace

QString CommandInfo::help() const
{
    return QCoreApplication::translate("Commands", helpText);
}

std::span<const CommandInfo> allCommands()
{
    return commands;
}

bool isCommand(const QString& name)
{
    return find(name) != nullptr;
}

bool onlyLooks(const CommandLine& line)
{
    const CommandInfo* const info = find(line.command);
    return info && ((info->looks && !line.has(QStringLiteral("check"))) ||
                    line.has(QStringLiteral("preview")));
}

bool makesSample(const QString& command)
{
    const CommandInfo* const info = find(command);
    return info && !info->make;
}

std::unique_ptr<Command> makeCommand(const Command::Context& context)
{
    return find(context.line.command)->make(context);
}

} // namespace tierwatch
