// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <mutex>
#include <set>
#include <shared_mutex>
#include <vector>

namespace tierwatch {

/// The companies that were asked for since the program started. Any thread; noting one that is
/// known already costs a look under a shared lock.
class CompaniesInUse final
{
public:
    void note(qint64 companyId)
    {
        {
            const std::shared_lock lock(m_mutex);
            if (m_companies.contains(companyId))
                return;
        }
        const std::scoped_lock lock(m_mutex);
        m_companies.insert(companyId);
    }
    [[nodiscard]] std::vector<qint64> all() const
    {
        const std::shared_lock lock(m_mutex);
        return {m_companies.begin(), m_companies.end()};
    }

private:
    mutable std::shared_mutex m_mutex;
    std::set<qint64> m_companies; ///< guarded by m_mutex
};

} // namespace tierwatch
