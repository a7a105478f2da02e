// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QTimer>

namespace tierwatch {

/// The latest requests, oldest first, and with --follow those that come.
class LogCommand final : public Command
{
    Q_OBJECT
public:
    explicit LogCommand(const Context& context);
    void start() override;

private:
    [[nodiscard]] Result<void> readOptions();
    void look();
    void tell(Log log);
    void collect(Log log);
    void print(const std::vector<LogRow>& rows);

    LogQuery m_query;
    std::vector<LogRow> m_latest;
    qint64 m_cursor = 0;
    std::optional<qint64> m_looksLeft;
    bool m_titled = false;
    QTimer m_timer;
};

} // namespace tierwatch
