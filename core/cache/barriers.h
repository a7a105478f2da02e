// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/scope.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <atomic>
#include <limits>
#include <memory>
#include <shared_mutex>
#include <vector>

namespace tierwatch {

/// Which barriers an entry answers to. Immutable and shared by all entries of one request.
struct EntryScopes
{
    QByteArray key;
    QString type;
    quint32 typeId = 0; ///< of the type in the accounting
    std::optional<qint64> companyId;
    std::optional<QString> username;
    QStringList tags;
};
using EntryScopesPtr = std::shared_ptr<const EntryScopes>;

/// Whether a scope reaches an entry.
[[nodiscard]] bool covers(const Scope& scope, const EntryScopes& entry);
/// Every scope that reaches it, widest first.
[[nodiscard]] std::vector<Scope> scopesOf(const EntryScopes& entry);

/// One raised barrier: no entry of the scope with a stamp at or below `stamp` is valid; a row
/// without a stamp is valid only if it was made after `wallMs`.
struct Barrier
{
    quint64 stamp = 0;
    qint64 wallMs = std::numeric_limits<qint64>::min();
    bool byMonitor = false; ///< the watermark monitor raised it, not a person
};

/// The barriers of every scope, in memory. Any thread. Raising one moves the generation, so that a
/// hit compares a single number and looks further only after an invalidation.
class Barriers final
{
public:
    Barriers() = default;
    Q_DISABLE_COPY_MOVE(Barriers)

    /// A barrier only ever rises: a lower stamp than the one that stands changes nothing.
    void raise(const Scope& scope, const Barrier& barrier);
    /// The same, and what it covers may not even be served when the source fails.
    void raisePurge(const Scope& scope, const Barrier& barrier);

    [[nodiscard]] quint64 generation() const
    {
        return m_generation.load(std::memory_order_acquire);
    }
    [[nodiscard]] bool admits(const EntryScopes& entry, quint64 stamp) const;
    /// For a row that another program wrote: no stamp, only the wall time it was made at.
    [[nodiscard]] bool admitsUnstamped(const EntryScopes& entry, qint64 createdMs) const;

    /// Whether a purge covers it: never to be served again, whatever fails.
    [[nodiscard]] bool purged(const EntryScopes& entry, quint64 stamp) const;
    [[nodiscard]] bool purgedUnstamped(const EntryScopes& entry, qint64 createdMs) const;
    /// The one or the other: a stamp of 0 is none.
    [[nodiscard]] bool purged(const EntryScopes& entry, quint64 stamp, qint64 createdMs) const
    {
        return stamp != 0 ? purged(entry, stamp) : purgedUnstamped(entry, createdMs);
    }

    /// Whether it was the watermark monitor that raised the latest barrier over an entry.
    [[nodiscard]] bool raisedByMonitor(const EntryScopes& entry) const;

    /// How far one scope got; a stamp of 0 where it was never invalidated.
    [[nodiscard]] Barrier at(const Scope& scope) const;
    [[nodiscard]] bool admits(const EntryScopes& entry, quint64 stamp, qint64 createdMs) const
    {
        return stamp != 0 ? admits(entry, stamp) : admitsUnstamped(entry, createdMs);
    }

    /// Why a scope can't be used: only company and type go together.
    [[nodiscard]] static Result<void> check(const Scope& scope);

private:
    /// How far each scope got, of one kind of barrier.
    struct Levels
    {
        void raise(const Scope& scope, const Barrier& barrier);
        [[nodiscard]] Barrier highest(const EntryScopes& entry) const;
        [[nodiscard]] Barrier at(const Scope& scope) const;

        Barrier all = {};
        QHash<qint64, Barrier> companies = {};
        QHash<QString, Barrier> types = {};
        QHash<std::pair<qint64, QString>, Barrier> companyTypes = {};
        QHash<QString, Barrier> users = {};
        QHash<QString, Barrier> tags = {};
        QHash<QByteArray, Barrier> keys = {};
    };
    [[nodiscard]] Barrier highest(const Levels& levels, const EntryScopes& entry) const;

    mutable std::shared_mutex m_mutex;
    std::atomic<quint64> m_generation{1};
    Levels m_standing;
    Levels m_purged;
};

} // namespace tierwatch
