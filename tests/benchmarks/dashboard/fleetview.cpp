// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dashboard/dashboardgroups.h"
#include "pages/fleetpage.h"
#include "residentmemory.h"
#include "simulatedservices.h"
#include "theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::bench {

namespace {

constexpr int many = 1000;
constexpr auto watching = 30s;
constexpr auto settling = 10s;

void run(const Report& report)
{
    SimulatedServices services(many, 0, 0);
    const QTemporaryDir folder;
    ViewSettings view(folder.filePath(u"view.ini"_s));
    view.setInterval(2s);
    Theme theme;
    theme.applyTo(*qApp);
    const SystemClock clock;
    FleetPage page(services.fleet(), view, clock);
    page.resize(1072, 744);
    page.show();
    services.show();
    services.runUntilKnown(0);
    (void)services.runFor(settling);
    Figure stall{u"longest stall with the page and %1 services"_s.arg(many),
                 services.runFor(watching), u"ms"_s};
    stall.target = 50;
    report(stall);
    const double before = processorMs();
    SimulatedServices::rest(watching);
    report({u"of a core with the page, painting included"_s,
            100 * (processorMs() - before) / 1000 / double(watching.count()), u"%"_s});
    Figure memory{u"memory with the page"_s, double(residentBytes()) / mebibyte, u"MiB"_s};
    memory.target = 300;
    report(memory);
}

} // namespace

Group fleetView()
{
    return {u"fleet page"_s, run};
}

} // namespace tierwatch::bench
