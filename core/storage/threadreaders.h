// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/connection.h"

#include <functional>

namespace tierwatch::threadreaders {

/// What tells a file apart; the connections to it are over when it is.
using FileToken = std::shared_ptr<const int>;
using Opener = std::function<Result<std::unique_ptr<Connection>>()>;

/// The calling thread's connection to a file, opened at its first use. Connections to files that
/// are over are closed on the way, all others when the thread ends.
[[nodiscard]] Connection& get(const FileToken& file, const Opener& open);
/// Closes the calling thread's connection to a file.
void drop(const FileToken& file);

} // namespace tierwatch::threadreaders
