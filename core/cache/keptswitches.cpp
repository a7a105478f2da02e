// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/keptswitches.h"

#include "storage/configtable.h"
#include "storage/metatable.h"
#include "storage/usersettingstable.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr auto typeSwitchPrefix = "type_enabled:"_L1;
constexpr auto untilPrefix = "switch_until:"_L1; ///< then the kind, and its subject if it has one
constexpr auto lastCleanUpKey = "last_cleanup"_L1;

bool isOn(const QHash<QString, QString>& config, const QString& key, bool byDefault)
{
    const auto it = config.constFind(key);
    return it == config.cend() ? byDefault : it->compare("false"_L1, Qt::CaseInsensitive) != 0;
}

QString untilKey(const SwitchState& state)
{
    const QString key = untilPrefix + codec::nameOf(state.kind);
    return state.subject.isEmpty() ? key : key + u':' + state.subject;
}

bool stands(SwitchKind kind, const QString& subject, const SwitchSettings& standing)
{
    switch (kind) {
    case SwitchKind::Global:
        return standing.global;
    case SwitchKind::AutoInvalidate:
        return standing.autoInvalidate;
    case SwitchKind::User:
        return !standing.usersOff.contains(subject);
    case SwitchKind::Type:
        return !standing.typesOff.contains(subject);
    }
    return true;
}

/// The switch that a key of the file names, standing as it does in `standing`.
SwitchState timedSwitch(const QString& name, const QString& untilMs, const SwitchSettings& standing)
{
    SwitchState state;
    const qsizetype kind = wireNames(SwitchKind{}).indexOf(name.section(u':', 0, 0));
    state.kind = static_cast<SwitchKind>(std::max<qsizetype>(kind, 0));
    state.subject = name.section(u':', 1);
    state.untilMs = untilMs.toLongLong();
    state.enabled = stands(state.kind, state.subject, standing);
    return state;
}

} // namespace

QString configKey(SwitchKind kind, const QString& subject)
{
    switch (kind) {
    case SwitchKind::Global:
        return u"enabled"_s;
    case SwitchKind::AutoInvalidate:
        return u"auto_invalidate"_s;
    case SwitchKind::Type:
        return typeSwitchPrefix + subject;
    case SwitchKind::User:
        break;
    }
    return {};
}

Result<SwitchSettings> readSwitches(Connection& connection, bool autoByDefault)
{
    const auto config = ConfigTable(connection).all();
    if (!config)
        return config.error();
    const auto users = UserSettingsTable(connection).all();
    if (!users)
        return users.error();
    SwitchSettings standing;
    standing.global = isOn(*config, configKey(SwitchKind::Global, {}), true);
    standing.autoInvalidate =
        isOn(*config, configKey(SwitchKind::AutoInvalidate, {}), autoByDefault);
    for (const auto& [key, value] : config->asKeyValueRange()) {
        if (key.startsWith(typeSwitchPrefix) && !isOn(*config, key, true))
            standing.typesOff.insert(key.sliced(typeSwitchPrefix.size()));
    }
    for (const UserSetting& user : *users) {
        if (!user.enabled)
            standing.usersOff.insert(user.username);
    }
    return standing;
}

Result<void> storeSwitch(Connection& connection, SwitchKind kind, const QString& subject,
                         bool enabled, qint64 nowMs)
{
    if (kind == SwitchKind::User)
        return UserSettingsTable(connection).setEnabled(subject, enabled, nowMs);
    return ConfigTable(connection)
        .set(configKey(kind, subject), enabled ? u"true"_s : u"false"_s, nowMs);
}

Result<void> readSwitchTimes(Connection& connection, SwitchSettings& standing)
{
    const auto until = MetaTable(connection).all(untilPrefix);
    if (!until)
        return until.error();
    standing.timed.reserve(static_cast<std::size_t>(until->size()));
    for (const auto& [name, untilMs] : until->asKeyValueRange())
        standing.timed.push_back(timedSwitch(name, untilMs, standing));
    return {};
}

Result<void> storeSwitchTime(Connection& connection, const SwitchState& state)
{
    MetaTable facts(connection);
    return state.untilMs ? facts.set(untilKey(state), QString::number(*state.untilMs))
                         : facts.remove(untilKey(state));
}

Result<std::optional<qint64>> readLastCleanUp(Connection& connection)
{
    const auto text = ConfigTable(connection).find(lastCleanUpKey);
    if (!text)
        return text.error();
    const QDateTime time = QDateTime::fromString(text->value_or(QString()), Qt::ISODate);
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

Result<void> storeLastCleanUp(Connection& connection, qint64 nowMs)
{
    const QString text = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC).toString(Qt::ISODate);
    return ConfigTable(connection).set(lastCleanUpKey, text, nowMs);
}

} // namespace tierwatch
