// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/names.h"
#include "theme/format.h"
#include "values/events.h"
#include "values/undo.h"

namespace tierwatch {

/// Whether the event is an invalidation that can be taken back at that time (Unix ms).
[[nodiscard]] bool canBeUndone(const Event& event, qint64 nowMs);
/// The newest of them; null if there is none.
[[nodiscard]] const Event* lastUndoable(const Events& events, qint64 nowMs);

/// "Invalidated 1,508 entries of Delta Energy."; without the number where nobody tells it.
[[nodiscard]] QString invalidatedSentence(const Scope& scope, std::optional<qint64> entries,
                                          const Names& names);
/// What an undo would bring back, and what not, before it is done.
[[nodiscard]] QStringList undoPreview(const Event& event, const Names& names, const Format& format);
/// How much came back, and why the rest did not.
[[nodiscard]] QString undoneSentence(const Undone& undone);

} // namespace tierwatch
