// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/async.h"
#include "target/cachetarget.h"

#include <QPromise>

#include <memory>

namespace tierwatch {

/// Asks a target from another thread than the one it lives in. The answer arrives on any thread; it
/// is cancelled where the target went meanwhile. The target outlives the door.
class TargetDoor final
{
public:
    explicit TargetDoor(CacheTarget& target) : m_target(target) {}

    [[nodiscard]] bool answersAnyThread() const { return m_target.answersAnyThread(); }
    template <class Q>
    [[nodiscard]] QFuture<Result<typename Q::Reply>> read(Q query, Caller caller) const
    {
        if (m_target.answersAnyThread())
            return m_target.read(std::move(query), std::move(caller));
        return inItsThread([query = std::move(query), caller = std::move(caller)](
                               CacheTarget& target) { return target.read(query, caller); });
    }
    template <class A>
    [[nodiscard]] QFuture<Result<typename A::Reply>> act(A action, Caller caller) const
    {
        if (m_target.answersAnyThread())
            return m_target.act(std::move(action), std::move(caller));
        return inItsThread([action = std::move(action), caller = std::move(caller)](
                               CacheTarget& target) { return target.act(action, caller); });
    }
    /// What `tell` says of the target.
    template <class F>
    [[nodiscard]] auto told(F tell) const -> QFuture<std::invoke_result_t<F, CacheTarget&>>
    {
        const auto promise = std::make_shared<QPromise<std::invoke_result_t<F, CacheTarget&>>>();
        promise->start();
        const auto telling = [&target = m_target, promise, tell = std::move(tell)] {
            resolve(*promise, tell(target));
        };
        QMetaObject::invokeMethod(&m_target, telling, Qt::QueuedConnection);
        return promise->future();
    }

private:
    template <class F>
    [[nodiscard]] auto inItsThread(F ask) const -> std::invoke_result_t<F, CacheTarget&>
    {
        using Given = decltype(ask(m_target).result());
        const auto promise = std::make_shared<QPromise<Given>>();
        promise->start();
        const auto asking = [&target = m_target, promise, ask = std::move(ask)] {
            attach<Given>(ask(target), [promise](const QFuture<Given>& answer) {
                if (answer.resultCount() > 0)
                    return resolve(*promise, answer.result());
                promise->future().cancel();
                promise->finish();
            });
        };
        QMetaObject::invokeMethod(&m_target, asking, Qt::QueuedConnection);
        return promise->future();
    }

    CacheTarget& m_target;
};

} // namespace tierwatch
