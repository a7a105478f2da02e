// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QFuture>

namespace tierwatch {

/// What a fleet's question to a member came to; Cancelled where nothing came. Any thread; no state.
template <class T>
[[nodiscard]] Result<T> answerIn(const QFuture<Result<T>>& ended)
{
    if (ended.resultCount() > 0)
        return ended.result();
    return Error{ErrorCode::Cancelled,
                 QCoreApplication::translate("Fleet", "The question was given up.")};
}

} // namespace tierwatch
