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

void SimulatedServices::show()
{
    QList<QUrl> services;
    for (const qint64 port : m_ports)
        services.append(test::ManyServices::urlOf(quint16(port)));
    m_fleet->show(services);
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
    for (int row = firstRow; row < fleet().size();) {
        if (time.elapsed() > patienceMs)
            qFatal("not all services were heard of");
        if (fleet().member(row).figures().seenMs)
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
    if (!services.add(arguments.value(4).toInt(), Manner::Dead) ||
        !services.add(arguments.value(3).toInt(), Manner::Slow) ||
        !services.add(arguments.value(2).toInt(), Manner::Prompt))
        qFatal("the simulated services could not listen");
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
