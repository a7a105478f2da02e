// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

/// The short name of a key, the same for ever and in every program: the first 128 bits of its
/// SHA-256, in hexadecimal. The file has the first 64 of them as a number, which finds candidates.
/// Any thread; no state.
namespace tierwatch::entrydigest {

[[nodiscard]] QString of(QByteArrayView key);
[[nodiscard]] qint64 numberOf(QByteArrayView key);
/// Nothing for a text that is no digest.
[[nodiscard]] std::optional<qint64> numberIn(const QString& digest);

} // namespace tierwatch::entrydigest
