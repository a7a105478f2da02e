// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/statusline.h"

#include "pages/page.h"
#include "theme/format.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/statusdot.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr int sayMs = 10'000;
constexpr int inUseMs = 500; ///< how often to look whether the link is still in use
constexpr qint64 costEveryMs = 3000;

QString rateText(double perSecond)
{
    return perSecond < 10 ? QLocale().toString(perSecond, 'g', 2)
                          : QLocale().toString(perSecond, 'f', 0);
}

/// Where nothing is sent anywhere.
QString refreshText(double perSecond)
{
    const QString rate = rateText(perSecond);
    return (rate == "1"_L1 ? StatusLine::tr("Dashboard: %2 CPU, %1 refresh/s")
                           : StatusLine::tr("Dashboard: %2 CPU, %1 refreshes/s"))
        .arg(rate);
}

QString requestText(double perSecond)
{
    const QString rate = rateText(perSecond);
    return (rate == "1"_L1 ? StatusLine::tr("Dashboard: %2 CPU, %1 request/s, %3/s")
                           : StatusLine::tr("Dashboard: %2 CPU, %1 requests/s, %3/s"))
        .arg(rate);
}

} // namespace

StatusLine::StatusLine(const Clock& clock, QWidget* parent)
    : QStatusBar(parent),
      m_clock(clock),
      m_cost(clock),
      m_state(new StatusDot(this)),
      m_updated(new TextLabel(TextStyle::Small, Token::TextSecondary, this)),
      m_own(new TextLabel(TextStyle::Small, Token::TextSecondary, this)),
      m_notice(new QWidget(this)),
      m_noticeTimer(this)
{
    setSizeGripEnabled(false);
    m_updated->setElidable(false);
    m_own->setElidable(false);
    addWidget(m_state);
    addWidget(m_updated);
    buildNotice();
    addPermanentWidget(m_own);
    followScale(this, [this] {
        setFixedHeight(px(26));
        setContentsMargins(pxMargins(10, 0, 12, 0));
        m_updated->setContentsMargins(pxMargins(10, 0, 0, 0));
    });
    showNoTarget();
}

void StatusLine::buildNotice()
{
    auto* row = new QHBoxLayout(m_notice);
    row->setContentsMargins({});
    m_said = new TextLabel(TextStyle::Small, Token::TextPrimary, m_notice);
    m_said->setElidable(false);
    m_link = makeLink({}, m_notice);
    m_link->setObjectName(u"statusLink"_s);
    row->addWidget(m_said);
    row->addWidget(m_link);
    row->addStretch(1);
    addWidget(m_notice);
    m_notice->hide();
    m_noticeTimer.setObjectName(u"noticeTimer"_s);
    followScale(m_notice, [row] { row->setSpacing(px(6)); });
    connect(m_link, &QToolButton::clicked, this, [this] {
        m_link->clearFocus();
        endNotice();
        Q_EMIT linkActivated();
    });
    connect(&m_noticeTimer, &QTimer::timeout, this, [this] {
        if (m_link->hasFocus() || m_link->underMouse())
            m_noticeTimer.start(inUseMs);
        else
            endNotice();
    });
}

void StatusLine::setState(State state, const QString& text)
{
    m_state->setState(state, text);
    m_state->setAccessibleName(text);
}

void StatusLine::showNoTarget()
{
    endNotice();
    setState(State::Info, tr("No target yet"));
    m_updated->clear();
    m_own->setText(tr("F1 lists all shortcuts"));
}

void StatusLine::showState(const TargetState& state)
{
    switch (state.kind) {
    case TargetState::Kind::Connected:
        return setState(State::Ok, tr("Connected"));
    case TargetState::Kind::ViewOnly:
        return setState(State::Info, tr("Watch-only"));
    case TargetState::Kind::Failed:
        return setState(State::Error, tr("Failed"));
    }
}

void StatusLine::showSnapshot(const Snapshot& snapshot)
{
    if (failureIn(snapshot)) {
        setState(State::Error, tr("No answer"));
        return;
    }
    const Format format;
    m_updated->setText(
        tr("Updated %1 in %2")
            .arg(format.clockSeconds(snapshot.atMs), format.duration(snapshot.tookMs)));
}

void StatusLine::showOverdue()
{
    setState(State::Stale, tr("No answer"));
}

void StatusLine::showOwnCost(qint64 batches, const LinkFigures& link)
{
    const qint64 now = m_clock.steadyMs();
    if (m_costMs != 0 && now - m_costMs < costEveryMs)
        return;
    const double seconds = double(now - std::exchange(m_costMs, now)) / 1000;
    const qint64 asked = batches - std::exchange(m_batches, batches);
    const LinkFigures before = std::exchange(m_sent, link);
    const auto cpu = m_cost.cpuPercent();
    if (!cpu || seconds <= 0 || link.requests < before.requests) // of another target
        return;
    const Format format;
    const QString percent = format.percent(*cpu);
    if (link.requests == 0)
        return m_own->setText(refreshText(double(asked) / seconds).arg(percent));
    const double bytes = double(link.bytesReceived - before.bytesReceived) / seconds;
    m_own->setText(requestText(double(link.requests - before.requests) / seconds)
                       .arg(percent, format.bytes(std::llround(bytes))));
}

void StatusLine::showFleet(int connected, int members, const QString& cost)
{
    setState(connected == members ? State::Ok : State::Warning,
             tr("%1 of %2 connected").arg(connected).arg(members));
    m_updated->clear();
    if (!cost.isEmpty())
        m_own->setText(cost);
}

void StatusLine::say(const QString& sentence)
{
    endNotice();
    showMessage(sentence, sayMs);
}

void StatusLine::offer(const QString& sentence, const QString& link)
{
    clearMessage();
    m_said->setText(sentence);
    m_link->setText(link);
    m_link->setAccessibleName(sentence + u' ' + link);
    m_state->hide();
    m_updated->hide();
    m_notice->show();
    m_noticeTimer.start(sayMs);
}

void StatusLine::endNotice()
{
    m_noticeTimer.stop();
    m_notice->hide();
    m_state->show();
    m_updated->show();
}

} // namespace tierwatch
