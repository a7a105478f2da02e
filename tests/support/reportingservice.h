// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/fakeclock.h"
#include "support/otherprogram.h"

namespace tierwatch::test {

/// A service of another make with a cache file of its own: the contract's tables and nothing else,
/// no memory tier, switches that it looks up at every request. Every load gives another value. One
/// thread.
class ReportingService final
{
public:
    ReportingService(const QString& path, FakeClock& clock);

    QByteArray ask(const QString& type, qint64 companyId, const QString& username);
    [[nodiscard]] static QString keyOf(const QString& type, qint64 companyId,
                                       const QString& username);
    [[nodiscard]] OtherProgram& file() { return m_file; }

private:
    [[nodiscard]] bool isOn(const QString& username);
    void log(const QString& type, qint64 companyId, bool hit, const QString& username);
    [[nodiscard]] QString now() const;

    FakeClock& m_clock;
    OtherProgram m_file;
    int m_loads = 0;
};

} // namespace tierwatch::test
