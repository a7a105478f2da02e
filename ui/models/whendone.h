// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/whenended.h"

namespace tierwatch {

/// As whenEnded(), with the future's value; never where there is none.
template <class T, class F>
void whenDone(const QFuture<T>& future, QObject* context, F receive)
{
    whenEnded(future, context, [receive = std::move(receive)](const QFuture<T>& ended) {
        if (ended.resultCount() > 0)
            receive(ended.result());
    });
}

} // namespace tierwatch
