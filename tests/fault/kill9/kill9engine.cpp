// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "enginework.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tierwatch;
using namespace tierwatch::test;

namespace {

bool workRound(CacheEngine& engine, qint64 round)
{
    for (const Request& request : enginework::reportsOf(round % enginework::companies)) {
        const Loader loader = [round]() -> Result<QByteArray> { return QByteArray::number(round); };
        if (!engine.fetch(request, loader))
            return false;
    }
    engine.settle();
    return engine.invalidate(enginework::scopeOf(round), u"tester"_s).ok();
}

} // namespace

/// Works on a workspace until it is killed: kill9engine FOLDER FIRST-ROUND sweep|keep. Each line it
/// prints is a round whose invalidation has returned. With "keep" the rows behind a barrier stay.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const auto workspace = Workspace::open(arguments.value(1), {});
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().message));
    SystemClock clock;
    const auto cache = WorkspaceCache::open(
        *workspace, clock,
        arguments.value(3) == "keep"_L1 ? enginework::withoutSweeping : WorkspaceCache::Decorate());
    if (!cache)
        qFatal("%s", qPrintable(cache.error().message + cache.error().detail));
    for (qint64 round = arguments.value(2).toLongLong();; ++round) {
        if (!workRound((*cache)->engine(), round))
            qFatal("working failed");
        std::printf("%lld\n", static_cast<long long>(round));
        std::fflush(stdout);
    }
}
