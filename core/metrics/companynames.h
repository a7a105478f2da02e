// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>
#include <set>
#include <vector>

namespace tierwatch {

/// What companies are called in figures that are kept by company: a bounded number have a name of
/// their own, the others share one. One thread at a time.
class CompanyNames final
{
public:
    static constexpr std::size_t most = 200;
    static constexpr QStringView others = u"*";

    /// Those that are known keep their names.
    void restore(const std::vector<QString>& names);
    /// Empty for no company.
    [[nodiscard]] QString of(std::optional<qint64> companyId);

private:
    std::set<QString> m_names;
};

} // namespace tierwatch
