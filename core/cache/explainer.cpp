// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/explainer.h"

#include "cache/keyparts.h"
#include "cache/memorytier.h"

#include <algorithm>

namespace tierwatch {

namespace {

constexpr int mostInvalidationsAScope = 5;

std::optional<qint64> known(quint64 stamp)
{
    return stamp == 0 ? std::nullopt : std::optional(static_cast<qint64>(stamp));
}

quint64 stampOf(const TracedRow& row)
{
    return static_cast<quint64>(row.stamp.value_or(0));
}

bool answers(const std::optional<ExplainedCopy>& copy)
{
    return copy && !copy->invalidated && copy->lifeLeftMs > 0;
}

/// The copy that speaks for the entry.
const ExplainedCopy* newest(const Explained& told)
{
    if (told.memory)
        return &*told.memory;
    if (told.disk)
        return &*told.disk;
    return told.trash ? &*told.trash : nullptr;
}

} // namespace

/// What the tiers hold of the key.
struct Explainer::Findings
{
    EntryScopes scopes;
    std::optional<MemoryEntry> memory;
    EntryTrace stored;
};

Result<Explained> Explainer::explain(const QString& key, const QString& asker) const
{
    if (key.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     tr("Which entry? A key is needed, as it stands in the cache.")};
    Result<Findings> found = look(key.toUtf8());
    if (!found)
        return found.error();
    Explained told;
    told.cacheKey = key;
    identify(told, *found);
    tellCopies(told, *found);
    tellBarriers(told, found->scopes);
    if (const Result<void> read = tellInvalidations(told, *found); !read)
        return read.error();
    tellSwitches(told, told.username.value_or(asker));
    tellAnswer(told);
    tellStandIn(told, *found);
    return told;
}

Result<Explainer::Findings> Explainer::look(const QByteArray& key) const
{
    Findings found;
    found.scopes.key = key;
    if (m_options.mode != CacheMode::Sqlite)
        found.memory = m_memory.peek(CacheKey::fromText(key));
    if (!m_store || m_options.mode == CacheMode::Memory)
        return found;
    Result<EntryTrace> stored = m_store->trace(key);
    if (!stored)
        return stored.error();
    found.stored = *std::move(stored);
    return found;
}

/// From the key where it is one of ours, else from what is kept with the entry.
void Explainer::identify(Explained& told, Findings& found)
{
    EntryScopes& scopes = found.scopes;
    const TracedRow row = found.stored.row.value_or(found.stored.trashed.value_or(TracedRow{}));
    if (const std::optional<KeyParts> parts = KeyParts::of(scopes.key)) {
        told.source = parts->source;
        scopes.type = parts->type;
        scopes.companyId = parts->companyId;
        scopes.username = parts->username;
    } else {
        scopes.type = row.type;
        scopes.companyId = row.companyId;
        scopes.username = row.username;
    }
    scopes.tags = found.memory ? found.memory->scopes->tags : row.tags;
    told.type = scopes.type;
    told.companyId = scopes.companyId;
    told.username = scopes.username;
    told.tags.assign(scopes.tags.cbegin(), scopes.tags.cend());
}

ExplainedCopy Explainer::copyOf(const MemoryEntry& entry) const
{
    ExplainedCopy copy;
    const qint64 steadyMs = m_now.steadyMs();
    copy.createdMs = entry.createdMs;
    copy.ageMs = std::max<qint64>(0, m_now.wallMs - entry.createdMs);
    copy.lifeLeftMs = std::max<qint64>(0, entry.endsSteadyMs - steadyMs);
    copy.graceLeftMs =
        std::max<qint64>(0, entry.keptSteadyMs - std::max(steadyMs, entry.endsSteadyMs));
    copy.stamp = known(entry.stamp);
    copy.bytes = entry.value.size();
    copy.invalidated = !m_barriers.admits(*entry.scopes, entry.stamp, entry.createdMs);
    if (entry.refreshSteadyMs != std::numeric_limits<qint64>::max())
        copy.renewedInMs = std::max<qint64>(0, entry.refreshSteadyMs - steadyMs);
    return copy;
}

ExplainedCopy Explainer::copyOf(const TracedRow& row, const EntryScopes& scopes) const
{
    ExplainedCopy copy;
    copy.createdMs = row.createdMs;
    copy.ageMs = std::max<qint64>(0, m_now.wallMs - row.createdMs);
    copy.lifeLeftMs = std::max<qint64>(0, row.expiresMs - m_now.wallMs);
    copy.graceLeftMs = std::max<qint64>(0, row.keptUntilMs.value_or(row.expiresMs) -
                                               std::max(m_now.wallMs, row.expiresMs));
    copy.stamp = row.stamp;
    copy.bytes = row.size;
    copy.invalidated = !m_barriers.admits(scopes, stampOf(row), row.createdMs);
    return copy;
}

void Explainer::tellCopies(Explained& told, const Findings& found) const
{
    if (found.memory)
        told.memory = copyOf(*found.memory);
    const std::optional<TracedRow>& row = found.stored.row;
    const std::optional<TracedRow>& trashed = found.stored.trashed;
    if (row)
        told.disk = copyOf(*row, found.scopes);
    if (trashed) {
        told.trash = copyOf(*trashed, found.scopes);
        told.trash->invalidated = true;
    }
    told.place = told.memory  ? EntryPlace::Memory
                 : told.disk  ? EntryPlace::Disk
                 : told.trash ? EntryPlace::Trash
                              : EntryPlace::Nowhere;
    if (const ExplainedCopy* copy = newest(told))
        told.loadedMs = copy->createdMs;
    const TracedRow* const kept = row ? &*row : trashed ? &*trashed : nullptr;
    if (found.memory && found.memory->loadMs > 0)
        told.loadMs = found.memory->loadMs;
    else if (kept)
        told.loadMs = kept->loadMs;
    if (kept) {
        told.hits = kept->hits;
        told.lastUsedMs = kept->lastUsedMs;
    }
}

void Explainer::tellBarriers(Explained& told, const EntryScopes& scopes) const
{
    const ExplainedCopy* const copy = newest(told);
    for (const Scope& scope : scopesOf(scopes)) {
        const Barrier barrier = m_barriers.at(scope);
        ExplainedBarrier line;
        line.scope = scope;
        line.stamp = static_cast<qint64>(barrier.stamp);
        if (barrier.stamp != 0)
            line.atMs = barrier.wallMs;
        if (copy)
            line.blocks =
                copy->stamp ? *copy->stamp <= line.stamp : copy->createdMs <= barrier.wallMs;
        told.barriers.push_back(std::move(line));
    }
}

Result<void> Explainer::tellInvalidations(Explained& told, const Findings& found) const
{
    if (!m_store)
        return {};
    for (const Scope& scope : scopesOf(found.scopes)) {
        const auto list = m_store->invalidationsOf(scope, mostInvalidationsAScope);
        if (!list)
            return list.error();
        for (const Invalidation& one : *list) {
            const auto id = static_cast<qint64>(one.stamp);
            ExplainedInvalidation line{id, one.scope, one.wallMs, one.who, one.purge, one.undoneMs};
            if (one.undoUntilMs > m_now.wallMs && !one.undoneMs)
                line.undoUntilMs = one.undoUntilMs;
            line.tookIt = found.stored.trashed && found.stored.takenBy == id;
            told.invalidations.push_back(std::move(line));
        }
    }
    std::ranges::sort(told.invalidations, std::greater(), &ExplainedInvalidation::id);
    return {};
}

void Explainer::tellSwitches(Explained& told, const QString& asker) const
{
    told.forcedOff = m_switches.forcedOff();
    told.switches = {{SwitchKind::Global, {}, m_switches.global()}};
    if (!told.type.isEmpty())
        told.switches.push_back({SwitchKind::Type, told.type, m_switches.type(told.type)});
    if (!asker.isEmpty())
        told.switches.push_back({SwitchKind::User, asker, m_switches.user(asker)});
}

/// As a request would find it: switches, memory, disk, database.
void Explainer::tellAnswer(Explained& told)
{
    const bool isOff = told.forcedOff || std::ranges::any_of(told.switches, [](const auto& one) {
                           return !one.enabled;
                       });
    const ExplainedCopy* const copy = newest(told);
    if (isOff) {
        told.answeredFrom = Origin::Bypassed;
        told.reason = MissReason::SwitchedOff;
    } else if (answers(told.memory) || answers(told.disk)) {
        told.answeredFrom = answers(told.memory) ? Origin::Memory : Origin::Disk;
        told.reason = MissReason::None;
    } else if (copy) {
        told.reason = copy->invalidated ? MissReason::Invalidated : MissReason::Expired;
    }
    if (told.trash && (told.memory || told.disk))
        told.loadedBecauseOf = MissReason::Invalidated;
}

/// By the workspace's own policy where only the file holds it: a type's is not kept with it.
void Explainer::tellStandIn(Explained& told, const Findings& found) const
{
    const auto fits = [](const ExplainedCopy& copy, bool evenIfInvalidated) {
        return copy.lifeLeftMs + copy.graceLeftMs > 0 && (!copy.invalidated || evenIfInvalidated);
    };
    if (told.memory && told.memory->graceLeftMs > 0) {
        const MemoryEntry& entry = *found.memory;
        const bool purged = m_barriers.purged(*entry.scopes, entry.stamp, entry.createdMs);
        told.mayStandIn = fits(*told.memory, entry.keptAfterChange && !purged);
    } else if (told.disk && told.disk->graceLeftMs > 0) {
        const TracedRow& row = *found.stored.row;
        const bool purged = m_barriers.purged(found.scopes, stampOf(row), row.createdMs);
        told.mayStandIn = fits(*told.disk, m_options.policy.staleAfterChange && !purged);
    }
}

} // namespace tierwatch
