// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "cache/cacheengine.h"

/// The example of the README: answers one report from the cache of the workspace in `folder`.
tierwatch::Result<tierwatch::Answer> invoicesOf2026(const QString& folder,
                                                    const tierwatch::Loader& slowReport);
