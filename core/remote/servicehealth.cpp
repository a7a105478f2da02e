// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remote/servicehealth.h"

#include "remote/servicefailure.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch {

namespace {

constexpr std::chrono::milliseconds longestPause = 30s;
constexpr int tooMany = 429;
constexpr int unavailable = 503;

QString said(const char* text)
{
    return QCoreApplication::translate("ServiceTarget", text);
}

/// Up to a fifth longer.
std::chrono::milliseconds spread(std::chrono::milliseconds pause)
{
    return pause + pause * QRandomGenerator::global()->bounded(1'000) / 5'000;
}

} // namespace

bool ServiceHealth::fails(const ServiceAnswer& answer)
{
    if (answer.trouble)
        return answer.trouble->code == ErrorCode::Timeout;
    return answer.status == 500 || (answer.status >= 502 && answer.status <= 504);
}

void ServiceHealth::note(const ServiceAnswer& answer)
{
    const bool asksForTime =
        answer.status == unavailable && !answer.header("Retry-After").isEmpty();
    if (answer.status == tooMany || asksForTime)
        m_hold.setRemainingTime(failure::wait(answer));
}

/// One hiccup of what lies in between fails all that is under way.
void ServiceHealth::count(const ServiceAnswer& answer, int round)
{
    m_isProbing = false;
    if (fails(answer)) {
        if (round != m_round)
            return;
        ++m_round;
        ++m_failures;
        m_last = answer.trouble ? *answer.trouble : failure::of(answer);
    } else if (!answer.trouble) {
        m_failures = 0;
    }
    if (!isOpen())
        return;
    const Pause pause = std::max<Pause>(spread(m_probes), Pause(m_hold.remainingTime()));
    m_nextProbe.setRemainingTime(pause);
    m_nextProbeAt = QTime::currentTime().addMSecs(static_cast<int>(pause.count()));
}

void ServiceHealth::recognise(bool wasLost)
{
    m_pause = shortestPause;
    if (!wasLost)
        return;
    m_failures = 0;
    m_isProbing = false;
}

QString ServiceHealth::sentence() const
{
    return said("It failed %1 times in a row, so it is left alone until %2, when it is tried once: "
                "%3")
        .arg(m_failures)
        .arg(m_nextProbeAt.toString(u"HH:mm:ss"_s), m_last.message);
}

ServiceHealth::Pause ServiceHealth::nextPause()
{
    if (isOpen())
        return Pause(m_nextProbe.remainingTime());
    const Pause pause = std::max<Pause>(spread(m_pause), Pause(m_hold.remainingTime()));
    m_pause = std::min(m_pause * 2, longestPause);
    return pause;
}

std::optional<Error> ServiceHealth::hold() const
{
    if (m_hold.hasExpired())
        return std::nullopt;
    return Error{ErrorCode::Locked,
                 QCoreApplication::translate(
                     "ServiceTarget",
                     "The service has too many requests, and wants none for %n s more.", nullptr,
                     static_cast<int>(m_hold.remainingTime() / 1000) + 1)};
}

std::optional<Error> ServiceHealth::refusal(bool mayProbe) const
{
    if (!isOpen() || (mayProbe && !m_isProbing && m_nextProbe.hasExpired()))
        return std::nullopt;
    return Error{m_last.code, sentence()};
}

} // namespace tierwatch
