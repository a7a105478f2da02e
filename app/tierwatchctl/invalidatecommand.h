// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace tierwatch {

/// Tells the price of an invalidation, asks unless told not to, and does it.
class InvalidateCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    [[nodiscard]] Result<Scope> scope() const;
    void tell(const Preview& preview);
    void confirm();
    [[nodiscard]] bool isWanted() const;
    void carryOut();
    void tell(const Invalidated& done);

    Scope m_scope;
};

} // namespace tierwatch
