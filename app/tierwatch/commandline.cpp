// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "remote/serviceaddress.h"
#include "servicetoken.h"
#include "settings/connectionlink.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("CommandLine", text);
}

void addOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        translated("Shows whether a cache earns its keep, and acts on it."));
    parser.addOptions({
        {u"workspace"_s, translated("Open the workspace in this folder."), u"folder"_s},
        {u"file"_s, translated("Open a cache file that another program owns, to look at it."),
         u"file"_s},
        {u"control"_s, translated("Act on that file, too.")},
        {u"attach"_s,
         translated("Watch and control the cache that a service publishes there; ?server=ID behind "
                    "it names one of its source servers."),
         u"url"_s},
        {u"token-file"_s,
         translated("The token for that service; without it that in TIERWATCH_TOKEN, the one that "
                    "is kept for it, or one that you enter."),
         u"file"_s},
        {u"ca-file"_s, translated("Certificates (PEM) to trust besides the system's."), u"file"_s},
        {u"insecure"_s, translated("Send the token to another machine without TLS.")},
        {u"sample"_s, translated("Open the sample workspace; it is made at the first time.")},
        {u"load"_s, translated("Start the simulated users of the sample.")},
        {u"watch-only"_s, translated("Look only: no action is possible.")},
        {u"create-sample"_s, translated("Make a sample workspace, without a display, and end."),
         u"folder"_s},
        {u"screenshot"_s, translated("Write a picture of the window and end."), u"file"_s},
        {u"size"_s, translated("The size of the picture, 1280x800 unless set."), u"size"_s},
        {u"after"_s, translated("Seconds of figures before the picture, 4 unless set."),
         u"seconds"_s},
        {u"theme"_s, translated("light or dark."), u"theme"_s},
        {u"range"_s, translated("5min, 1h, 24h or 7d."), u"range"_s},
        {{u"h"_s, u"help"_s}, translated("Show this help and end.")},
        {{u"v"_s, u"version"_s}, translated("Show the version and end.")},
    });
}

Error wrong(const QString& what)
{
    return {ErrorCode::InvalidArgument,
            translated("%1 \"tierwatch --help\" lists what there is.").arg(what)};
}

Error wrongValue(const QCommandLineParser& parser, const QString& option)
{
    return wrong(translated("--%1 can't be \"%2\".").arg(option, parser.value(option)));
}

Result<void> readPicture(const QCommandLineParser& parser, CommandLine& line)
{
    line.screenshot = parser.value(u"screenshot"_s);
    if (parser.isSet(u"size"_s)) {
        static const QRegularExpression pattern(u"^(\\d{3,5})x(\\d{3,5})$"_s);
        const auto match = pattern.match(parser.value(u"size"_s));
        if (!match.hasMatch())
            return wrongValue(parser, u"size"_s);
        line.size = {match.captured(1).toInt(), match.captured(2).toInt()};
    }
    if (parser.isSet(u"after"_s)) {
        bool isNumber = false;
        line.after = std::chrono::seconds(parser.value(u"after"_s).toUInt(&isNumber));
        if (!isNumber)
            return wrongValue(parser, u"after"_s);
    }
    return {};
}

Result<void> readLook(const QCommandLineParser& parser, CommandLine& line)
{
    const QString theme = parser.value(u"theme"_s);
    if (theme == "light"_L1)
        line.theme = Theme::Mode::Light;
    else if (theme == "dark"_L1)
        line.theme = Theme::Mode::Dark;
    else if (!theme.isEmpty())
        return wrongValue(parser, u"theme"_s);
    if (parser.isSet(u"range"_s)) {
        line.range = rangeFromKey(parser.value(u"range"_s));
        if (!line.range)
            return wrongValue(parser, u"range"_s);
    }
    return {};
}

/// A file is only looked at unless control is asked for: it is somebody else's.
Result<void> readFile(const QCommandLineParser& parser, CommandLine& line)
{
    line.file = parser.value(u"file"_s);
    const bool control = parser.isSet(u"control"_s);
    if (!parser.isSet(u"file"_s))
        return control ? wrong(translated("--control belongs to --file.")) : Result<void>();
    if (line.sample || !line.workspace.isEmpty())
        return wrong(translated("--file and --workspace or --sample are two different targets."));
    if (control && parser.isSet(u"watch-only"_s))
        return wrong(translated("--control and --watch-only exclude each other."));
    if (!QFileInfo(line.file).isFile())
        return wrong(translated("There is no cache file at \"%1\".").arg(line.file));
    if (!control)
        line.access = TargetOpener::Access::WatchOnly;
    return {};
}

/// Where none is given, the key store may have one, or a person.
Result<void> readToken(const QCommandLineParser& parser, CommandLine& line)
{
    if (!parser.isSet(u"token-file"_s) && qEnvironmentVariableIsEmpty(tokenVariable))
        return {};
    auto token = serviceToken(parser.value(u"token-file"_s));
    if (!token)
        return token.error();
    line.token = *std::move(token);
    return {};
}

/// The one thing that may stand without an option: what a browser hands over.
Result<void> readLink(const QCommandLineParser& parser, CommandLine& line)
{
    const QStringList given = parser.positionalArguments();
    if (given.isEmpty())
        return {};
    if (given.size() > 1 || !given.first().startsWith(QLatin1StringView(linkScheme) + u':'))
        return wrong(translated("\"%1\" is not an option.").arg(given.first()));
    line.link = given.first();
    return {};
}

/// A service is asked only once its address and the token can be ones.
Result<void> readService(const QCommandLineParser& parser, CommandLine& line)
{
    for (const QString& option : {u"token-file"_s, u"ca-file"_s, u"insecure"_s}) {
        if (parser.isSet(option) && !parser.isSet(u"attach"_s))
            return wrong(translated("--%1 belongs to --attach.").arg(option));
    }
    if (!parser.isSet(u"attach"_s))
        return {};
    if (line.sample || !line.workspace.isEmpty() || !line.file.isEmpty())
        return wrong(translated("--attach and --workspace, --sample or --file are two different "
                                "targets."));
    line.insecure = parser.isSet(u"insecure"_s);
    const auto place = splitServer(parser.value(u"attach"_s));
    if (!place)
        return wrong(place.error().message);
    const auto base = checkedBase(QUrl(place->place, QUrl::StrictMode), line.insecure);
    if (!base)
        return wrong(base.error().message);
    line.service = base->toString();
    line.server = place->server;
    line.authorities = parser.value(u"ca-file"_s);
    return readToken(parser, line);
}

CommandLine::Task taskOf(const QCommandLineParser& parser)
{
    if (parser.isSet(u"help"_s))
        return CommandLine::Task::ShowHelp;
    if (parser.isSet(u"version"_s))
        return CommandLine::Task::ShowVersion;
    return parser.isSet(u"create-sample"_s) ? CommandLine::Task::CreateSample
                                            : CommandLine::Task::Dashboard;
}

} // namespace

Result<CommandLine> CommandLine::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    CommandLine line;
    if (const auto link = readLink(parser, line); !link)
        return link.error();
    line.task = taskOf(parser);
    line.workspace = parser.value(u"workspace"_s);
    line.sample = parser.isSet(u"sample"_s);
    line.startLoad = parser.isSet(u"load"_s);
    line.createSampleIn = parser.value(u"create-sample"_s);
    if (parser.isSet(u"watch-only"_s))
        line.access = TargetOpener::Access::WatchOnly;
    if (line.sample && !line.workspace.isEmpty())
        return wrong(translated("--sample and --workspace are two different targets."));
    if (const auto file = readFile(parser, line); !file)
        return file.error();
    if (const auto service = readService(parser, line); !service)
        return service.error();
    if (const auto picture = readPicture(parser, line); !picture)
        return picture.error();
    if (const auto look = readLook(parser, line); !look)
        return look.error();
    return line;
}

QString CommandLine::helpText()
{
    QCommandLineParser parser;
    addOptions(parser);
    return parser.helpText();
}

} // namespace tierwatch
