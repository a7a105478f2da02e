// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/slotarray.h"

#include <QHash>
#include <QString>

#include <shared_mutex>

namespace tierwatch {

/// Gives each name a small number that stays its own as long as the table lives, so that a record
/// of a request holds no text. Any thread; name() takes no lock. Number 0 is
/// the empty name.
class NameTable final
{
public:
    static constexpr quint32 nobody = 0;

    NameTable();
    Q_DISABLE_COPY_MOVE(NameTable)

    [[nodiscard]] quint32 idOf(const QString& name);
    /// The name of a number that idOf() gave; empty for any other.
    [[nodiscard]] QString name(quint32 id) const;
    [[nodiscard]] quint32 size() const { return m_size.load(std::memory_order_acquire); }

private:
    mutable std::shared_mutex m_mutex;
    QHash<QString, quint32> m_ids;
    SlotArray<QString> m_names;
    std::atomic<quint32> m_size{0};
};

} // namespace tierwatch
