// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/benchmarker.h"

#include "cache/tierprobe.h"
#include "cache/workspacecache.h"
#include "storage/benchmarkrunstable.h"

#include <QDate>
#include <QJsonDocument>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int mostRunsKept = 200;

std::optional<BenchmarkFigure> figureOf(std::vector<double> samples)
{
    if (samples.empty())
        return std::nullopt;
    std::ranges::sort(samples);
    const size_t middle = samples.size() / 2;
    BenchmarkFigure figure;
    figure.count = static_cast<qint64>(samples.size());
    figure.averageMs =
        std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
    figure.medianMs =
        samples.size() % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
    figure.leastMs = samples.front();
    figure.mostMs = samples.back();
    return figure;
}

QString sourceOf(const BenchmarkPlan& plan)
{
    return plan.source.value_or(Sources::mainName());
}

QVariantMap paramsOf(const BenchmarkPlan& plan, const NamedQuery& query)
{
    QVariantMap given;
    for (const BenchmarkParameter& one : plan.params.value_or(std::vector<BenchmarkParameter>())) {
        if (one.query == query.name)
            given.insert(one.name, one.value);
    }
    return given;
}

QString textOf(const QVariant& value)
{
    return value.typeId() == QMetaType::QDate ? value.toDate().toString(Qt::ISODate)
                                              : value.toString();
}

std::vector<QueryParameter> parametersOf(const NamedQuery& query)
{
    std::vector<QueryParameter> told;
    told.reserve(query.parameters.size());
    for (const Parameter& one : query.parameters)
        told.push_back(
            {one.name, parameterTypeName(one.type),
             one.defaultValue ? std::optional(textOf(*one.defaultValue)) : std::nullopt});
    return told;
}

bool isPlanned(const BenchmarkPlan& plan, const QString& query)
{
    return !plan.queries || std::ranges::find(*plan.queries, query) != plan.queries->end();
}

} // namespace

struct Benchmarker::Samples
{
    std::vector<double> memory;
    std::vector<double> disk;
    std::vector<double> database;
};

Result<BenchmarkRun> Benchmarker::run(const BenchmarkPlan& plan, const QString& who)
{
    if (m_cache.isViewOnly())
        return Error{ErrorCode::NotAllowed, m_cache.notice()};
    if (plan.rounds < 1 || plan.rounds > BenchmarkPlan::mostRounds)
        return Error{ErrorCode::InvalidArgument,
                     tr("A benchmark takes 1 to %1 rounds, not %2. Nothing was measured.")
                         .arg(BenchmarkPlan::mostRounds)
                         .arg(plan.rounds)};
    if (const auto source = m_gateway.sources().find(sourceOf(plan)); !source)
        return source.error();
    const Result<std::vector<Query>> queries = chosen(plan, who);
    if (!queries)
        return queries.error();
    if (const Result<void> begun = begin(plan, *queries, who); !begun)
        return begun.error();
    measureAll(*queries, plan, who);
    return end();
}

Result<std::vector<Benchmarker::Query>> Benchmarker::chosen(const BenchmarkPlan& plan,
                                                            const QString& who) const
{
    std::vector<Query> queries;
    if (plan.queries) {
        for (const QString& name : *plan.queries) {
            const auto query = m_gateway.queries().find(name);
            if (!query)
                return query.error();
            if (std::ranges::find(queries, *query) == queries.end())
                queries.push_back(*query);
        }
    } else {
        queries = m_gateway.queries().queries();
        std::erase_if(queries, [&](const Query& query) { return !call(*query, plan, who).ok(); });
    }
    if (queries.empty())
        return Error{ErrorCode::InvalidArgument,
                     tr("There is no report to measure. Choose at least one.")};
    return queries;
}

Result<Gateway::Call> Benchmarker::call(const NamedQuery& query, const BenchmarkPlan& plan,
                                        const QString& who) const
{
    const auto company = query.statement.needsSchema ? plan.companyId : std::nullopt;
    return m_gateway.prepare(query.name, company, paramsOf(plan, query), who, sourceOf(plan));
}

std::optional<double> Benchmarker::averageMs(const NamedQuery& query) const
{
    Accounting& accounting = m_cache.accounting();
    return accounting.estimateMs(accounting.types().idOf(query.type));
}

Result<void> Benchmarker::begin(const BenchmarkPlan& plan, const std::vector<Query>& queries,
                                const QString& who)
{
    const std::scoped_lock lock(m_mutex);
    if (m_stopped)
        return Error{ErrorCode::Cancelled, tr("The cache is being closed.")};
    if (m_progress.running)
        return Error{ErrorCode::NotAvailable,
                     tr("A benchmark that %1 started is running. Only one runs at a time, or they "
                        "would measure each other: wait for it, or cancel it.")
                         .arg(m_progress.soFar.who)};
    m_cancelled = false;
    m_averages.clear();
    for (const Query& query : queries) {
        if (const auto average = averageMs(*query))
            m_averages[query->name] = *average;
    }
    m_progress = {};
    m_progress.running = true;
    m_progress.plan = plan;
    m_progress.plan.queries.emplace();
    for (const Query& query : queries)
        m_progress.plan.queries->push_back(query->name);
    m_progress.all = plan.rounds * static_cast<qint64>(queries.size());
    m_progress.soFar.startedMs = m_cache.clock().wallMs();
    m_progress.soFar.who = who;
    m_progress.soFar.companyId = plan.companyId;
    m_progress.soFar.rounds = plan.rounds;
    m_progress.soFar.source = plan.source;
    m_progress.soFar.params = plan.params;
    noteLeft();
    return {};
}

void Benchmarker::measureAll(const std::vector<Query>& queries, const BenchmarkPlan& plan,
                             const QString& who)
{
    for (const Query& query : queries) {
        if (isCancelled())
            return;
        {
            const std::scoped_lock lock(m_mutex);
            m_progress.query = query->name;
            m_progress.round = 1;
            m_progress.soFar.rows.push_back({query->name, query->type});
        }
        const Result<Gateway::Call> ready = call(*query, plan, who);
        if (ready)
            measure(*query, *ready, plan.rounds);
        else
            fail(*query, ready.error());
    }
}

void Benchmarker::measure(const NamedQuery& query, const Gateway::Call& call, qint64 rounds)
{
    const std::unique_ptr<TierProbe> probe = m_cache.engine().probe();
    Samples samples;
    for (qint64 round = 0; round < rounds && !isCancelled(); ++round) {
        if (const Result<void> done = measureRound(call, *probe, samples); !done) {
            fail(query, done.error());
            break;
        }
        show(query, samples, *probe);
    }
    Accounting& accounting = m_cache.accounting();
    if (!samples.database.empty())
        accounting.learn(accounting.types().idOf(query.type),
                         std::accumulate(samples.database.begin(), samples.database.end(), 0.0),
                         static_cast<qint64>(samples.database.size()));
}

Result<void> Benchmarker::measureRound(const Gateway::Call& call, TierProbe& probe,
                                       Samples& samples)
{
    const Clock& clock = m_cache.clock();
    const qint64 startedNs = clock.steadyNs();
    const Result<Loaded> loaded = call.loader();
    const qint64 tookNs = clock.steadyNs() - startedNs;
    if (!loaded)
        return loaded.error();
    samples.database.push_back(static_cast<double>(tookNs) / 1e6);
    if (samples.database.size() == 1) {
        Request request = call.request;
        request.source = TierProbe::reservedSource();
        const Result<PreparedRequest> prepared = m_cache.engine().prepare(std::move(request));
        if (!prepared)
            return prepared.error();
        probe.keep(*prepared, loaded->value);
    }
    if (const auto ms = probe.fromDiskMs())
        samples.disk.push_back(*ms);
    if (const auto ms = probe.fromMemoryMs())
        samples.memory.push_back(*ms);
    return {};
}

BenchmarkRow& Benchmarker::rowOf(const NamedQuery& query)
{
    return *std::ranges::find(m_progress.soFar.rows, query.name, &BenchmarkRow::query);
}

void Benchmarker::show(const NamedQuery& query, const Samples& samples, const TierProbe& probe)
{
    const std::scoped_lock lock(m_mutex);
    BenchmarkRow& row = rowOf(query);
    row.rounds = static_cast<qint64>(samples.database.size());
    row.memory = figureOf(samples.memory);
    row.disk = figureOf(samples.disk);
    row.database = figureOf(samples.database);
    if (probe.hasDisk() && !row.disk)
        row.noDisk = probe.isDiskFull() ? tr("The disk's limit leaves no room for it.")
                                        : tr("The disk did not take it.");
    m_averages[query.name] = row.database->averageMs;
    ++m_progress.asked;
    m_progress.round = std::min(row.rounds + 1, m_progress.plan.rounds);
    noteLeft();
}

/// What was still to be asked for it is not asked any more.
void Benchmarker::fail(const NamedQuery& query, const Error& error)
{
    const std::scoped_lock lock(m_mutex);
    BenchmarkRow& row = rowOf(query);
    row.error = error.message;
    m_progress.all -= m_progress.plan.rounds - row.rounds;
    noteLeft();
}

/// A query nobody has measured yet is held to take as long as the others.
void Benchmarker::noteLeft()
{
    m_progress.leftMs.reset();
    if (m_averages.empty())
        return;
    double sum = 0;
    for (const auto& [query, average] : m_averages)
        sum += average;
    const double usual = sum / static_cast<double>(m_averages.size());
    double left = 0;
    for (const QString& query : *m_progress.plan.queries) {
        const auto known = m_averages.find(query);
        const auto& rows = m_progress.soFar.rows;
        const auto row = std::ranges::find(rows, query, &BenchmarkRow::query);
        if (row != rows.end() && row->error)
            continue;
        const qint64 done = row == rows.end() ? 0 : row->rounds;
        left += (known == m_averages.end() ? usual : known->second) *
                static_cast<double>(m_progress.plan.rounds - done);
    }
    m_progress.leftMs = qRound64(left);
}

BenchmarkRun Benchmarker::end()
{
    BenchmarkRun run;
    {
        const std::scoped_lock lock(m_mutex);
        run = m_progress.soFar;
    }
    run.tookMs = m_cache.clock().wallMs() - run.startedMs;
    run.cancelled = isCancelled();
    (void)m_cache.accounting().flush();
    keep(run);
    const std::scoped_lock lock(m_mutex);
    m_progress = {};
    return run;
}

void Benchmarker::keep(BenchmarkRun& run)
{
    const QByteArray payload =
        QJsonDocument(codec::toJson(run).toObject()).toJson(QJsonDocument::Compact);
    (void)m_cache.file().writer().run([&](Connection& connection) -> Result<void> {
        const auto id =
            BenchmarkRunsTable(connection).append({0, run.startedMs, payload}, mostRunsKept);
        if (!id)
            return id.error();
        run.id = *id;
        return {};
    });
}

void Benchmarker::cancel()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_progress.running)
        return;
    m_cancelled = true;
    m_progress.cancelling = true;
}

void Benchmarker::stop()
{
    m_stopped = true;
    cancel();
}

BenchmarkProgress Benchmarker::progress() const
{
    const std::scoped_lock lock(m_mutex);
    return m_progress;
}

BenchmarkEstimate Benchmarker::estimate(const BenchmarkPlan& plan, const QString& who) const
{
    BenchmarkEstimate estimate;
    for (const Query& query : m_gateway.queries().queries()) {
        BenchmarkCandidate candidate;
        candidate.query = query->name;
        candidate.type = query->type;
        candidate.title = query->title;
        candidate.needsCompany = query->statement.needsSchema;
        candidate.averageMs = averageMs(*query);
        candidate.params = parametersOf(*query);
        if (const Result<Gateway::Call> ready = call(*query, plan, who); !ready)
            candidate.reason = ready.error().message;
        candidate.planned = !candidate.reason && isPlanned(plan, query->name);
        if (candidate.planned) {
            estimate.databaseQueries += plan.rounds;
            estimate.unknown += candidate.averageMs ? 0 : 1;
            estimate.databaseMs +=
                candidate.averageMs.value_or(0) * static_cast<double>(plan.rounds);
        }
        estimate.candidates.push_back(std::move(candidate));
    }
    estimate.sources.reserve(m_gateway.sources().all().size());
    for (const Sources::Source& source : m_gateway.sources().all())
        estimate.sources.push_back(source->name);
    return estimate;
}

Result<Benchmarks> Benchmarker::runs(qint64 limit) const
{
    return storedRuns(m_cache.file().reader(), limit);
}

Result<Benchmarks> Benchmarker::storedRuns(Connection& connection, qint64 limit)
{
    const auto stored = BenchmarkRunsTable(connection).latest(limit);
    if (!stored)
        return stored.error();
    Benchmarks list;
    list.runs.reserve(stored->size());
    for (const StoredBenchmarkRun& one : *stored) {
        auto run = codec::fromJson<BenchmarkRun>(QJsonDocument::fromJson(one.payload).object());
        if (!run)
            continue; // of a newer program
        run->id = one.id;
        list.runs.push_back(*std::move(run));
    }
    return list;
}

} // namespace tierwatch
