// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFutureWatcher>

namespace tierwatch {

/// Calls `receive` with the future's value, in the thread of `context`, which is also the caller's;
/// never if `context` has gone by then or the future was cancelled. In place of
/// QFuture::then(context, ...), which up to Qt 6.4 must not outlive its context.
template <class T, class F>
void whenDone(const QFuture<T>& future, QObject* context, F receive)
{
    auto* watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, receive = std::move(receive)] {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             receive(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace tierwatch
