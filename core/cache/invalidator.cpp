// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/invalidator.h"

#include "cache/janitor.h"
#include "cache/storedbarriers.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace tierwatch {

namespace {

Q_LOGGING_CATEGORY(logInvalidator, "tierwatch.invalidator")

QString tr(const char* text)
{
    return QCoreApplication::translate("tierwatch::Invalidator", text);
}

void warn(const Error& error)
{
    qCWarning(logInvalidator).noquote() << error.message << error.detail;
}

void add(Undone& sum, const Returned& step)
{
    sum.entries += step.rows;
    sum.bytes += step.bytes;
    sum.covered += step.covered;
    sum.changed += step.changed;
    sum.replaced += step.replaced;
    sum.expired += step.expired;
}

Error viewOnly()
{
    return {ErrorCode::NotAllowed,
            tr("The cache is only viewed, so nothing in it can be invalidated.")};
}

} // namespace

class Invalidator::Pending final
{
public:
    /// With the mutex held.
    Pending(Invalidator& owner, quint64 stamp) : m_owner(owner), m_stamp(stamp)
    {
        m_owner.m_pending.insert(stamp);
    }
    ~Pending()
    {
        {
            const std::lock_guard lock(m_owner.m_mutex);
            m_owner.m_pending.erase(m_stamp);
        }
        m_owner.m_stored.notify_all();
    }
    Q_DISABLE_COPY_MOVE(Pending)

private:
    Invalidator& m_owner;
    const quint64 m_stamp;
};

Invalidator::Invalidator(const EngineOptions& options, StoreTier* store, Barriers& barriers,
                         Stamps& stamps, MemoryTier& memory, Janitor& janitor, const Clock& clock)
    : m_options(options),
      m_store(store),
      m_barriers(barriers),
      m_stamps(stamps),
      m_memory(memory),
      m_janitor(janitor),
      m_clock(clock)
{
}

void Invalidator::resume()
{
    if (!m_store)
        return;
    const Result<void> raised = raiseStored(*m_store, m_barriers);
    const auto unfinished = raised ? m_store->unfinished() : raised.error();
    if (!unfinished) {
        // What stands in the store can't be trusted without its barriers: nothing made before now
        // is.
        warn(unfinished.error());
        m_barriers.raisePurge({}, {m_stamps.next(), m_clock.wallMs()});
        return;
    }
    for (const Invalidation& left : *unfinished)
        goOn(left);
}

void Invalidator::resumeRows()
{
    const auto unfinished = m_store->unfinished();
    if (!unfinished)
        return warn(unfinished.error());
    for (const Invalidation& left : *unfinished)
        goOn(left);
}

Result<quint64> Invalidator::raiseOverAll()
{
    const std::lock_guard lock(m_mutex);
    const Result<quint64> stamp = m_stamps.fresh();
    if (stamp)
        m_barriers.raisePurge({}, {*stamp, m_clock.wallMs()});
    return stamp;
}

void Invalidator::goOn(const Invalidation& unfinished)
{
    if (!unfinished.undoneMs)
        return m_janitor.sweepSoon(unfinished);
    m_janitor.soon([this, unfinished] {
        if (const auto back = bringBack(unfinished); !back)
            warn(back.error());
    });
}

Result<Invalidated> Invalidator::invalidate(Verb verb, const Scope& scope, const QString& who)
{
    if (const Result<void> usable = Barriers::check(scope); !usable)
        return usable.error();
    if (m_options.readOnly)
        return viewOnly();
    Invalidation invalidation{.scope = scope, .wallMs = m_clock.wallMs(), .who = who};
    invalidation.purge = verb == Verb::Purge;
    if (verb == Verb::Invalidate && keepsRows() && m_options.undoWindowMs > 0)
        invalidation.undoUntilMs = invalidation.wallMs + m_options.undoWindowMs;
    const std::vector<PreviewRow> inMemoryOnly =
        m_memory.preview(scope, m_clock.steadyMs(), invalidation.wallMs);
    std::unique_lock lock(m_mutex);
    invalidation.stamp = m_stamps.next();
    const Pending pending(*this, invalidation.stamp);
    if (invalidation.purge)
        m_barriers.raisePurge(scope, barrierOf(invalidation));
    else
        m_barriers.raise(scope, barrierOf(invalidation));
    lock.unlock();

    Removed reached;
    for (const PreviewRow& row : inMemoryOnly) {
        reached.rows += row.entries;
        reached.bytes += row.bytes;
    }
    if (const Result<void> kept = keep(invalidation, reached); !kept)
        return kept.error();
    m_janitor.sweepSoon(invalidation);
    Invalidated done{invalidation.wallMs, reached.rows, reached.bytes};
    done.id = static_cast<qint64>(invalidation.stamp);
    if (invalidation.undoUntilMs > 0)
        done.undoUntilMs = invalidation.undoUntilMs;
    return done;
}

/// Counts the rows before they are swept, so that they are still there.
Result<void> Invalidator::keep(const Invalidation& invalidation, Removed& reached)
{
    bool looked = false;
    const auto look = [&] {
        looked = true;
        const auto extent = keepsRows() ? m_store->extent(invalidation.scope, m_clock.wallMs())
                                        : Result<Removed>(Removed{});
        if (extent) {
            reached.rows += extent->rows;
            reached.bytes += extent->bytes;
        }
        m_memory.removeInvalid(m_clock.steadyMs());
    };
    const Result<void> kept = m_store ? m_store->raise(invalidation, look) : Result<void>();
    if (!looked)
        look();
    return kept;
}

Result<Undone> Invalidator::undo(quint64 id)
{
    const Result<Invalidation> invalidation = undoable(id);
    if (!invalidation)
        return invalidation.error();
    const Result<bool> begun = m_store->beginUndo(id, m_clock.wallMs());
    if (!begun)
        return begun.error();
    if (!*begun)
        return Error{ErrorCode::NotAvailable, tr("This invalidation was undone already.")};
    return bringBack(*invalidation);
}

Result<Invalidation> Invalidator::undoable(quint64 id) const
{
    if (m_options.readOnly)
        return viewOnly();
    if (!keepsRows())
        return Error{ErrorCode::NotAvailable,
                     tr("Nothing can be brought back: this cache is kept in memory only, where "
                        "what is invalidated is gone.")};
    auto found = m_store->invalidation(id);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound,
                     tr("There is no such invalidation, or it was too long ago to be undone. "
                        "Nothing was changed.")};
    const Invalidation& invalidation = **found;
    if (invalidation.undoneMs)
        return Error{ErrorCode::NotAvailable, tr("This invalidation was undone already.")};
    if (invalidation.undoUntilMs == 0)
        return Error{ErrorCode::NotAvailable,
                     tr("This can't be undone: what it reached was deleted at once.")};
    if (invalidation.undoUntilMs < m_clock.wallMs())
        return Error{ErrorCode::NotAvailable,
                     tr("It is too late to undo this invalidation: what it reached is kept for a "
                        "limited time only.")};
    return invalidation;
}

/// Every invalidation before this stamp is in the store, where the undo looks for those that still
/// stand; every later one has a higher stamp and covers what comes back.
quint64 Invalidator::stampAfterAllPending()
{
    std::unique_lock lock(m_mutex);
    const quint64 stamp = m_stamps.next();
    m_stored.wait(lock, [&] { return m_pending.empty() || *m_pending.begin() > stamp; });
    return stamp;
}

Result<Undone> Invalidator::bringBack(const Invalidation& undone)
{
    // All of its rows must be in the trash before any can be looked for there.
    if (const Result<void> swept = m_janitor.sweep(undone); !swept)
        return swept.error();
    const quint64 stamp = stampAfterAllPending();
    Undone sum{m_clock.wallMs(), static_cast<qint64>(undone.stamp)};
    Pace pace;
    std::optional<qint64> cursor;
    while (!m_janitor.stopping()) {
        const qint64 startedMs = m_clock.steadyMs();
        const auto step = m_store->restore(undone, stamp, sum.atMs, cursor, pace.rows());
        if (!step)
            return step.error();
        add(sum, *step);
        if (!step->next)
            break;
        cursor = step->next;
        pace.took(m_clock.steadyMs() - startedMs);
    }
    if (m_janitor.stopping())
        return sum; // the next start goes on
    if (const Result<void> finished = m_store->finish(undone.stamp, true); !finished)
        return finished.error();
    return sum;
}

Result<void> Invalidator::noteChange(qint64 companyId)
{
    if (!m_store || m_options.readOnly)
        return {};
    std::unique_lock lock(m_mutex);
    const Barrier change{m_stamps.next(), m_clock.wallMs()};
    const Pending pending(*this, change.stamp);
    lock.unlock();
    return m_store->noteChange(companyId, change);
}

} // namespace tierwatch
