// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

/// Texts that somebody else wrote, made fit to be shown to a person. Any thread; no state.
namespace tierwatch::foreign {

/// More than that of one text, nobody reads.
inline constexpr qsizetype mostShown = 500;

/// Whether a character does something to the others instead of being seen: a control character, or
/// one that turns the direction of writing round.
[[nodiscard]] bool isUnseen(QChar c);
/// With what is not seen written out ("\u202e"), and cut to `most` characters with an ellipsis. A
/// line's end becomes a blank.
[[nodiscard]] QString shown(const QString& text, qsizetype most = mostShown);

} // namespace tierwatch::foreign
