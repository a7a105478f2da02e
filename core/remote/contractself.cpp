// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/contractself.h"

#include "remote/contractcalls.h"
#include "remote/contractfigures.h"
#include "remote/servicefailure.h"

namespace tierwatch::contractself {

namespace {

constexpr int notFound = 404;
constexpr int otherMethods = 405;

/// It does not say whom the token speaks for; what that one may, the service judges.
ServiceSelf ofSuch(bool keepsHistory)
{
    ServiceSelf self;
    self.role = Role::Administrator;
    self.contractOnly = true;
    for (const QString& name : operationNames()) {
        const bool isKept = keepsHistory && name == QLatin1StringView(HistoryQuery::name);
        const QString reason = isKept ? QString() : contractcalls::whyNot(name);
        self.capabilities.push_back({name, reason.isEmpty(), reason});
    }
    return self;
}

} // namespace

bool isUnknownCall(const ServiceAnswer& answer)
{
    return answer.status == notFound || answer.status == otherMethods;
}

ServiceRequest request()
{
    return {contractcalls::statsPath};
}

Result<ServiceSelf> in(const ServiceAnswer& answer, bool keepsHistory)
{
    if (answer.trouble)
        return *answer.trouble;
    if (isUnknownCall(answer))
        return failure::noSuchService();
    if (answer.status != 200)
        return failure::of(answer);
    if (const auto figures = contractfigures::stats(answer); !figures)
        return failure::noSuchService(figures.error().detail);
    return ofSuch(keepsHistory);
}

} // namespace tierwatch::contractself
