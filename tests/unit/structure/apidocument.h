// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sourcetree.h"

namespace tierwatch::structure {

/// What `core/API.md` has to hold after its introduction: of each header that it is about, a
/// heading and the declarations that a program may use, with their comments.
[[nodiscard]] QString apiReference(const SourceTree& tree);

/// The public part of a header: comments, classes without their private parts, and of functions
/// that are written there the first line only.
[[nodiscard]] QStringList publicPartOf(const SourceFile& header);

} // namespace tierwatch::structure
