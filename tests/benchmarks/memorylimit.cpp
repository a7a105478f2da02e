// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "residentmemory.h"
#include "support/tempworkspace.h"

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 limitBytes = 256 * mebibyte;

/// Twice as many bytes of values as fit.
void fill(CacheEngine& engine)
{
    constexpr qint64 valueBytes = 1024;
    for (qint64 i = 0; i < 2 * limitBytes / valueBytes; ++i) {
        Request request;
        request.type = u"invoices_by_month"_s;
        request.companyId = 100 + i % 6;
        request.params = {{u"number"_s, i}};
        const auto answer = engine.fetch(request, [i]() -> Result<QByteArray> {
            return QByteArray(valueBytes, static_cast<char>('a' + i % 26));
        });
        if (!answer)
            qFatal("%s", qPrintable(answer.error().message));
    }
}

void run(const Report& report)
{
    if (residentBytes() == 0)
        return;
    SystemClock clock;
    test::TempWorkspace workspace(
        clock, "[cache]\ntype=memory\nl1_max_bytes=" + QByteArray::number(limitBytes) + "\n");
    if (const Result<void> opened = workspace.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    const qint64 before = residentBytes();
    fill(workspace.engine());
    const qint64 grownBytes = residentBytes() - before;
    const MemorySize size = workspace.engine().memory().size();
    if (size.bytes < limitBytes * 9 / 10)
        qFatal("memory was not filled: %lld bytes", qlonglong(size.bytes));
    report({u"resident memory of a full memory tier"_s, double(grownBytes) / mebibyte, u"MiB"_s,
            double(limitBytes) / mebibyte, u"its limit"_s, 1.25});
}

} // namespace

Group memoryLimit()
{
    return {u"limit"_s, run};
}

} // namespace tierwatch::bench
