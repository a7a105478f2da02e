// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "timespan.h"

#include <QCommandLineParser>

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

using Task = CommandLine::Task;

QString translated(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Command
{
    const char* words;
    Task task;
    QStringList options; ///< beside help and version
    QStringList needed;  ///< of these
};

const QStringList& places()
{
    static const QStringList all{u"workspace"_s, u"file"_s, u"state"_s};
    return all;
}

/// The command without words last, as it takes whatever begins with an option.
const std::vector<Command>& commands()
{
    static const QStringList serving{u"control"_s,  u"listen"_s,          u"host-name"_s,
                                     u"insecure"_s, u"tls-certificate"_s, u"tls-key"_s};
    static const QStringList making{u"role"_s, u"name"_s, u"user"_s, u"ttl"_s};
    static const QStringList naming{u"name"_s};
    static const std::vector<Command> all{
        {"token create", Task::CreateToken, places() + making, {u"role"_s, u"name"_s}},
        {"token list", Task::ListTokens, places(), {}},
        {"token revoke", Task::RevokeToken, places() + naming, naming},
        {"token rotate", Task::RotateToken, places() + naming, naming},
        {"audit verify", Task::VerifyAudit, places(), {}},
        {"", Task::Serve, places() + serving, {}},
    };
    return all;
}

QList<QCommandLineOption> allOptions()
{
    return {
        {u"workspace"_s, translated("Publish the workspace in this folder."), u"folder"_s},
        {u"file"_s, translated("Publish this cache file, which another program writes."),
         u"file"_s},
        {u"control"_s, translated("With --file: allow actions on it, too.")},
        {u"state"_s, translated("Keep tokens and the audit log in this folder."), u"folder"_s},
        {u"listen"_s, translated("Where to listen, 127.0.0.1:8787 unless set; port 0 is any."),
         u"address:port"_s},
        {u"host-name"_s, translated("A name it is called by, beside localhost; may be repeated."),
         u"name"_s},
        {u"insecure"_s, translated("Listen to other machines without TLS, where all can be read.")},
        {u"tls-certificate"_s, translated("The certificate (PEM), with the rest of its chain."),
         u"file"_s},
        {u"tls-key"_s, translated("The certificate's private key (PEM)."), u"file"_s},
        {u"role"_s, translated("What a token allows: viewer, operator or administrator."),
         u"role"_s},
        {u"name"_s, translated("The token's name."), u"name"_s},
        {u"user"_s, translated("The user a token acts as; its name unless set."), u"user"_s},
        {u"ttl"_s,
         translated("How long a token lives, such as 90d, 12h or 30m; for ever unless "
                    "set."),
         u"time"_s},
        {{u"h"_s, u"help"_s}, translated("Show this help and end.")},
        {{u"v"_s, u"version"_s}, translated("Show the version and end.")},
    };
}

Error wrong(const QString& what)
{
    return {ErrorCode::InvalidArgument,
            translated("%1 \"tierwatchd --help\" lists what there is.").arg(what)};
}

Error wrongValue(const QCommandLineParser& parser, const QString& option)
{
    return wrong(translated("--%1 can't be \"%2\".").arg(option, parser.value(option)));
}

/// The command of these words, and what is left for the parser.
Result<const Command*> commandOf(const QStringList& arguments, QStringList& rest)
{
    qsizetype words = 1;
    while (words < arguments.size() && !arguments[words].startsWith(u'-'))
        ++words;
    const QString said = arguments.sliced(1, words - 1).join(u' ');
    rest = arguments.first(1) + arguments.sliced(words);
    for (const Command& command : commands()) {
        if (said == QLatin1StringView(command.words))
            return &command;
    }
    return wrong(translated("\"%1\" is not a command.").arg(said));
}

Result<void> checkOptions(const QCommandLineParser& parser, const Command& command)
{
    if (!parser.positionalArguments().isEmpty())
        return wrong(
            translated("\"%1\" is not an option.").arg(parser.positionalArguments().first()));
    for (const QString& option : parser.optionNames()) {
        if (!command.options.contains(option))
            return wrong(command.words[0] == '\0'
                             ? translated("--%1 needs a command before it.").arg(option)
                             : translated("--%1 is not for \"%2\".")
                                   .arg(option, QLatin1StringView(command.words)));
    }
    for (const QString& option : command.needed) {
        if (parser.value(option).isEmpty())
            return wrong(
                translated("\"%1\" needs --%2.").arg(QLatin1StringView(command.words), option));
    }
    return {};
}

Result<void> readPlace(const QCommandLineParser& parser, CommandLine& line)
{
    line.workspace = parser.value(u"workspace"_s);
    line.file = parser.value(u"file"_s);
    line.state = parser.value(u"state"_s);
    line.control = parser.isSet(u"control"_s);
    if (!line.workspace.isEmpty() && !line.file.isEmpty())
        return wrong(translated("--workspace and --file are two different caches."));
    const bool named = !line.workspace.isEmpty() || !line.file.isEmpty();
    if (!named && (line.task == Task::Serve || line.state.isEmpty()))
        return wrong(translated("Either --workspace or --file has to say which cache it is."));
    if (line.control && line.file.isEmpty())
        return wrong(translated("--control is for --file; a workspace is controlled by itself."));
    return {};
}

Result<void> readListening(const QCommandLineParser& parser, CommandLine& line)
{
    if (parser.isSet(u"listen"_s)) {
        const auto address = ListenAddress::parse(parser.value(u"listen"_s));
        if (!address)
            return wrongValue(parser, u"listen"_s);
        line.listen = *address;
    }
    line.hostNames = parser.values(u"host-name"_s);
    line.insecure = parser.isSet(u"insecure"_s);
    line.certificate = parser.value(u"tls-certificate"_s);
    line.key = parser.value(u"tls-key"_s);
    if (line.certificate.isEmpty() != line.key.isEmpty())
        return wrong(translated("--tls-certificate and --tls-key are given together."));
    if (!line.listen.isLoopback() && line.certificate.isEmpty() && !line.insecure)
        return wrong(translated("Other machines would send their tokens for all to read: to listen "
                                "on %1, give --tls-certificate and --tls-key, or say --insecure.")
                         .arg(line.listen.address.toString()));
    return {};
}

Result<void> readToken(const QCommandLineParser& parser, CommandLine& line)
{
    line.token.name = parser.value(u"name"_s);
    line.token.username = parser.value(u"user"_s);
    if (parser.isSet(u"role"_s)) {
        const auto role = wireNames(Role{}).indexOf(parser.value(u"role"_s));
        if (role <= static_cast<int>(Role::None))
            return wrongValue(parser, u"role"_s);
        line.token.role = static_cast<Role>(role);
    }
    if (parser.isSet(u"ttl"_s)) {
        line.token.ttl = timespanOf(parser.value(u"ttl"_s));
        if (!line.token.ttl)
            return wrongValue(parser, u"ttl"_s);
    }
    return {};
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    QStringList rest;
    const auto command = commandOf(arguments, rest);
    if (!command)
        return command.error();
    QCommandLineParser parser;
    parser.addOptions(allOptions());
    if (!parser.parse(rest))
        return wrong(parser.errorText());
    CommandLine line;
    line.task = parser.isSet(u"help"_s)      ? Task::ShowHelp
                : parser.isSet(u"version"_s) ? Task::ShowVersion
                                             : (*command)->task;
    if (line.task == Task::ShowHelp || line.task == Task::ShowVersion)
        return line;
    if (const auto checked = checkOptions(parser, **command); !checked)
        return checked.error();
    for (const auto read : {readPlace, readListening, readToken}) {
        if (const auto done = read(parser, line); !done)
            return done.error();
    }
    return line;
}

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        translated("Publishes a cache over HTTP.\n\n"
                   "Commands, before the options:\n"
                   "  token create   make a token, and print it this once\n"
                   "  token list     tell which tokens there are\n"
                   "  token revoke   have a token refused from now on\n"
                   "  token rotate   put another secret in a token's place\n"
                   "  audit verify   check the log of what was done and refused\n"
                   "  none           serve"));
    parser.addOptions(allOptions());
    return parser.helpText();
}

} // namespace tierwatch
