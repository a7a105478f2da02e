// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/switchstate.h"

#include <QSet>

#include <atomic>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <vector>

namespace tierwatch {

/// Which switches stand off when an engine starts, as the contract's tables hold them.
struct SwitchSettings
{
    bool global = true;
    bool autoInvalidate = false;
    QSet<QString> usersOff = {};
    QSet<QString> typesOff = {};
    std::vector<SwitchState> timed = {}; ///< those of the above that turn back, and when
};

/// The switches that people flip: for everyone, for one user, for one type, and the monitor's. Each
/// flip is kept before it takes effect. Any thread; a request that nobody restricted costs one
/// load.
class Switches final
{
public:
    /// Keeps one switch; called before it takes effect.
    using Persist = std::function<Result<void>(const SwitchState&)>;

    /// `forcedOff`: CACHE_ENABLED=false, which no switch overrides.
    Switches(SwitchSettings settings, bool forcedOff, Persist persist);
    Q_DISABLE_COPY_MOVE(Switches)

    /// Fails, and changes nothing, if the switch can't be kept or has no subject it needs. With
    /// `untilMs`, Unix ms, it is among those that turnBack() is for.
    Result<void> set(SwitchKind kind, const QString& subject, bool enabled,
                     std::optional<qint64> untilMs = {});
    /// Turns those to the other side whose time is over at `wallMs`, and gives how they stand now.
    /// One that can't be kept stays as it is, until the next call.
    std::vector<SwitchState> turnBack(qint64 wallMs);

    /// Whether a request of this type by this user (absent = the program) may use the cache.
    [[nodiscard]] bool admit(const QString& type, const std::optional<QString>& username) const
    {
        return !anyOff() || admitThough(type, username);
    }
    /// Whether anything is off that admit() asks about.
    [[nodiscard]] bool anyOff() const { return m_anyOff.load(std::memory_order_acquire); }
    [[nodiscard]] bool global() const;
    [[nodiscard]] bool forcedOff() const { return m_forcedOff; }
    [[nodiscard]] bool autoInvalidate() const;
    [[nodiscard]] bool user(const QString& username) const;
    [[nodiscard]] bool type(const QString& type) const;
    /// Those that turn back by themselves, the next first.
    [[nodiscard]] std::vector<SwitchState> timed() const;

private:
    [[nodiscard]] bool admitThough(const QString& type,
                                   const std::optional<QString>& username) const;
    Result<void> keepAndApply(const SwitchState& state);
    void apply(const SwitchState& state);

    const bool m_forcedOff;
    const Persist m_persist;
    std::mutex m_setting; ///< one flip at a time: what is kept last also holds last
    mutable std::shared_mutex m_mutex;
    SwitchSettings m_settings;
    std::atomic<bool> m_anyOff;
};

} // namespace tierwatch
