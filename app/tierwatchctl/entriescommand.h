// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

namespace tierwatch {

/// One page of the entries.
class EntriesCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    void look(EntriesQuery query);
    void tell();

    EntriesPage m_page;
};

} // namespace tierwatch
