// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "base/threadend.h"

#include <QtGlobal>

#include <pthread.h>

#include <memory>
#include <utility>
#include <vector>

namespace tierwatch {

namespace {

/// Qt keeps a variable of each thread for regular expressions that it compiles to machine code, and
/// uses one itself to look for its drivers: the thread would crash at its end.
[[maybe_unused]] const bool expressionsAreInterpreted =
    qputenv("QT_ENABLE_REGEXP_JIT", QByteArray("0"));

/// What a thread has to destroy. It hangs on a key of the thread library, not on a variable.
using Ends = std::vector<std::pair<void*, void (*)(void*)>>;

void destroyAll(void* raw)
{
    const std::unique_ptr<Ends> ends(static_cast<Ends*>(raw));
    for (; !ends->empty(); ends->pop_back())
        ends->back().second(ends->back().first);
}

pthread_key_t key()
{
    static const pthread_key_t s_key = [] {
        pthread_key_t made{};
        pthread_key_create(&made, &destroyAll);
        return made;
    }();
    return s_key;
}

} // namespace

void atThreadEnd(void* object, void (*destroy)(void*))
{
    auto* ends = static_cast<Ends*>(pthread_getspecific(key()));
    if (!ends) {
        ends = new Ends;
        pthread_setspecific(key(), ends);
    }
    ends->emplace_back(object, destroy);
}

} // namespace tierwatch
