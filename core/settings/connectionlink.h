// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/targetconnection.h"

/// Addresses that name a service to attach to. Pure functions; any thread.
///
/// A link, as others may put it into a page or a mail, has one form, all values percent-encoded:
///
///     tierwatch://attach?url=https%3A%2F%2Fhost%2Fapi&name=Reports&server=3&group=Production
///
/// Only `url` is needed. Nothing else is taken from it: no secret, no trust, no rights. It only
/// fills in what a person then looks at; nothing is opened before that person says so.
namespace tierwatch {

inline constexpr auto linkScheme = "tierwatch";

/// A connection without an id. InvalidArgument for what is no such link, or holds a secret.
[[nodiscard]] Result<TargetConnection> connectionFromLink(const QString& link);
/// The link of a service; without what only concerns this machine.
[[nodiscard]] QString linkTo(const TargetConnection& connection);

/// Where a service is, and the source server to sign in to there; empty = its only one.
struct ServicePlace
{
    QString place;
    QString server;
};

/// Takes `?server=ID` off an address. Any other query is InvalidArgument.
[[nodiscard]] Result<ServicePlace> splitServer(const QString& address);

} // namespace tierwatch
