// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/async.h"
#include "base/result.h"

#include <QCoreApplication>
#include <QFuture>

namespace tierwatch {

[[nodiscard]] inline Error closedMeanwhile()
{
    return {ErrorCode::Cancelled, QCoreApplication::translate("tierwatch::HttpService",
                                                              "The cache was closed meanwhile.")};
}

/// What `make` makes of two answers once both are there, on any thread; where one failed, its error
/// instead.
template <class A, class B, class Make>
[[nodiscard]] auto both(QFuture<Result<A>> first, QFuture<Result<B>> second, Make make)
    -> QFuture<Result<std::invoke_result_t<Make, const A&, const B&>>>
{
    using Made = Result<std::invoke_result_t<Make, const A&, const B&>>;
    const auto made = [make = std::move(make)](const auto& a, const auto& b) -> Made {
        if (a.resultCount() == 0 || b.resultCount() == 0)
            return closedMeanwhile();
        const Result<A> one = a.result();
        const Result<B> other = b.result();
        if (!one)
            return one.error();
        if (!other)
            return other.error();
        return Made(make(*one, *other));
    };
    const auto promise = std::make_shared<QPromise<Made>>();
    promise->start();
    attach<Result<A>>(first, [promise, second, made](const auto& a) {
        attach<Result<B>>(second,
                          [promise, a, made](const auto& b) { resolve(*promise, made(a, b)); });
    });
    return promise->future();
}

} // namespace tierwatch
