// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"
#include "values/operations.h"

namespace tierwatch {

/// What a service tells of the target behind it and of whom the token speaks for.
struct ServiceSelf
{
    QString name;
    QString kind;
    bool sample = false;
    std::optional<QString> viewOnly; ///< why nothing can be changed there
    QString username;
    Role role = Role::None;
    std::vector<Capability> capabilities;
    bool contractOnly = false; ///< it did not say all this: it has the contract's calls alone

    static constexpr auto fields()
    {
        return std::tuple{codec::field("name", &ServiceSelf::name),
                          codec::field("kind", &ServiceSelf::kind),
                          codec::field("sample", &ServiceSelf::sample),
                          codec::field("view_only", &ServiceSelf::viewOnly),
                          codec::field("username", &ServiceSelf::username),
                          codec::field("role", &ServiceSelf::role),
                          codec::field("capabilities", &ServiceSelf::capabilities)};
    }

    [[nodiscard]] static ServiceRequest request() { return {"/cache/capabilities"}; }
    /// What the answer to that says; else what went wrong.
    [[nodiscard]] static Result<ServiceSelf> in(const ServiceAnswer& answer);

    /// It was refused after all; until this is heard anew.
    void deny(const QString& operation, const QString& reason);
    /// Why this operation can't be asked of the service with this token; empty where it can.
    [[nodiscard]] QString whyNot(const QString& operation) const;
    /// Why actions are off altogether; empty where they are not.
    [[nodiscard]] QString whyNoActions() const;
    /// "This needs the role operator; the role of this token is viewer."
    [[nodiscard]] QString needs(Role needed) const;
};

} // namespace tierwatch
