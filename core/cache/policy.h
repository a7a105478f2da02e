// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/setting.h"

#include <QtGlobal>

#include <optional>
#include <vector>

namespace tierwatch {

class Settings;

/// How the values of a type are kept and renewed: the engine's for all, unless a request brings its
/// own. A plain value. Lives and times in ms.
struct Policy
{
    qint64 l1TtlMs = 300'000;   ///< 0 or below = not stored in memory
    qint64 l2TtlMs = 3'600'000; ///< 0 or below = not stored on disk
    qint64 nullTtlMs = 60'000;  ///< of an empty result, where that is shorter; 0 = not stored
    qint64 jitterPercent = 10;  ///< a life is shortened by up to this much, so that values made
                                ///< together don't run out together
    qint64 graceMs = 0; ///< how long past its life a value may stand in for a failing source
    qint64 throttleMs = 30'000; ///< how long a source that failed is then left alone
    qint64 softTimeoutMs = 0;   ///< after it a value within its grace is the answer; 0 = never
    qint64 hardTimeoutMs = 0;   ///< after it an error is the answer; 0 = never
    qint64 eagerPercent = 0;    ///< share of a life after which a hit renews the value; 0 = never
    bool staleAfterChange = false; ///< an invalidated value may stand in too, a purged one never

    friend bool operator==(const Policy&, const Policy&) = default;
};

/// One row of the table of per-type settings: what stands in the header of a query file, and in the
/// workspace file for all.
struct PolicySetting
{
    const char* name; ///< in the header of a `.sql` file
    Setting setting;  ///< its default, unit, bounds and help
    void (*apply)(Policy& policy, qint64 value);
    bool isLife = false; ///< below 0 is as good as 0

    /// Reads a header's value; a text that can't be one gives nothing.
    [[nodiscard]] std::optional<qint64> read(const QString& text) const;
    /// What can be read, for people.
    [[nodiscard]] QString expected() const;
};

/// Any thread.
[[nodiscard]] const std::vector<PolicySetting>& policySettings();
/// Null where there is none of that name.
[[nodiscard]] const PolicySetting* policySetting(const QString& name);
/// What the workspace says for all types.
[[nodiscard]] Policy policyOf(const Settings& settings);

/// What one type has different. A plain value.
class PolicyChanges final
{
public:
    void set(const PolicySetting& setting, qint64 value);
    [[nodiscard]] std::optional<qint64> value(Setting setting) const;
    [[nodiscard]] bool isEmpty() const { return m_changes.empty(); }
    [[nodiscard]] Policy appliedTo(Policy policy) const;

private:
    std::vector<std::pair<const PolicySetting*, qint64>> m_changes;
};

} // namespace tierwatch
