// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

/// How a token is written: "tw_" and 32 random bytes in URL-safe base64. Any thread; no state.
namespace tierwatch::tokentext {

/// A new one, from the system's generator.
[[nodiscard]] QString create();
[[nodiscard]] bool isOne(QByteArrayView text);
/// What is kept in its place.
[[nodiscard]] QByteArray hashOf(QByteArrayView token);
/// Takes as long whether they differ at the beginning, at the end or nowhere.
[[nodiscard]] bool sameHash(QByteArrayView left, QByteArrayView right);
/// The text with "[token]" in place of what may be one, and of what is written on to it.
[[nodiscard]] QString withoutTokens(const QString& text);

} // namespace tierwatch::tokentext
