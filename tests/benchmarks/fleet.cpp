// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "groups.h"
#include "residentmemory.h"
#include "simulatedservices.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::bench {

namespace {

constexpr int many = 1000, dead = 50, slow = 50;
constexpr auto interval = 2s;
constexpr auto watching = 30s;
constexpr auto settling = 10s;

/// Percent of one core, without what looks for stalls.
double corePercent(std::chrono::milliseconds time)
{
    const double before = processorMs();
    SimulatedServices::rest(time);
    return 100 * (processorMs() - before) / double(time.count());
}

void measureMany(const Report& report)
{
    SimulatedServices services(many, 0, 0);
    services.fleet().setInterval(interval);
    services.show();
    services.runUntilKnown(0);
    (void)services.runFor(settling);
    const qint64 polls = services.fleet().polls();
    Figure cpu{u"%1 services every %2 s: of a core"_s.arg(many).arg(interval.count()),
               corePercent(watching), u"%"_s};
    cpu.target = 25;
    report(cpu);
    const double perS = double(services.fleet().polls() - polls) / double(watching.count());
    report({u"polls of theirs, of %1 wanted"_s.arg(many / interval.count()), perS, u"per s"_s});
    report({u"of the fleet itself, in its thread"_s,
            services.fleet().cost().ms / double(services.fleet().polls()) * 1000, u"us a poll"_s});
    Figure memory{u"memory with %1 services"_s.arg(many), double(residentBytes()) / mebibyte,
                  u"MiB"_s};
    memory.target = 300;
    report(memory);
    Figure stall{u"longest stall of the thread"_s, services.runFor(watching), u"ms"_s};
    stall.target = 50;
    report(stall);
}

void measureTroubled(const Report& report)
{
    SimulatedServices services(many - dead - slow, slow, dead);
    services.fleet().setInterval(interval);
    services.show();
    services.runUntilKnown(dead + slow);
    (void)services.runFor(settling);
    const std::vector<qint64> before = services.asked();
    QElapsedTimer time;
    time.start();
    (void)services.runFor(2 * watching);
    const std::vector<qint64> after = services.asked();
    const double wanted = double(time.elapsed()) / 1000 / double(interval.count());
    qint64 least = after.back() - before.back();
    qint64 sum = 0;
    for (std::size_t i = dead + slow; i < after.size(); ++i) {
        least = std::min(least, after[i] - before[i]);
        sum += after[i] - before[i];
    }
    const double mean = double(sum) / double(many - dead - slow);
    Figure stretched{u"%1 of %2 dead or slow: interval of the others"_s.arg(dead + slow).arg(many),
                     100 * (wanted / mean - 1), u"% longer"_s};
    stretched.target = 10;
    report(stretched);
    Figure worst{u"the same of the one asked least"_s, 100 * (wanted / double(least) - 1),
                 u"% longer"_s};
    worst.target = 10;
    report(worst);
}

void measureOne(const Report& report)
{
    SimulatedServices services(1, 0, 0);
    services.fleet().setInterval(1s);
    QElapsedTimer time;
    time.start();
    services.show();
    services.runUntilKnown(0);
    Figure first{u"attach to first figures"_s, double(time.nsecsElapsed()) / 1e6, u"ms"_s};
    first.target = 300;
    report(first);
    (void)services.runFor(settling);
    Figure cpu{u"one service every second: of a core"_s, corePercent(watching), u"%"_s};
    cpu.target = 1;
    report(cpu);
}

void run(const Report& report)
{
    measureOne(report);
    measureMany(report);
    measureTroubled(report);
}

} // namespace

Group fleet()
{
    return {u"fleet"_s, run};
}

} // namespace tierwatch::bench
