// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <type_traits>

namespace tierwatch {

struct Attaching;

} // namespace tierwatch

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
/// Where a future ends while something is attached to it, Qt runs that twice, on two threads, and
/// its own QFuture::then() crashes then. What is attached here runs once.
template <class T>
class QtPrivate::Continuation<tierwatch::Attaching, void, T>
{
public:
    static void attach(const QFuture<T>& future, std::function<void(const QFuture<T>&)> run)
    {
        const auto ran = std::make_shared<std::atomic_flag>();
        future.d.setContinuation([ran, run = std::move(run)](const QFutureInterfaceBase& ended) {
            if (!ran->test_and_set())
                run(QFutureInterface<T>(ended).future());
        });
    }
};
#endif

namespace tierwatch {

/// Calls `run` once, when the future has ended, on the thread that ended it, or at once on this
/// one. In place of QFuture::then(), of which a future has one as well. Any thread.
template <class T>
void attach(QFuture<T> future, std::function<void(const QFuture<T>&)> run)
{
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    QtPrivate::Continuation<Attaching, void, T>::attach(future, std::move(run));
#else
    future.then(QtFuture::Launch::Sync, std::move(run));
#endif
}

/// Ends what the promise's future waits for with a value, the last that it gives. Any thread.
template <class T>
void resolve(QPromise<T>& promise, std::type_identity_t<T> value)
{
    promise.addResult(std::move(value));
    promise.finish();
}

/// Runs `task` on a thread of the pool and gives its value as a future. Any thread. The pool must
/// be waited for before anything that the task uses goes.
template <class Task>
[[nodiscard]] auto runOn(QThreadPool& pool, Task task) -> QFuture<std::invoke_result_t<Task>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<Task>>>();
    promise->start();
    pool.start([promise, task = std::move(task)]() mutable { resolve(*promise, task()); });
    return promise->future();
}

/// What `next` makes of the future's value, where attach() runs it; cancelled if there is none.
template <class T, class F>
[[nodiscard]] auto followed(const QFuture<T>& future, F next)
    -> QFuture<std::invoke_result_t<F, const T&>>
{
    auto promise = std::make_shared<QPromise<std::invoke_result_t<F, const T&>>>();
    promise->start();
    attach<T>(future, [promise, next = std::move(next)](const QFuture<T>& ended) {
        if (ended.resultCount() > 0)
            return resolve(*promise, next(ended.result()));
        promise->future().cancel();
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
    resolve(promise, std::move(value));
    return promise.future();
}

} // namespace tierwatch
