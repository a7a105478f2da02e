// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>

namespace tierwatch::test {

/// What a process writes until it is killed, as by kill -9: whole lines, each a number.
class Killer final
{
public:
    /// The program that an environment variable of the test names.
    Killer(const char* variable, const QStringList& arguments)
    {
        m_child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_child.start(qEnvironmentVariable(variable), arguments);
    }

    [[nodiscard]] QProcess& child() { return m_child; }

    /// Lets it write some lines.
    [[nodiscard]] bool awaitLines(qsizetype lines)
    {
        while (m_output.count('\n') < lines && m_child.waitForReadyRead(20'000))
            m_output += m_child.readAllStandardOutput();
        return m_output.count('\n') >= lines;
    }
    /// Kills it wherever it has got to within the next `mostUs` microseconds; the numbers it wrote.
    QList<qint64> kill(int mostUs)
    {
        const qint64 delayNs = QRandomGenerator::global()->bounded(mostUs + 1) * 1000LL;
        QElapsedTimer timer;
        timer.start();
        while (timer.nsecsElapsed() < delayNs)
            continue; // no timer is as fine as what is to be hit
        m_child.kill();
        m_child.waitForFinished();
        m_output += m_child.readAllStandardOutput();
        return numbers();
    }

private:
    [[nodiscard]] QList<qint64> numbers() const
    {
        QList<qint64> numbers;
        for (const QByteArray& line : m_output.first(m_output.lastIndexOf('\n') + 1).split('\n')) {
            if (!line.isEmpty())
                numbers.append(line.toLongLong());
        }
        return numbers;
    }

    QProcess m_child;
    QByteArray m_output;
};

} // namespace tierwatch::test
