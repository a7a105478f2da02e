// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "simulatedservices.h"

#include "base/openfiles.h"
#include "support/manyservices.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSocketNotifier>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::bench {

namespace {

constexpr auto childArgument = "--simulate-services"_L1;
constexpr int patienceMs = 60'000;
constexpr auto beat = 5ms;
constexpr int slowMs = 5000;

void print(const test::ManyServices& services, qint64 (*number)(const test::ManyServices&, int))
{
    QTextStream out(stdout);
    for (int i = 0; i < services.size(); ++i)
        out << number(services, i) << ' ';
    out << Qt::endl;
}

void addAll(test::ManyServices& services, test::ManyServices::Manner manner, int count)
{
    for (int i = 0; i < count; ++i) {
        if (!services.add(manner))
            qFatal("the simulated services could not listen");
    }
}

} // namespace

SimulatedServices::SimulatedServices(int prompt, int slow, int dead)
{
    allowManyOpenFiles();
    m_child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_child.start(
        QCoreApplication::applicationFilePath(),
        {childArgument, QString::number(prompt), QString::number(slow), QString::number(dead)});
    m_ports = readNumbers();
    if (m_ports.size() != prompt + slow + dead)
        qFatal("the simulated services did not start");
    m_fleet = std::make_unique<Fleet>(
        [this](const TargetConnection& connection) { return open(connection); }, m_clock);
}

SimulatedServices::~SimulatedServices()
{
    m_fleet.reset();
    m_child.closeWriteChannel();
    if (!m_child.waitForFinished())
        m_child.kill();
    m_child.waitForFinished();
}

QList<qint64> SimulatedServices::readNumbers()
{
    while (!m_child.canReadLine()) {
        if (!m_child.waitForReadyRead(patienceMs))
            qFatal("the simulated services say nothing");
    }
    QList<qint64> numbers;
    for (const QByteArray& number : m_child.readLine().trimmed().split(' '))
        numbers.append(number.toLongLong());
    return numbers;
}

std::vector<qint64> SimulatedServices::asked()
{
    m_child.write("\n");
    const QList<qint64> numbers = readNumbers();
    return {numbers.begin(), numbers.end()};
}

QFuture<Result<std::shared_ptr<CacheTarget>>>
SimulatedServices::open(const TargetConnection& connection) const
{
    using Opened = Result<std::shared_ptr<CacheTarget>>;
    ServiceTargetOptions options;
    options.url = QUrl(connection.place);
    options.token = "token";
    options.network = m_network;
    auto target = ServiceTarget::open(options);
    if (!target)
        return ready(Opened(target.error()));
    return ready(Opened(std::shared_ptr<CacheTarget>(*std::move(target))));
}

void SimulatedServices::show()
{
    std::vector<TargetConnection> connections(std::size_t(m_ports.size()));
    for (qsizetype i = 0; i < m_ports.size(); ++i) {
        TargetConnection& connection = connections[std::size_t(i)];
        connection.id = QString::number(i);
        connection.name = u"Service %1"_s.arg(i);
        connection.kind = TargetConnection::Kind::Service;
        connection.place = test::ManyServices::urlOf(quint16(m_ports[i])).toString();
    }
    m_fleet->setConnections(connections);
    m_fleet->setWatched(true);
}

double SimulatedServices::runFor(std::chrono::milliseconds time)
{
    QElapsedTimer total;
    QElapsedTimer since;
    double longestMs = 0;
    QTimer beating;
    beating.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beating, &QTimer::timeout, &beating, [&] {
        const double passed = double(since.nsecsElapsed()) / 1e6;
        longestMs = std::max(longestMs, passed - double(beat.count()));
        since.start();
    });
    total.start();
    since.start();
    beating.start(beat);
    while (total.elapsed() < time.count())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return longestMs;
}

void SimulatedServices::rest(std::chrono::milliseconds time)
{
    bool isOver = false;
    QTimer::singleShot(time, QCoreApplication::instance(), [&isOver] { isOver = true; });
    while (!isOver)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void SimulatedServices::runUntilKnown(int firstRow)
{
    QElapsedTimer time;
    time.start();
    for (int row = firstRow; row < m_fleet->size();) {
        if (time.elapsed() > patienceMs)
            qFatal("not all services were heard of");
        if (m_fleet->member(row).figures().seenMs)
            ++row;
        else
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

std::optional<int> SimulatedServices::runChild(const QStringList& arguments)
{
    if (arguments.value(1) != childArgument)
        return std::nullopt;
    allowManyOpenFiles();
    using Manner = test::ManyServices::Manner;
    test::ManyServices services;
    services.setSlowMs(slowMs);
    addAll(services, Manner::Dead, arguments.value(4).toInt());
    addAll(services, Manner::Slow, arguments.value(3).toInt());
    addAll(services, Manner::Prompt, arguments.value(2).toInt());
    print(services, [](const test::ManyServices& all, int i) { return qint64{all.port(i)}; });
    QSocketNotifier orders(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &orders, [&services] {
        if (std::getchar() == EOF)
            QCoreApplication::quit();
        else
            print(services, [](const test::ManyServices& all, int i) { return all.asked(i); });
    });
    return QCoreApplication::exec();
}

double processorMs()
{
    return 1000.0 * double(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace tierwatch::bench
