// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "largefile.h"
#include "storage/entrylist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 9;
constexpr int smallCount = 100;

EntriesPage pageOf(WorkspaceCache& cache, const EntriesQuery& query)
{
    auto page = EntryList(cache.file().reader()).page(query, cache.clock().wallMs());
    if (!page)
        qFatal("%s", qPrintable(page.error().message));
    return *std::move(page);
}

/// Milliseconds of the dearest order: its second page, which begins behind a cursor.
double dearestOrderMs(WorkspaceCache& cache)
{
    double dearest = 0;
    for (int sort = 0; sort < wireNames(EntrySort()).size(); ++sort) {
        EntriesQuery query;
        query.sort = static_cast<EntrySort>(sort);
        query.limit = smallCount / 2;
        query.cursor = pageOf(cache, query).next;
        dearest =
            std::max(dearest, nsPerCall(1, [&](qint64) { (void)pageOf(cache, query); }) / 1e6);
    }
    return dearest;
}

double nothingFoundMs(WorkspaceCache& cache)
{
    const EntriesQuery query{{.text = u"no key has this"_s}};
    return nsPerCall(1, [&](qint64) { (void)pageOf(cache, query); }) / 1e6;
}

void run(const Report& report)
{
    SystemClock clock;
    test::TempWorkspace small(clock);
    if (const auto opened = small.open(); !opened)
        qFatal("%s", qPrintable(opened.error().message));
    for (int i = 0; i < smallCount; ++i)
        (void)small.engine().fetch(test::requestOf(u"report"_s, i), test::giving("[1]"));
    small.engine().settle();
    LargeFile large;
    large.open();
    const Pair pages = inTurn(
        rounds, [&] { return dearestOrderMs(large.cache()); },
        [&] { return dearestOrderMs(small.cache()); });
    report({u"a page of 1,000,000 entries, dearest order"_s, pages.subject, u"ms"_s, pages.baseline,
            u"of 100 entries"_s, 3.0});
    std::vector<double> searches;
    searches.reserve(rounds);
    for (int i = 0; i < rounds; ++i)
        searches.push_back(nothingFoundMs(large.cache()));
    Figure search{u"a page of them that nothing matches"_s, median(searches), u"ms"_s};
    search.target = 500;
    report(search);
}

} // namespace

Group entryPages()
{
    return {u"entries"_s, run};
}

} // namespace tierwatch::bench
