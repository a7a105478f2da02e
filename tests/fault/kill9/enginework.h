// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/tempworkspace.h"
#include "support/wrappedtier.h"

#include <algorithm>
#include <vector>

namespace tierwatch::test {

/// What the killed process and the test both know: in its round `n` the process loads the value `n`
/// for every report of the company of that round, and then invalidates the scope of that round.
namespace enginework {

constexpr qint64 companies = 6;

inline Request report(qint64 company, int type, int user)
{
    Request request =
        requestOf(QStringLiteral("type%1").arg(type), 1, QStringLiteral("user%1").arg(user));
    request.companyId = company;
    return request;
}

inline std::vector<Request> reportsOf(qint64 company)
{
    std::vector<Request> reports;
    reports.reserve(6);
    for (int i = 0; i < 6; ++i)
        reports.push_back(report(company, i % 3, i / 3));
    return reports;
}

inline std::vector<Request> allReports()
{
    std::vector<Request> all;
    all.reserve(companies * 6);
    for (qint64 company = 0; company < companies; ++company)
        std::ranges::move(reportsOf(company), std::back_inserter(all));
    return all;
}

inline Scope scopeOf(qint64 round)
{
    const Request one =
        report(round % companies, static_cast<int>(round % 3), static_cast<int>(round % 2));
    switch (round / companies % 5) {
    case 0:
        return {.companyId = one.companyId};
    case 1:
        return {.companyId = one.companyId, .type = one.type};
    case 2:
        return {.type = one.type};
    case 3:
        return {.username = one.username};
    default:
        return {};
    }
}

inline bool covers(const Scope& scope, const Request& request)
{
    return (!scope.companyId || scope.companyId == request.companyId) &&
           (!scope.type || scope.type == request.type) &&
           (!scope.username || scope.username == request.username);
}

/// Leaves the rows behind a barrier in the file, so that the barrier alone has to hold.
inline std::unique_ptr<StoreTier> withoutSweeping(std::unique_ptr<StoreTier> inner)
{
    auto tier = std::make_unique<WrappedTier>(std::move(inner));
    tier->sweeping = false;
    return tier;
}

} // namespace enginework

} // namespace tierwatch::test
