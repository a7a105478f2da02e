// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QString>

namespace tierwatch {

/// How something is. A state is never shown by colour alone: it has a shape and a word too.
enum class State { Ok, Info, Warning, Error, Stale };

struct StateLook
{
    Token color;      ///< of the icon and of figures
    Token background; ///< of a chip or banner
    Token border;
    QString icon; ///< name in Icons
};
[[nodiscard]] StateLook lookOf(State state);

} // namespace tierwatch
