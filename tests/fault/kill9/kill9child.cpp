// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/clock.h"
#include "storage/barrierstable.h"
#include "storage/cachefile.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

bool postEntries(CacheFile& file, qint64 stamp)
{
    for (int i = 0; i < 50; ++i) {
        StoredEntry entry;
        entry.key = "key-" + QByteArray::number((stamp * 37 + i) % 400);
        entry.type = u"aging"_s;
        entry.companyId = i % 6;
        entry.value = QByteArray(200 + i * 40, 'x');
        entry.createdMs = 1'790'000'000'000 + stamp;
        entry.expiresMs = entry.createdMs + 1'000'000;
        entry.stamp = stamp;
        entry.username = u"user%1"_s.arg(i % 7);
        const auto put = [entry](Connection& c) { return EntriesTable(c).put(entry); };
        if (!file.writer().post(put, entry.value.size()))
            return false;
    }
    return true;
}

/// Raises a barrier, and only when it has returned says so.
bool raiseBarrier(CacheFile& file, qint64 stamp)
{
    const StoredBarrier barrier = {{.companyId = stamp}, {stamp, 1'790'000'000'000 + stamp}, {}};
    const auto raised = file.writer().run(
        [&](Connection& connection) { return BarriersTable(connection).raise(barrier); },
        Durability::Full);
    std::printf("%lld\n", static_cast<long long>(stamp));
    std::fflush(stdout);
    return raised.ok();
}

} // namespace

/// Writes to the cache file until it is killed: kill9child FILE FIRST-STAMP. Each line it prints is
/// the stamp of a barrier that has returned.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    SystemClock clock;
    const auto file = CacheFile::open({arguments.value(1)}, clock);
    if (!file)
        qFatal("%s", qPrintable(file.error().message + file.error().detail));
    for (qint64 stamp = arguments.value(2).toLongLong();; ++stamp) {
        if (!postEntries(**file, stamp) || !raiseBarrier(**file, stamp))
            qFatal("writing failed");
    }
}
