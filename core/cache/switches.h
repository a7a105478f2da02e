// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "values/switches.h"

#include <QSet>

#include <atomic>
#include <functional>
#include <mutex>
#include <shared_mutex>

namespace tierwatch {

/// Which switches stand off when an engine starts, as the contract's tables hold them.
struct SwitchSettings
{
    bool global = true;
    bool autoInvalidate = false;
    QSet<QString> usersOff = {};
    QSet<QString> typesOff = {};
};

/// The switches that people flip: for everyone, for one user, for one type, and the monitor's. Each
/// flip is kept before it takes effect. Any thread; a request that nobody restricted costs one
/// load.
class Switches final
{
public:
    /// Keeps one switch; called before it takes effect.
    using Persist = std::function<Result<void>(SwitchKind, const QString& subject, bool enabled)>;

    /// `forcedOff`: CACHE_ENABLED=false, which no switch overrides.
    Switches(SwitchSettings settings, bool forcedOff, Persist persist);
    Q_DISABLE_COPY_MOVE(Switches)

    /// Fails, and changes nothing, if the switch can't be kept or has no subject it needs.
    Result<void> set(SwitchKind kind, const QString& subject, bool enabled);

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

private:
    [[nodiscard]] bool admitThough(const QString& type,
                                   const std::optional<QString>& username) const;
    void apply(SwitchKind kind, const QString& subject, bool enabled);

    const bool m_forcedOff;
    const Persist m_persist;
    std::mutex m_setting; ///< one flip at a time: what is kept last also holds last
    mutable std::shared_mutex m_mutex;
    SwitchSettings m_settings;
    std::atomic<bool> m_anyOff;
};

} // namespace tierwatch
