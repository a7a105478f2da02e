// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/signintext.h"

#include "target/cachetarget.h"
#include "theme/format.h"

#include <chrono>

namespace tierwatch {

namespace {

constexpr qint64 announcedMs = std::chrono::milliseconds(std::chrono::hours(24)).count();

QString said(const char* text)
{
    return QCoreApplication::translate("SignIn", text);
}

} // namespace

QString signInSentence(const CacheTarget& target, qint64 nowMs)
{
    if (target.state().need == TargetState::Need::SignIn)
        return said("%1 does not know any more who asks, and is not asked again until you sign in.")
            .arg(target.name());
    if (target.state().need == TargetState::Need::Trust)
        return said("%1 could not prove that it is what it says, and nothing is sent there.")
            .arg(target.name());
    const LinkFigures link = target.link();
    if (!link.signInEndsMs)
        return {};
    // By the service's clock, which judges it.
    const qint64 left = *link.signInEndsMs - nowMs - link.clockAheadMs.value_or(0);
    if (left > announcedMs)
        return {};
    if (left <= 0)
        return said("The sign-in has ended by what its token says. Sign in anew.");
    return said("The sign-in ends in %1. Sign in anew before that, and nothing stops.")
        .arg(Format().age(left));
}

} // namespace tierwatch
