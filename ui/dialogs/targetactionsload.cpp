// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/targetactions.h"
#include "models/whendone.h"
#include "theme/format.h"

namespace tierwatch {

SampleLoadState TargetActions::sampleLoad() const
{
    if (m_loadWish)
        return m_loadWish->load;
    return stats() ? stats()->sampleLoad.value_or(SampleLoadState{}) : SampleLoadState{};
}

template <class F>
void TargetActions::wishLoad(const SampleLoadState& load, F onDone)
{
    if (!m_target)
        return;
    const qint64 number = ++m_loadWishes;
    m_loadWish = LoadWish{load, number, false};
    updateChecks();
    Q_EMIT changed();
    const auto tell = [this, number, onDone](const Result<SampleLoadState>& reply) {
        endWish(number, reply.ok());
        if (reply)
            Q_EMIT said(onDone(*reply));
        else
            Q_EMIT failed(reply.error().message);
        Q_EMIT settled();
    };
    whenDone(m_target->act(SetSampleLoad{load.running, load.ratePerSecond}), this, tell);
}

void TargetActions::toggleLoad()
{
    setLoad(!sampleLoad().running, sampleLoad().ratePerSecond);
}

void TargetActions::setLoad(bool running, double ratePerSecond)
{
    wishLoad({running, ratePerSecond}, [](const SampleLoadState& load) {
        if (!load.running)
            return tr("Sample load stopped.");
        return tr("Simulated users ask %1.").arg(Format().rate(load.ratePerSecond));
    });
}

void TargetActions::setLoadRate(double ratePerSecond)
{
    if (sampleLoad().running) {
        setLoad(true, ratePerSecond);
        return;
    }
    wishLoad({false, ratePerSecond}, [](const SampleLoadState& load) {
        return tr("Rate set to %1 for the next start.").arg(Format().rate(load.ratePerSecond));
    });
}

/// Only the last one counts.
void TargetActions::endWish(qint64 number, bool granted)
{
    if (!m_loadWish || m_loadWish->number != number)
        return;
    m_loadWish->granted = granted;
    if (granted)
        return;
    m_loadWish.reset();
    updateChecks();
    Q_EMIT changed();
}

} // namespace tierwatch
