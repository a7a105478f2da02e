// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/nametable.h"

#include <mutex>

namespace tierwatch {

NameTable::NameTable()
{
    (void)idOf(QString());
}

quint32 NameTable::idOf(const QString& name)
{
    {
        const std::shared_lock reading(m_mutex);
        if (const auto known = m_ids.constFind(name); known != m_ids.cend())
            return *known;
    }
    const std::unique_lock writing(m_mutex);
    if (const auto known = m_ids.constFind(name); known != m_ids.cend())
        return *known;
    const quint32 id = size();
    m_names.make(id) = name;
    m_ids.insert(name, id);
    m_size.store(id + 1, std::memory_order_release);
    return id;
}

QString NameTable::name(quint32 id) const
{
    return id < size() ? *m_names.find(id) : QString();
}

} // namespace tierwatch
