// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "wrk.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace tierwatch::bench {

namespace {

double numberIn(const QString& text, const QRegularExpression& pattern)
{
    return pattern.match(text).captured(1).toDouble();
}

double p99MsIn(const QString& text)
{
    static const QRegularExpression pattern(u"99%\\s+([0-9.]+)(us|ms|s)\\s"_s);
    const auto match = pattern.match(text);
    const double number = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    return unit == u"us" ? number / 1000 : unit == u"s" ? number * 1000 : number;
}

} // namespace

bool hasWrk()
{
    return !QStandardPaths::findExecutable(u"wrk"_s).isEmpty();
}

WrkFigures wrk(const QUrl& address, const QByteArray& token, int seconds,
               const std::function<void()>& meanwhile)
{
    QStringList arguments{u"-t1"_s, u"-c16"_s, u"-d%1s"_s.arg(seconds), u"--latency"_s};
    if (!token.isEmpty())
        arguments += {u"-H"_s, u"Authorization: Bearer "_s + QString::fromLatin1(token)};
    QProcess process;
    process.start(u"wrk"_s, arguments + QStringList{address.toString(QUrl::FullyEncoded)});
    if (meanwhile && process.waitForStarted())
        meanwhile();
    if (!process.waitForFinished(60'000 + seconds * 1000))
        qFatal("wrk does not end");
    const QString said = QString::fromUtf8(process.readAllStandardOutput());
    static const QRegularExpression rate(u"Requests/sec:\\s+([0-9.]+)"_s);
    const WrkFigures figures{numberIn(said, rate), p99MsIn(said)};
    if (figures.perSecond == 0 || said.contains(u"Non-2xx") || said.contains(u"Socket errors"))
        qFatal("wrk did not get what it asked for: %s", qPrintable(said));
    return figures;
}

} // namespace tierwatch::bench
