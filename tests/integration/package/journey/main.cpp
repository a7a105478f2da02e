// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "settings/workspace.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>

using namespace tierwatch;
using namespace Qt::StringLiterals;

namespace {

/// Where two answers in a row came from, and how often the database was asked by then.
QString askTwice(CacheEngine& engine, const Request& request, const Loader& loader,
                 const int& asked)
{
    QStringList words;
    for (int i = 0; i < 2; ++i) {
        const Result<Answer> answer = engine.fetch(request, loader);
        words << (answer ? codec::nameOf(answer->origin) : answer.error().message);
    }
    return words.join(u' ') + u' ' + QString::number(asked);
}

Result<void> travel(const QString& folder, QTextStream& out)
{
    const auto workspace = Workspace::open(folder, {});
    if (!workspace)
        return workspace.error();
    SystemClock clock;
    const auto cache = WorkspaceCache::open(*workspace, clock);
    if (!cache)
        return cache.error();
    CacheEngine& engine = (*cache)->engine();

    int asked = 0;
    const Loader slowReport = [&asked]() -> Result<QByteArray> {
        ++asked;
        return QByteArray(R"([{"month":1,"invoiced":12.5}])");
    };
    const Request request{.type = u"invoices"_s, .companyId = 7, .params = {{u"year"_s, 2026}}};
    out << askTwice(engine, request, slowReport, asked);
    const auto invalidated = engine.invalidate({.companyId = 7}, u"journey"_s);
    if (!invalidated)
        return invalidated.error();
    out << " invalidated " << askTwice(engine, request, slowReport, asked) << '\n';
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    const QTemporaryDir folder;
    QFile settings(folder.filePath(u"tierwatch.ini"_s)); // empty: everything as it comes
    if (!settings.open(QIODevice::WriteOnly))
        return 1;
    settings.close();
    if (const Result<void> done = travel(folder.path(), out); !done) {
        out << done.error().message << '\n';
        return 1;
    }
    return 0;
}
