// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/serviceself.h"

#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace tierwatch {

namespace {

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

} // namespace

Result<ServiceSelf> ServiceSelf::in(const ServiceAnswer& answer)
{
    if (answer.trouble)
        return *answer.trouble;
    if (answer.status != 200)
        return failure::of(answer);
    const auto self = codec::fromJson<ServiceSelf>(QJsonDocument::fromJson(answer.body).object());
    return self ? self : failure::notUnderstood(self.error().message);
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
