// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "settings/workspace.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

constexpr int reports = 200;

void say(const char* what, qint64 company, qint64 id)
{
    std::printf("%s %lld %lld\n", what, static_cast<long long>(company),
                static_cast<long long>(id));
    std::fflush(stdout);
}

bool fill(CacheEngine& engine, qint64 company)
{
    for (int number = 0; number < reports; ++number) {
        Request request{.type = u"report"_s, .companyId = company, .params = {{u"n"_s, number}}};
        if (!engine.fetch(request, [] { return Result<QByteArray>(QByteArray("old")); }))
            return false;
    }
    engine.settle();
    return true;
}

} // namespace

/// Until it is killed: caches the reports of one company after the other, invalidates them and
/// undoes that: kill9undochild FOLDER FIRST-COMPANY. Each line says what has returned.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    SystemClock clock;
    const auto workspace = Workspace::open(arguments.value(1), {});
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().message));
    const auto cache = WorkspaceCache::open(*workspace, clock);
    if (!cache)
        qFatal("%s", qPrintable(cache.error().message));
    CacheEngine& engine = (*cache)->engine();
    for (qint64 company = arguments.value(2).toLongLong();; ++company) {
        if (!fill(engine, company))
            qFatal("filling failed");
        const auto done = engine.invalidate({.companyId = company}, u"child"_s);
        if (!done)
            qFatal("invalidating failed");
        say("invalidated", company, done->id.value_or(0));
        if (!engine.undo(done->id.value_or(0)))
            qFatal("undoing failed");
        say("undone", company, 0);
    }
}
