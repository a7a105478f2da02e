// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "target/cachetarget.h"

#include "values/neededrole.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

template <class... Ts>
void append(std::vector<Capability>& list, const std::function<QString(const QString&)>& whyNot,
            std::type_identity<std::variant<Ts...>>)
{
    for (const char* name : {Ts::name...}) {
        const QString operation = QString::fromLatin1(name);
        const QString reason = whyNot(operation);
        list.push_back({operation, reason.isEmpty(), reason});
    }
}

Role roleFor(const Action& action, const Caller& caller)
{
    return std::visit([&](const auto& a) { return neededRole(a, caller); }, action);
}

} // namespace

std::vector<Capability> CacheTarget::capabilitiesBut(const WhyNot& whyNot, const QString& viewOnly)
{
    const auto noAction = [&](const QString& action) {
        return viewOnly.isEmpty() ? whyNot(action) : viewOnly;
    };
    std::vector<Capability> list;
    append(list, whyNot, std::type_identity<Query>{});
    append(list, noAction, std::type_identity<Action>{});
    return list;
}

Result<void> CacheTarget::mayAct(const Action& action, const Caller& caller) const
{
    const QString name = std::visit(
        [](const auto& a) { return QString::fromLatin1(std::decay_t<decltype(a)>::name); }, action);
    const Capability able = capability(name);
    if (!able.available) {
        const bool viewed = state().kind == TargetState::Kind::ViewOnly;
        return Error{viewed ? ErrorCode::NotAllowed : ErrorCode::NotAvailable, able.reason};
    }
    if (caller.role < roleFor(action, caller))
        return Error{ErrorCode::NotAllowed, tr("This needs a higher role than yours. Nothing was "
                                               "changed; ask an administrator.")};
    return {};
}

Capability CacheTarget::capability(const QString& operation) const
{
    for (const Capability& capability : capabilities()) {
        if (capability.name == operation)
            return capability;
    }
    return {operation, false, tr("This target does not know \"%1\".").arg(operation)};
}

} // namespace tierwatch
