// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "cache/engineoptions.h"
#include "cache/storetier.h"
#include "cache/switches.h"
#include "values/explain.h"

#include <QCoreApplication>

namespace tierwatch {

/// Says of one key where it is, and what stands between it and a request. Changes nothing. Any
/// thread; lives for one question, the engine owns what it refers to. `store` may be null.
class Explainer final
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::Explainer)
public:
    Explainer(const EngineOptions& options, const MemoryTier& memory, StoreTier* store,
              const Barriers& barriers, const Switches& switches, const Clock& clock)
        : m_options(options),
          m_memory(memory),
          m_store(store),
          m_barriers(barriers),
          m_switches(switches),
          m_now(clock.now())
    {
    }
    Q_DISABLE_COPY_MOVE(Explainer)

    /// Blocks on the store. InvalidArgument for an empty key; one that nobody knows is no error.
    [[nodiscard]] Result<Explained> explain(const QString& key, const QString& asker) const;

private:
    struct Findings;
    [[nodiscard]] Result<Findings> look(const QByteArray& key) const;
    static void identify(Explained& told, Findings& found);
    [[nodiscard]] ExplainedCopy copyOf(const MemoryEntry& entry) const;
    [[nodiscard]] ExplainedCopy copyOf(const TracedRow& row, const EntryScopes& scopes) const;
    void tellCopies(Explained& told, const Findings& found) const;
    void tellBarriers(Explained& told, const EntryScopes& scopes) const;
    [[nodiscard]] Result<void> tellInvalidations(Explained& told, const Findings& found) const;
    void tellSwitches(Explained& told, const QString& asker) const;
    static void tellAnswer(Explained& told);
    void tellStandIn(Explained& told, const Findings& found) const;

    const EngineOptions& m_options;
    const MemoryTier& m_memory;
    StoreTier* const m_store;
    const Barriers& m_barriers;
    const Switches& m_switches;
    const Moment m_now;
};

} // namespace tierwatch
