// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QTimer>

namespace tierwatch {

/// Measures named queries; prints when all is measured.
class BenchmarkCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    void look();
    void tell(const BenchmarkProgress& now);
    void print(const BenchmarkRun& run);

    QTimer m_timer; ///< between two looks at how far it is
};

} // namespace tierwatch
