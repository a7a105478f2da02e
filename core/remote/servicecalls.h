// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"
#include "values/operations.h"

namespace tierwatch {

/// How an operation is asked of a service, and how what comes of it is read.
struct ServiceCall
{
    ServiceRequest request;
    /// Of an answer with status 200; Internal where it has another shape.
    std::function<Result<Reply>(const ServiceAnswer&)> read;
};

/// How long each kind of operation may take altogether, and how long to wait otherwise.
struct ServicePatience
{
    std::chrono::milliseconds figures{10'000};
    std::chrono::milliseconds action{60'000};
    std::chrono::milliseconds report = std::chrono::minutes(5);
    std::chrono::milliseconds benchmark = std::chrono::hours(1);
    std::chrono::milliseconds inactivity{15'000}; ///< in the middle of an answer
    std::chrono::milliseconds probe{30'000};      ///< between two tries of one that keeps failing
    std::chrono::milliseconds wanted{120'000}; ///< after a question, to look for one that is lost
};

/// Any thread; no state.
[[nodiscard]] ServiceCall callOf(const Query& query, const ServicePatience& patience);
[[nodiscard]] ServiceCall callOf(const Action& action, const ServicePatience& patience);

} // namespace tierwatch
