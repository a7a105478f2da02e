// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "dashboard/dashboardgroups.h"
#include "models/viewsettings.h"
#include "publishedcache.h"
#include "sessionopener.h"
#include "support/fakekeystore.h"
#include "theme/theme.h"
#include "window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

constexpr int rounds = 15;

template <class Done>
void runUntil(Done done)
{
    while (!done())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// From the wish to the painted figures; what the service takes, in the same thread, is counted.
double attachMs(MainWindow& window, const TargetConnection& service)
{
    bool isShown = false;
    const auto watch = QObject::connect(&window, &MainWindow::figuresShown, &window,
                                        [&isShown] { isShown = true; });
    QElapsedTimer time;
    time.start();
    window.open(service);
    runUntil([&isShown] { return isShown; });
    window.repaint();
    const double took = double(time.nsecsElapsed()) / 1e6;
    QObject::disconnect(watch);
    return took;
}

double figuresMs(const TargetConnection& service, const QByteArray& token)
{
    QElapsedTimer time;
    time.start();
    const auto target = ServiceTarget::open({QUrl(service.place), token});
    const QFuture<Result<Stats>> figures = (*target)->read(StatsQuery{});
    runUntil([&figures] { return figures.isFinished(); });
    if (!figures.result())
        qFatal("%s", qPrintable(figures.result().error().message));
    return double(time.nsecsElapsed()) / 1e6;
}

void run(const Report& report)
{
    QueryWorkspace workspace;
    const Published published(workspace.target());
    const QTemporaryDir folder;
    ViewSettings view(folder.filePath(u"view.ini"_s));
    Theme theme;
    theme.applyTo(*qApp);
    SystemClock clock;
    SessionOpener opener(clock, folder.filePath(u"connections.json"_s),
                         [] { return std::make_shared<test::FakeKeyStore>(); });
    MainWindow window(view, opener, clock);
    window.resize(1280, 800);
    window.show();
    const TargetConnection service =
        connectionAt(published.address(u"/api"_s).toString(), TargetOpener::Access::Control);
    opener.know(service, published.token());
    Figure first{u"attach to first figures on the screen, the first time"_s,
                 attachMs(window, service), u"ms"_s};
    first.target = 300;
    report(first);
    const Pair pair = inTurn(
        rounds, [&] { return attachMs(window, service); },
        [&] { return figuresMs(service, published.token()); });
    report({u"the same later, beside its figures without a window"_s, pair.subject, u"ms"_s,
            pair.baseline, u"the same service asked by a bare target"_s});
}

} // namespace

Group attaching()
{
    return {u"attach"_s, run};
}

} // namespace tierwatch::bench
