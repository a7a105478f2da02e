// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "serve.h"

#include "controlfolder.h"
#include "endguard.h"
#include "exitcode.h"
#include "http/httpservice.h"
#include "publishedcache.h"
#include "readiness.h"
#include "signals.h"

#include <QCoreApplication>

namespace tierwatch {

namespace {

/// For what is left once no request is under way; systemd waits for longer.
constexpr auto patience = std::chrono::seconds(5);

QString translated(const char* text)
{
    return QCoreApplication::translate("Serve", text);
}

ServiceOptions optionsOf(const CommandLine& line)
{
    ServiceOptions options;
    options.http.hostNames = line.hostNames;
    options.http.certificateFile = line.certificate;
    options.http.keyFile = line.key;
    return options;
}

QByteArray statusOf(const QUrl& url)
{
    return "Serving at " + url.toEncoded();
}

void announce(const CommandLine& line, const QUrl& url)
{
    QTextStream(stdout) << QString::fromLatin1(url.toEncoded()) << Qt::endl;
    if (!line.listen.isLoopback() && line.certificate.isEmpty())
        QTextStream(stderr) << translated("tierwatchd: Without TLS everybody on the way can read "
                                          "tokens and data.")
                            << Qt::endl;
    readiness::ready(statusOf(url));
}

void reload(HttpService& service, const QUrl& url)
{
    readiness::reloading();
    if (const auto read = service.reload(); !read)
        static_cast<void>(failWith(Failed, read.error()));
    readiness::ready(statusOf(url));
}

void endInOrder(HttpService& service)
{
    readiness::stopping();
    service.stop([] { QCoreApplication::quit(); });
}

bool isHeld(const Error& error)
{
    return error.code == ErrorCode::Locked;
}

} // namespace

int serve(const CommandLine& line)
{
    SystemClock clock;
    EndGuard guard; // first, so that it sees the end of all others
    const auto control = openControlFile(line);
    if (!control)
        return failWith(CantOpen, control.error());
    const auto tokens = TokenStore::open(*control, clock);
    if (!tokens)
        return failWith(CantOpen, tokens.error());
    AuditLog audit(*control, clock);
    const auto cache = PublishedCache::open(line, clock);
    if (!cache)
        return failWith(isHeld(cache.error()) ? HeldByOther : CantOpen, cache.error());
    HttpService service((*cache)->target(), **tokens, audit, clock, optionsOf(line));
    const auto url = service.listen(line.listen.address, line.listen.port);
    if (!url)
        return failWith(CantListen, url.error());
    const Signals signals;
    QObject::connect(&signals, &Signals::endWanted, qApp, [&service] { endInOrder(service); });
    QObject::connect(&signals, &Signals::reloadWanted, qApp,
                     [&service, &url] { reload(service, *url); });
    announce(line, *url);
    QCoreApplication::exec();
    guard.arm(patience);
    audit.flush();
    (*cache)->flush();
    if (!audit.failure())
        guard.allIsSaved();
    return audit.failure() ? failWith(Failed, *audit.failure()) : AllWell;
}

} // namespace tierwatch
