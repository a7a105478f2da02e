// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/fleet.h"

#include "support/fakeclock.h"
#include "support/faketarget.h"

#include <QHash>
#include <QTest>

namespace tierwatch::test {

/// A fleet of targets that say what the test wants, and fail to open where it wants.
class FleetRig final
{
public:
    FakeClock clock;
    QHash<QString, std::shared_ptr<FakeTarget>> targets; ///< by the ids of their connections
    QHash<QString, Error> closed;                        ///< why one can't be opened
    using Opened = Result<std::shared_ptr<CacheTarget>>;
    QHash<QString, std::shared_ptr<QPromise<Opened>>> held; ///< not open before the test says so
    QStringList opened;
    Fleet fleet{[this](const TargetConnection& connection) { return open(connection); }, clock};

    FleetRig()
    {
        fleet.setInterval(std::chrono::milliseconds(20));
        fleet.setWatched(true);
    }

    static TargetConnection connection(const QString& id)
    {
        TargetConnection connection;
        connection.id = id;
        connection.name = id.toUpper();
        connection.place = QStringLiteral("fake:") + id;
        return connection;
    }
    FakeTarget& add(const QString& id)
    {
        targets.insert(id, std::make_shared<FakeTarget>());
        connections.push_back(connection(id));
        return *targets[id];
    }
    /// Adds one whose opening goes on for as long as the test wants.
    QPromise<Opened>& hold(const QString& id)
    {
        add(id);
        const auto promise = std::make_shared<QPromise<Opened>>();
        promise->start();
        held.insert(id, promise);
        return *promise;
    }
    void show() { fleet.setConnections(connections); }
    /// Lets the clock go on as long as it takes.
    template <class F>
    [[nodiscard]] bool waitUntil(F done)
    {
        return QTest::qWaitFor([&] {
            clock.advanceMs(5);
            return done();
        });
    }
    [[nodiscard]] const FleetFigures& figures(const QString& id) const
    {
        return fleet.member(fleet.rowOf(id)).figures();
    }

    std::vector<TargetConnection> connections;

private:
    QFuture<Opened> open(const TargetConnection& connection)
    {
        opened.append(connection.id);
        if (held.contains(connection.id))
            return held.value(connection.id)->future();
        if (closed.contains(connection.id))
            return ready(Opened(closed.value(connection.id)));
        return ready(Opened(std::shared_ptr<CacheTarget>(targets.value(connection.id))));
    }
};

} // namespace tierwatch::test
