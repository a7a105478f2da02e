// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace tierwatch {

/// Runs `task` on a thread of the pool and gives its value as a future. Any thread. The pool must
/// be waited for before anything that the task uses goes.
template <class Task>
[[nodiscard]] auto runOn(QThreadPool& pool, Task task) -> QFuture<std::invoke_result_t<Task>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Task>>>();
    promise->start();
    pool.start([promise, task = std::move(task)]() mutable {
        promise->addResult(task());
        promise->finish();
    });
    return promise->future();
}

/// A future that has its value already.
template <class T>
[[nodiscard]] QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

} // namespace tierwatch
