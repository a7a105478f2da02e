// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/workspacecache.h"
#include "groups.h"
#include "sample/samplegenerator.h"
#include "settings/workspace.h"
#include "source/workspacesource.h"
#include "support/otherprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr qint64 leastPostings = 250'000;
constexpr int rounds = 3;

/// The sample workspace in its full size, and its reports.
class FullSample final
{
public:
    /// Seconds that making it took.
    double make()
    {
        QElapsedTimer time;
        time.start();
        if (const auto made = SampleGenerator(m_clock).create(folder(), {}, {}); !made)
            qFatal("%s", qPrintable(made.error().message + made.error().detail));
        const double seconds = static_cast<double>(time.nsecsElapsed()) / 1e9;
        checkSize();
        return seconds;
    }
    void open()
    {
        auto workspace = Workspace::open(folder(), {});
        if (!workspace)
            qFatal("%s", qPrintable(workspace.error().message));
        m_workspace.emplace(*std::move(workspace));
        auto cache = WorkspaceCache::open(*m_workspace, m_clock);
        if (!cache)
            qFatal("%s", qPrintable(cache.error().message));
        m_cache = *std::move(cache);
        auto source = WorkspaceSource::open(*m_workspace, *m_cache);
        if (!source)
            qFatal("%s", qPrintable(source.error().message));
        m_source = *std::move(source);
    }

    [[nodiscard]] QStringList queries() const
    {
        QStringList names;
        for (const auto& query : m_source->gateway().queries().queries())
            names.append(query->name);
        return names;
    }
    /// How long it takes for each company when nothing is cached, in ms.
    [[nodiscard]] std::vector<double> uncachedMs(const QString& query)
    {
        const Catalog catalog = m_source->catalog();
        std::vector<double> times;
        times.reserve(catalog.companies.size());
        for (const Company& company : catalog.companies) {
            std::vector<double> ofCompany;
            ofCompany.reserve(rounds);
            for (int i = 0; i < rounds; ++i)
                ofCompany.push_back(uncachedMs(query, company.id));
            times.push_back(median(ofCompany));
        }
        return times;
    }

private:
    [[nodiscard]] QString folder() const { return m_place.filePath(u"sample"_s); }
    void checkSize() const
    {
        const QDir source(folder() + u"/source"_s);
        const QStringList files = source.entryList({u"*.db"_s}, QDir::Files);
        if (files.size() != 7)
            qFatal("the sample has %lld databases", qlonglong(files.size()));
        for (const QString& file : files) {
            if (file == u"main.db")
                continue;
            test::OtherProgram company(source.filePath(file));
            if (company.first(u"SELECT count(*) FROM act"_s).toLongLong() < leastPostings)
                qFatal("%s has too few postings", qPrintable(file));
        }
    }
    double uncachedMs(const QString& query, qint64 company)
    {
        if (!m_cache->engine().invalidate({}, u"bench"_s))
            qFatal("the cache could not be emptied");
        const auto answer = m_source->gateway().runNow(query, company, {}, u"ioana.pop"_s);
        if (!answer || answer->origin != Origin::Database)
            qFatal("%s was not asked of the database", qPrintable(query));
        return answer->loadMs;
    }

    SystemClock m_clock;
    QTemporaryDir m_place;
    std::optional<Workspace> m_workspace;
    std::unique_ptr<WorkspaceCache> m_cache;
    std::unique_ptr<WorkspaceSource> m_source;
};

void run(const Report& report)
{
    FullSample sample;
    Figure making{u"making the full sample"_s, sample.make(), u"s"_s};
    making.target = 60;
    report(making);
    sample.open();
    for (const QString& query : sample.queries()) {
        const std::vector<double> times = sample.uncachedMs(query);
        const auto [fastest, slowest] = std::ranges::minmax(times);
        Figure most{query + u", slowest company"_s, slowest, u"ms"_s};
        most.target = 1500;
        report(most);
        Figure least{query + u", fastest company"_s, fastest, u"ms"_s};
        least.target = 50;
        least.better = Figure::Better::Higher; // a report that needs no cache shows nothing
        report(least);
    }
}

} // namespace

Group sampleWorkspace()
{
    return {u"sample"_s, run};
}

} // namespace tierwatch::bench
