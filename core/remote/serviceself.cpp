// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceself.h"

#include "base/foreigntext.h"
#include "remote/answerjson.h"
#include "remote/servicefailure.h"

#include <QCoreApplication>

#include <algorithm>

namespace tierwatch {

namespace {

constexpr qsizetype mostOfAName = 120;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

template <class... Ts>
Role leastRoleIn(const QString& operation, std::type_identity<std::variant<Ts...>>)
{
    Role least = Role::None;
    ((operation == QLatin1StringView(Ts::name) ? void(least = Ts::role) : void()), ...);
    return least;
}

Role leastRole(const QString& operation)
{
    return std::max(leastRoleIn(operation, std::type_identity<Query>{}),
                    leastRoleIn(operation, std::type_identity<Action>{}));
}

/// What nobody here knows, nobody asks for; of what is said twice, the first counts.
void keepKnown(std::vector<Capability>& told)
{
    QStringList known = operationNames();
    std::erase_if(told, [&known](const Capability& one) { return !known.removeOne(one.name); });
}

/// What it tells stands in titles and sentences.
void makeFit(ServiceSelf& self)
{
    self.name = foreign::shown(self.name, mostOfAName);
    self.kind = foreign::shown(self.kind, mostOfAName);
    self.username = foreign::shown(self.username, mostOfAName);
    if (self.viewOnly)
        self.viewOnly = foreign::shown(*self.viewOnly);
    keepKnown(self.capabilities);
    for (Capability& capability : self.capabilities)
        capability.reason = foreign::shown(capability.reason);
}

} // namespace

Result<ServiceSelf> ServiceSelf::in(const ServiceAnswer& answer)
{
    if (answer.trouble)
        return *answer.trouble;
    if (answer.status != 200)
        return failure::of(answer);
    const auto told = answerjson::objectIn(answer);
    if (!told)
        return told.error();
    auto self = codec::fromJson<ServiceSelf>(*told);
    if (!self)
        return failure::notUnderstood(self.error().message);
    makeFit(*self);
    return self;
}

void ServiceSelf::deny(const QString& operation, const QString& reason)
{
    const auto told = std::ranges::find(capabilities, operation, &Capability::name);
    if (told != capabilities.end())
        *told = {operation, false, reason};
}

QString ServiceSelf::whyNot(const QString& operation) const
{
    const auto told = std::ranges::find(capabilities, operation, &Capability::name);
    if (told == capabilities.end())
        return said("The service does not know this; it may be of an older version.");
    if (!told->available)
        return told->reason;
    const Role needed = leastRole(operation);
    return role < needed ? needs(needed) : QString();
}

QString ServiceSelf::whyNoActions() const
{
    if (viewOnly)
        return *viewOnly;
    if (role >= Role::Operator)
        return {};
    return said("The token of %1 is for looking (role %2). To act, use one with the role %3 or %4.")
        .arg(username, codec::nameOf(role), codec::nameOf(Role::Operator),
             codec::nameOf(Role::Administrator));
}

QString ServiceSelf::needs(Role needed) const
{
    return said("This needs the role %1; the role of this token is %2.")
        .arg(codec::nameOf(needed), codec::nameOf(role));
}

} // namespace tierwatch
