// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "support/fleetrig.h"

namespace tierwatch::test {

/// A fleet as an administrator has it: services, a workspace, files; one is gone, some need him.
class FleetExample final
{
public:
    FleetRig rig;

    FleetExample()
    {
        rig.fleet.setInterval(std::chrono::seconds(2));
        add("Reports Cluj", "Production", 91, 402'180, {12, 12});
        add("Reports Bucharest", "Production", 82.2, 2'914'600, {21, 23});
        add("Reports Ia\u0219i", "Production", 94.1, 1'310'420, {9, 9}).linkFigures.clockAheadMs =
            42'000;
        add("Legacy (Python)", "Production", 89.6, 214'300, {}).linkFigures.signInEndsMs =
            rig.clock.wallMs() + 2 * 3'600'000 + 60'000;
        add("Reports Sibiu", "Production", 95.3, 921'760, {7, 7}).linkFigures.clockAheadMs = 100;
        add("Accounting reports", "Local", 93.2, 1'482'100, {6, 6});
        add("Staging", "Staging", 88.7, 61'040, {3, 3});
        add("payroll-cache.db", "Local", 90.4, 118'330, {2, 2})
            .makeViewOnly(QStringLiteral("Opened watch-only."));
        rig.connections[5].kind = TargetConnection::Kind::Workspace;
        rig.connections[7].kind = TargetConnection::Kind::File;
        FakeTarget& legacy = *rig.targets[QStringLiteral("Legacy (Python)")];
        legacy.stats.memory = {};
        legacy.stats.memory.entries = 1208;
        legacy.stats.disk = {};
        legacy.stats.disk.entries = 9640;
        legacy.noWatermarks = Error{ErrorCode::NotAvailable, QStringLiteral("Not told.")};
        rig.connections[0].production = rig.connections[1].production = true;
    }

    FakeTarget& add(const char* name, const char* group, double rate, qint64 saved,
                    CompaniesCurrent fresh)
    {
        const QString id = QString::fromUtf8(name);
        FakeTarget& target = rig.add(id);
        TargetConnection& connection = rig.connections.back();
        connection.kind = TargetConnection::Kind::Service;
        connection.name = id;
        connection.group = QString::fromUtf8(group);
        target.stats.enabled = true;
        target.stats.savings.today.queries = saved;
        target.stats.memory.bytes = 100 << 20;
        target.stats.memory.limitBytes = 256 << 20;
        target.stats.disk.bytes = 300 << 20;
        target.stats.disk.limitBytes = 1024 << 20;
        setTotals(target, rate);
        target.history = [rate, now = rig.clock.wallMs()](const HistoryQuery&) {
            History history;
            history.toMs = now + 1;
            for (int minute = 59; minute >= 0; --minute) {
                Tally tally;
                tally.memory = qRound64(10 * rate) - (minute == 20 ? 300 : minute % 3);
                tally.database = 1000 - tally.memory;
                history.points.push_back({now - minute * 60'000, tally});
            }
            return history;
        };
        target.latencies = {
            {100, 500, 1000, 2000},
            {{QStringLiteral("a"), Origin::Database, 1000, 0, {0, 900, 990, 1000}}}};
        for (qint64 i = 0; i < fresh.all; ++i) {
            CompanyWatermark company;
            company.companyId = i;
            company.state = i < fresh.current ? Freshness::Current : Freshness::Behind;
            target.watermarks.companies.push_back(company);
        }
        return target;
    }
    static void setTotals(FakeTarget& target, double rate)
    {
        Tally totals;
        totals.memory = qRound64(100 * rate);
        totals.database = 10'000 - totals.memory;
        target.stats.setTotals(totals);
    }
    /// All have told everything; then the first one goes.
    [[nodiscard]] bool settle()
    {
        rig.show();
        const auto told = [this] {
            rig.clock.advanceMs(200);
            for (int row = 0; row < rig.fleet.size(); ++row) {
                if (!rig.fleet.member(row).figures().p95Ms)
                    return false;
            }
            return true;
        };
        if (!QTest::qWaitFor(told))
            return false;
        rig.targets[rig.connections[0].id]->readFailure =
            Error{ErrorCode::Timeout, QStringLiteral("Port 443 refused the connection.")};
        return QTest::qWaitFor([this] {
            rig.clock.advanceMs(200);
            return rig.fleet.order().front() == 0 && rig.fleet.concern(0) == FleetConcern::Offline;
        });
    }
};

} // namespace tierwatch::test
