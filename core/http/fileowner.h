// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>

/// Whose files are. Any thread; no state.
namespace tierwatch::fileowner {

/// Gives an open file that root made to the owner of its folder: the user that a service runs as,
/// which could not open it otherwise. Nothing for all others, and where the system has no such
/// thing.
void giveToOwnerOfFolder(QFile& file);

} // namespace tierwatch::fileowner
