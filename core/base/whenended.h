// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFutureWatcher>

namespace tierwatch {

/// Calls `receive` with the future once it has ended, in the thread of `context`, which is also the
/// caller's; never if `context` has gone by then. In place of QFuture::then(context, ...), which up
/// to Qt 6.4 must not outlive its context.
template <class T, class F>
void whenEnded(const QFuture<T>& future, QObject* context, F receive)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, receive = std::move(receive)]() mutable {
                         watcher->deleteLater();
                         receive(watcher->future());
                     });
    watcher->setFuture(future);
}

/// Calls `receive` with each sentence that the future gives as its progress, in the same way, until
/// it has ended.
template <class T, class F>
void whenSaid(const QFuture<T>& future, QObject* context, F receive)
{
    if (future.isFinished())
        return;
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::progressTextChanged, context,
                     std::move(receive));
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(future);
}

} // namespace tierwatch
