// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>

namespace tierwatch {

/// What a loader gives: the bytes, and whether they stand for "nothing there". The engine does not
/// look into them; only no bytes at all are empty unless the loader says otherwise.
struct Loaded
{
    Loaded(QByteArray bytes) : value(std::move(bytes)), empty(value.isEmpty()) {}
    Loaded(QByteArray bytes, bool isEmpty) : value(std::move(bytes)), empty(isEmpty) {}

    QByteArray value;
    bool empty;
};

/// Gives a value, or why it could not; may be called on any thread, may throw. Where the policy has
/// a time-out or an eager refresh it may run longer than the fetch it was given to, so it owns what
/// it uses.
using Loader = std::function<Result<Loaded>()>;

/// Whether anybody still waits for an answer; called on any thread. Empty = somebody does.
using Wanted = std::function<bool()>;

} // namespace tierwatch
