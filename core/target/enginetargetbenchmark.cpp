// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/benchmarker.h"
#include "target/enginetarget.h"

namespace tierwatch {

QString EngineTarget::noBenchmark()
{
    return tr("This cache has no named queries that could be measured.");
}

Result<Reply> EngineTarget::reply(const BenchmarkEstimateQuery& query, const Caller& caller)
{
    if (!m_parts.benchmarker)
        return Error{ErrorCode::NotAvailable, noBenchmark()};
    return Reply(m_parts.benchmarker->estimate(query.plan, caller.username));
}

Result<Reply> EngineTarget::reply(const BenchmarkProgressQuery&, const Caller&)
{
    if (!m_parts.benchmarker)
        return Error{ErrorCode::NotAvailable, noBenchmark()};
    return Reply(m_parts.benchmarker->progress());
}

Result<Reply> EngineTarget::reply(const BenchmarksQuery& query, const Caller&)
{
    if (!m_parts.benchmarker)
        return Error{ErrorCode::NotAvailable, noBenchmark()};
    Result<Benchmarks> runs = m_parts.benchmarker->runs(query.limit);
    if (!runs)
        return runs.error();
    return Reply(*std::move(runs));
}

Result<Reply> EngineTarget::carryOut(const Benchmark& action, const Caller& caller)
{
    Result<BenchmarkRun> run = m_parts.benchmarker->run(action.plan, caller.username);
    if (!run)
        return run.error();
    Event event;
    event.kind = EventKind::Benchmarked;
    event.scope.companyId = run->companyId;
    event.entries = static_cast<qint64>(run->rows.size());
    note(std::move(event), caller);
    return Reply(*std::move(run));
}

Result<Reply> EngineTarget::carryOut(const CancelBenchmark&, const Caller&)
{
    m_parts.benchmarker->cancel();
    return Reply(m_parts.benchmarker->progress());
}

} // namespace tierwatch
