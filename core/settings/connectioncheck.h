// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "settings/targetconnection.h"

#include <QUrl>

/// What is wrong with what a person or a file says of a connection, before anything is opened.
/// Pure functions; any thread.
namespace tierwatch {

/// Whether a member of a JSON object, or of an address, is named as secrets are: "token",
/// "Password".
[[nodiscard]] bool looksSecret(const QString& name);

/// An address of a service as somebody typed it. InvalidArgument, in words that say what to do, for
/// one that is empty, no http address, or holds more than one: a user, a password, a query.
[[nodiscard]] Result<QUrl> checkAddress(const QString& text);

/// InvalidArgument where the place or the proxy would carry a password or a token into a file.
[[nodiscard]] Result<void> checkNoSecret(const TargetConnection& connection);

/// The place without what checkNoSecret() would refuse; empty where nobody can tell how much of it
/// that is. In the address of a service that is all before an @ and behind its path, with a scheme
/// or without: only `?server=ID` is known to be harmless.
[[nodiscard]] QString withoutSecret(TargetConnection::Kind kind, const QString& place);

/// What a service's calls are put behind: its address without a slash at the end, and with /api
/// where it has no path.
[[nodiscard]] QUrl serviceBase(const QUrl& address);

/// Whether both are the same folder or file, or addresses that lead to the same service: a slash at
/// the end, capitals in the machine's name, the usual port and a path that is /api make no
/// difference. Of servers nothing is asked.
[[nodiscard]] bool leadToSamePlace(const TargetConnection& one, const TargetConnection& other);

/// Whether it believes a certificate that the system's authorities do not vouch for, or sends its
/// token where others can read it.
[[nodiscard]] bool trustsMore(const TargetConnection& connection);

/// The same connection, as one that a person has just made trusts.
[[nodiscard]] TargetConnection withoutTrust(TargetConnection connection);

/// The name of a host with letters of other alphabets as it is asked for: "xn--mnchen-3ya.example";
/// empty where it is written so anyway.
[[nodiscard]] QString spelledOut(const QUrl& address);

/// Whether everybody on the way to the service could read what is sent there.
[[nodiscard]] bool isReadableOnTheWay(const QUrl& address);

/// A text for people, without characters that turn or hide what stands beside them.
[[nodiscard]] QString withoutHiddenCharacters(QString text);

} // namespace tierwatch
