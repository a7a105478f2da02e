// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/servicefleet.h"

#include <QProcess>

namespace tierwatch::bench {

/// So many services of each manner, in a process of their own, so that what they cost is not
/// counted; and a fleet of targets on them. Dead and slow ones come first.
class SimulatedServices final
{
public:
    SimulatedServices(int prompt, int slow, int dead);
    ~SimulatedServices();

    [[nodiscard]] Fleet& fleet() { return **m_fleet; }
    void show();
    /// Runs the event loop for so long; the longest time, in ms, that it was not there for others.
    double runFor(std::chrono::milliseconds time);
    /// Runs it for so long, without looking at it.
    static void rest(std::chrono::milliseconds time);
    /// Runs it until all of these rows have figures.
    void runUntilKnown(int firstRow);
    /// How often each was asked for its figures.
    [[nodiscard]] std::vector<qint64> asked();

    /// What the child process does, if this is it.
    [[nodiscard]] static std::optional<int> runChild(const QStringList& arguments);

private:
    [[nodiscard]] QList<qint64> readNumbers();

    QProcess m_child;
    QList<qint64> m_ports;
    std::optional<test::ServiceFleet> m_fleet{std::in_place};
};

/// Time that this process has spent on processors, all threads together, in ms.
[[nodiscard]] double processorMs();

} // namespace tierwatch::bench
