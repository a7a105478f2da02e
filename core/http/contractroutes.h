// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "http/actiondesk.h"
#include "http/jointanswer.h"

#include <QHash>

#include <memory>

namespace tierwatch {

/// The six calls of the contract but `health`, as existing clients make them, with our additions to
/// what they ask. Lives on the server's thread, with its context; the others outlive it.
class ContractRoutes final
{
public:
    ContractRoutes(const ActionDesk& desk, QObject& context, const Clock& clock)
        : m_desk(desk), m_context(context), m_clock(clock)
    {
    }
    Q_DISABLE_COPY_MOVE(ContractRoutes)

    [[nodiscard]] std::vector<Route> routes();

private:
    [[nodiscard]] HttpAnswer stats(const RouteCall& call);
    [[nodiscard]] HttpAnswer invalidate(const RouteCall& call) const;
    [[nodiscard]] HttpAnswer toggleUser(const RouteCall& call) const;
    [[nodiscard]] HttpAnswer toggle(SwitchKind kind, const RouteCall& call) const;
    [[nodiscard]] HttpAnswer preview(const Scope& scope, const RouteCall& call) const;

    const ActionDesk& m_desk;
    QObject& m_context;
    const Clock& m_clock;
    QHash<QString, std::shared_ptr<JointAnswer>> m_stats; ///< by user, whose switch is in them
};

} // namespace tierwatch
