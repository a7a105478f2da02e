// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QTimer>

namespace tierwatch {

/// The figures as they move: a line a look, of what happened since the look before.
class WatchCommand final : public Command
{
    Q_OBJECT
public:
    explicit WatchCommand(const Context& context);
    void start() override;

private:
    void look();
    void tell(const Stats& stats);
    void print(const Stats& stats);

    std::optional<qint64> m_looksLeft;
    std::optional<Tally> m_before;
    int m_lines = 0;
    QTimer m_timer;
};

} // namespace tierwatch
