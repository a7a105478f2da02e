// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "commands.h"

#include <QCommandLineParser>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct OptionInfo
{
    const char* name;
    const char* value; ///< empty = it takes none
    const char* help;
    const char* commands; ///< separated by spaces; empty = all
};

#define TR(text) QT_TRANSLATE_NOOP("CommandLine", text)

constexpr std::array allOptions = {
    OptionInfo{"workspace", "DIR", TR("The workspace in this folder."), ""},
    OptionInfo{"file", "CACHE.DB", TR("A cache file that another program owns."), ""},
    OptionInfo{"control", "", TR("Act on what another program owns, too."), ""},
    OptionInfo{"attach", "URL", TR("The cache that a service publishes there."), ""},
    OptionInfo{"token-file", "FILE", TR("The service's token, instead of TIERWATCH_TOKEN."), ""},
    OptionInfo{"ca-file", "FILE", TR("Certificates (PEM) to trust beside the system's."), ""},
    OptionInfo{"insecure", "", TR("Send the token to another machine without TLS."), ""},
    OptionInfo{"json", "", TR("Print JSON, an object a line."), ""},
    OptionInfo{"company", "NUMBER", TR("Of this company."),
               "entries invalidate log watermarks benchmark export"},
    OptionInfo{"type", "TYPE", TR("Of this kind of report."), "entries invalidate log export"},
    OptionInfo{"user", "NAME", TR("Of this user."), "entries invalidate log actions export"},
    OptionInfo{"tag", "TAG", TR("What bears this tag."), "invalidate"},
    OptionInfo{"key", "KEY", TR("The one entry of this key."), "invalidate"},
    OptionInfo{"everything", "", TR("All entries."), "invalidate"},
    OptionInfo{"purge", "", TR("For good: no undo brings it back."), "invalidate"},
    OptionInfo{"preview", "", TR("Only say what it would reach and cost."), "invalidate"},
    OptionInfo{"yes", "", TR("Do not ask first."), "invalidate"},
    OptionInfo{"for", "TIME", TR("Turn it back by itself after that: 90s, 10m, 2h or 1d."),
               "switch"},
    OptionInfo{"check", "", TR("Ask the database now."), "watermarks"},
    OptionInfo{"text", "TEXT", TR("With this text in the key."), "entries export"},
    OptionInfo{"state", "STATE", TR("any, active or expired."), "entries export"},
    OptionInfo{"sort", "ORDER", TR("created, expires, size, hits, last_used or key."),
               "entries export"},
    OptionInfo{"ascending", "", TR("The least first."), "entries export"},
    OptionInfo{"limit", "NUMBER", TR("No more rows than this."), "entries log actions"},
    OptionInfo{"cursor", "CURSOR", TR("Begin behind the page before."), "entries actions"},
    OptionInfo{"count", "", TR("Say how many match, too."), "entries"},
    OptionInfo{"follow", "", TR("Go on with what comes."), "log"},
    OptionInfo{"hits", "", TR("Only those answered from the cache."), "log"},
    OptionInfo{"misses", "", TR("Only those that were not."), "log"},
    OptionInfo{"interval", "SECONDS", TR("Between two looks; 1 unless set."), "watch log"},
    OptionInfo{"times", "NUMBER", TR("End after so many looks."), "watch log"},
    OptionInfo{"rounds", "NUMBER", TR("How often each report is measured; 20 unless set."),
               "benchmark"},
    OptionInfo{"query", "NAME", TR("Measure this report alone."), "benchmark"},
    OptionInfo{"output", "FILE", TR("Into this file, instead of standard output."), "export"},
    OptionInfo{"help", "", TR("Show this help and end."), ""},
    OptionInfo{"version", "", TR("Show the version and end."), ""},
};

#undef TR

Error wrong(const QString& what)
{
    return {ErrorCode::InvalidArgument,
            translated("%1 \"tierwatchctl --help\" lists what there is.").arg(what)};
}

void addOptions(QCommandLineParser& parser)
{
    for (const OptionInfo& info : allOptions) {
        const QString name = QString::fromLatin1(info.name);
        QStringList names{name};
        if (name == "help"_L1 || name == "version"_L1)
            names.prepend(name.left(1));
        parser.addOption({names, translated(info.help), QString::fromLatin1(info.value)});
    }
}

bool isOf(const OptionInfo& info, const QString& command)
{
    const QString commands = QString::fromLatin1(info.commands);
    return commands.isEmpty() || commands.split(u' ').contains(command);
}

Result<void> checkOptions(const CommandLine& line)
{
    for (const OptionInfo& info : allOptions) {
        const QString name = QString::fromLatin1(info.name);
        if (line.has(name) && !isOf(info, line.command))
            return wrong(translated("--%1 is no option of \"%2\".").arg(name, line.command));
    }
    return {};
}

Result<void> findTarget(CommandLine& line)
{
    using Target = CommandLine::Target;
    const std::array kinds = {std::pair(u"workspace"_s, Target::Workspace),
                              std::pair(u"file"_s, Target::File),
                              std::pair(u"attach"_s, Target::Service)};
    for (const auto& [option, target] : kinds) {
        if (!line.has(option))
            continue;
        if (line.target != Target::None)
            return wrong(translated("Name one target: --workspace, --file or --attach."));
        line.target = target;
        line.place = *line.text(option);
    }
    if (line.has(u"control"_s) && line.target == Target::Service)
        return wrong(translated("--control goes with --workspace or --file."));
    for (const QString& option : {u"token-file"_s, u"ca-file"_s, u"insecure"_s}) {
        if (line.has(option) && line.target != Target::Service)
            return wrong(translated("--%1 belongs to --attach.").arg(option));
    }
    return {};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    CommandLine line;
    for (const OptionInfo& info : allOptions) {
        const QString name = QString::fromLatin1(info.name);
        if (parser.isSet(name))
            line.options.insert(name, *info.value ? parser.value(name) : QString());
    }
    line.arguments = parser.positionalArguments();
    line.help = line.has(u"help"_s);
    line.version = line.has(u"version"_s);
    if (line.help || line.version)
        return line;
    if (line.arguments.isEmpty())
        return wrong(translated("No command was given."));
    line.command = line.arguments.takeFirst();
    if (!isCommand(line.command))
        return wrong(translated("There is no command \"%1\".").arg(line.command));
    if (const auto checked = checkOptions(line); !checked)
        return checked.error();
    if (const auto found = findTarget(line); !found)
        return found.error();
    return line;
}

std::optional<QString> CommandLine::text(const QString& option) const
{
    const auto found = options.find(option);
    return found == options.end() ? std::nullopt : std::optional(*found);
}

Result<std::optional<qint64>> CommandLine::number(const QString& option, qint64 least) const
{
    const std::optional<QString> given = text(option);
    if (!given)
        return std::optional<qint64>();
    bool isNumber = false;
    const qint64 value = given->toLongLong(&isNumber);
    if (!isNumber || value < least)
        return wrong(translated("--%1 can't be \"%2\".").arg(option, *given));
    return std::optional(value);
}

Result<std::optional<qint64>> CommandLine::seconds(const QString& option) const
{
    const std::optional<QString> given = text(option);
    if (!given)
        return std::optional<qint64>();
    constexpr std::array units = {std::pair('s', 1), std::pair('m', 60), std::pair('h', 3600),
                                  std::pair('d', 86'400)};
    bool isNumber = false;
    const qint64 count = given->chopped(given->isEmpty() ? 0 : 1).toUInt(&isNumber);
    for (const auto& [letter, length] : units) {
        if (isNumber && count > 0 && given->endsWith(QLatin1Char(letter)))
            return std::optional<qint64>(count * length);
    }
    return wrong(translated("--%1 can't be \"%2\"; write 90s, 10m, 2h or 1d.").arg(option, *given));
}

QString CommandLine::helpText()
{
    QString text = translated("Usage: tierwatchctl TARGET COMMAND [OPTION]...\n\n"
                              "Watches and controls a cache from the command line.\n\nCommands:\n");
    for (const CommandInfo& info : allCommands())
        text += u"  %1  %2\n"_s.arg(QLatin1StringView(info.usage), -28).arg(info.help());
    text += translated("\nOptions:\n");
    for (const OptionInfo& info : allOptions) {
        const QString usage =
            u"--%1 %2"_s.arg(QLatin1StringView(info.name), QLatin1StringView(info.value));
        text += u"  %1  %2\n"_s.arg(usage, -28).arg(translated(info.help));
    }
    return text + translated("\nExit codes: 0 done, 1 failed, 2 wrong command line, 3 not found, "
                             "4 not allowed, 5 not available,\n6 the target could not be opened, "
                             "7 no answer in time.\n");
}

} // namespace tierwatch
