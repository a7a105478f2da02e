// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

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
    using Answers = QList<std::variant<QFuture<Result<A>>, QFuture<Result<B>>>>;
    return QtFuture::whenAll(std::move(first), std::move(second))
        .then(QtFuture::Launch::Sync, [make = std::move(make)](const Answers& answers) -> Made {
            const auto a = std::get<0>(answers[0]);
            const auto b = std::get<1>(answers[1]);
            if (a.isCanceled() || b.isCanceled())
                return closedMeanwhile();
            const Result<A> one = a.result();
            const Result<B> other = b.result();
            if (!one)
                return one.error();
            if (!other)
                return other.error();
            return Made(make(*one, *other));
        });
}

} // namespace tierwatch
