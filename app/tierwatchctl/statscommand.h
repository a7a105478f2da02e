// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace tierwatch {

/// The figures of the cache as they stand now.
class StatsCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    [[nodiscard]] Table tableOf(const Stats& stats) const;
};

} // namespace tierwatch
