// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/switches.h"

#include <QCoreApplication>

#include <algorithm>

namespace tierwatch {

namespace {

bool restricts(const SwitchSettings& settings, bool forcedOff)
{
    return forcedOff || !settings.global || !settings.usersOff.isEmpty() ||
           !settings.typesOff.isEmpty();
}

void setMember(QSet<QString>& off, const QString& subject, bool enabled)
{
    if (enabled)
        off.remove(subject);
    else
        off.insert(subject);
}

} // namespace

Switches::Switches(SwitchSettings settings, bool forcedOff, Persist persist)
    : m_forcedOff(forcedOff),
      m_persist(std::move(persist)),
      m_settings(std::move(settings)),
      m_anyOff(restricts(m_settings, forcedOff))
{
}

Result<void> Switches::set(SwitchKind kind, const QString& subject, bool enabled,
                           std::optional<qint64> untilMs)
{
    const bool needsSubject = kind == SwitchKind::User || kind == SwitchKind::Type;
    if (needsSubject && subject.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     QCoreApplication::translate("tierwatch::Switches",
                                                 "This switch belongs to a user or a type; name "
                                                 "which one. Nothing was switched.")};
    const std::lock_guard setting(m_setting);
    return keepAndApply({kind, needsSubject ? subject : QString(), enabled, untilMs});
}

std::vector<SwitchState> Switches::turnBack(qint64 wallMs)
{
    const std::lock_guard setting(m_setting);
    std::vector<SwitchState> turned;
    for (const SwitchState& state : timed()) {
        const SwitchState back{state.kind, state.subject, !state.enabled};
        if (state.untilMs <= wallMs && keepAndApply(back))
            turned.push_back(back);
    }
    return turned;
}

Result<void> Switches::keepAndApply(const SwitchState& state)
{
    if (m_persist) {
        if (Result<void> kept = m_persist(state); !kept)
            return kept;
    }
    apply(state);
    return {};
}

void Switches::apply(const SwitchState& state)
{
    const std::unique_lock lock(m_mutex);
    switch (state.kind) {
    case SwitchKind::Global:
        m_settings.global = state.enabled;
        break;
    case SwitchKind::AutoInvalidate:
        m_settings.autoInvalidate = state.enabled;
        break;
    case SwitchKind::User:
        setMember(m_settings.usersOff, state.subject, state.enabled);
        break;
    case SwitchKind::Type:
        setMember(m_settings.typesOff, state.subject, state.enabled);
        break;
    }
    std::erase_if(m_settings.timed, [&state](const SwitchState& one) {
        return one.kind == state.kind && one.subject == state.subject;
    });
    if (state.untilMs)
        m_settings.timed.push_back(state);
    m_anyOff.store(restricts(m_settings, m_forcedOff));
}

/// Where something is switched off: whether it is this.
bool Switches::admitThough(const QString& type, const std::optional<QString>& username) const
{
    const std::shared_lock lock(m_mutex);
    return !m_forcedOff && m_settings.global && !m_settings.typesOff.contains(type) &&
           !(username && m_settings.usersOff.contains(*username));
}

bool Switches::global() const
{
    const std::shared_lock lock(m_mutex);
    return m_settings.global;
}

bool Switches::autoInvalidate() const
{
    const std::shared_lock lock(m_mutex);
    return m_settings.autoInvalidate;
}

bool Switches::user(const QString& username) const
{
    const std::shared_lock lock(m_mutex);
    return !m_settings.usersOff.contains(username);
}

bool Switches::type(const QString& type) const
{
    const std::shared_lock lock(m_mutex);
    return !m_settings.typesOff.contains(type);
}

std::vector<SwitchState> Switches::timed() const
{
    std::vector<SwitchState> timed;
    {
        const std::shared_lock lock(m_mutex);
        timed = m_settings.timed;
    }
    std::ranges::sort(timed, {}, &SwitchState::untilMs);
    return timed;
}

} // namespace tierwatch
