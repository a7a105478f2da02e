// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/policy.h"

#include "settings/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

qint64 inMs(qint64 seconds)
{
    return seconds * 1000;
}

} // namespace

const std::vector<PolicySetting>& policySettings()
{
    static const std::vector<PolicySetting> table = {
        {"l1_ttl", Setting::L1Ttl, [](Policy& p, qint64 v) { p.l1TtlMs = inMs(v); }, true},
        {"l2_ttl", Setting::L2Ttl, [](Policy& p, qint64 v) { p.l2TtlMs = inMs(v); }, true},
        {"null_ttl", Setting::NullTtl, [](Policy& p, qint64 v) { p.nullTtlMs = inMs(v); }, true},
        {"jitter", Setting::TtlJitter, [](Policy& p, qint64 v) { p.jitterPercent = v; }},
        {"grace", Setting::Grace, [](Policy& p, qint64 v) { p.graceMs = inMs(v); }},
        {"throttle", Setting::Throttle, [](Policy& p, qint64 v) { p.throttleMs = inMs(v); }},
        {"soft_timeout", Setting::SoftTimeout, [](Policy& p, qint64 v) { p.softTimeoutMs = v; }},
        {"hard_timeout", Setting::HardTimeout, [](Policy& p, qint64 v) { p.hardTimeoutMs = v; }},
        {"eager_refresh", Setting::EagerRefresh, [](Policy& p, qint64 v) { p.eagerPercent = v; }},
        {"stale_after_change", Setting::StaleAfterChange,
         [](Policy& p, qint64 v) { p.staleAfterChange = v != 0; }},
    };
    return table;
}

const PolicySetting* policySetting(const QString& name)
{
    const auto& table = policySettings();
    const auto found = std::ranges::find_if(
        table, [&](const PolicySetting& row) { return name == QLatin1StringView(row.name); });
    return found == table.end() ? nullptr : &*found;
}

Policy policyOf(const Settings& settings)
{
    Policy policy;
    for (const PolicySetting& row : policySettings())
        row.apply(policy, settings.value(row.setting).toLongLong());
    return policy;
}

std::optional<qint64> PolicySetting::read(const QString& text) const
{
    const SettingInfo& info = settingInfo(setting);
    if (info.type == SettingType::Boolean)
        return text == u"yes" || text == u"no" ? std::optional<qint64>(text == u"yes")
                                               : std::nullopt;
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    // Bounded below, too, where it may be negative: what comes of it in ms must not overflow.
    const qint64 least = isLife ? -info.most : info.least;
    if (!isNumber || number < least || number > info.most)
        return std::nullopt;
    return number;
}

QString PolicySetting::expected() const
{
    const SettingInfo& info = settingInfo(setting);
    if (info.type == SettingType::Boolean)
        return QCoreApplication::translate("tierwatch::PolicySetting", "yes or no");
    return QCoreApplication::translate("tierwatch::PolicySetting", "a whole number from %1 to %2")
        .arg(info.least)
        .arg(info.most);
}

void PolicyChanges::set(const PolicySetting& setting, qint64 value)
{
    m_changes.emplace_back(&setting, value);
}

std::optional<qint64> PolicyChanges::value(Setting setting) const
{
    for (const auto& [row, value] : m_changes) {
        if (row->setting == setting)
            return value;
    }
    return std::nullopt;
}

Policy PolicyChanges::appliedTo(Policy policy) const
{
    for (const auto& [row, value] : m_changes)
        row->apply(policy, value);
    return policy;
}

} // namespace tierwatch
