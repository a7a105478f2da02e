// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/page.h"

#include "models/signintext.h"
#include "target/cachetarget.h"
#include "theme/typography.h"

#include <QVBoxLayout>

namespace tierwatch {

namespace {

constexpr int ageTickMs = 1000;

template <class T>
const Error* failureOf(const Result<T>& part)
{
    return part || part.error().code == ErrorCode::NotAvailable ? nullptr : &part.error();
}

QString roleText(Role role)
{
    switch (role) {
    case Role::Viewer:
        return Page::tr("viewer");
    case Role::Operator:
        return Page::tr("operator");
    case Role::Administrator:
        return Page::tr("administrator");
    case Role::None:
        break;
    }
    return {};
}

} // namespace

const Error* failureIn(const Snapshot& snapshot)
{
    for (const Error* failure :
         {failureOf(snapshot.stats), failureOf(snapshot.history), failureOf(snapshot.times),
          failureOf(snapshot.events), failureOf(snapshot.watermarks)}) {
        if (failure)
            return failure;
    }
    return snapshot.freshness ? failureOf(*snapshot.freshness) : nullptr;
}

Page::Page(const QString& title, ViewSettings& view, const Clock& clock, QWidget* parent)
    : QScrollArea(parent), m_view(view), m_clock(clock)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(title);
    buildBody(title);
    m_ageTick.setInterval(ageTickMs);
    connect(&m_ageTick, &QTimer::timeout, this, &Page::showAge);
}

void Page::buildBody(const QString& title)
{
    auto* content = new QWidget(this);
    auto* layout = new QVBoxLayout(content);
    m_banners = new BannerStack(content);
    m_header = new PageHeader(title, m_view, content);
    m_content = new QWidget(content);
    m_body = new QVBoxLayout(m_content);
    m_body->setContentsMargins({});
    layout->addWidget(m_banners);
    layout->addWidget(m_header);
    layout->addWidget(m_content, 1);
    followScale(content, [this, layout] {
        layout->setContentsMargins(pxMargins(20, 12, 20, 12));
        layout->setSpacing(px(10));
        m_body->setSpacing(px(12));
    });
    connect(m_banners, &BannerStack::actionTriggered, this, &Page::bannerAction);
    setWidget(content);
}

void Page::setTarget(CacheTarget* target)
{
    if (m_target)
        m_target->disconnect(this);
    m_target = target;
    m_snapshot.reset();
    m_names = {};
    setFresh();
    m_banners->removeBanner(Banner::Kind::Warning);
    if (target)
        connect(target, &CacheTarget::stateChanged, this, &Page::showTargetState);
    showTargetState();
    targetChanged();
}

void Page::setNames(const Names& names)
{
    m_names = names;
    if (m_snapshot)
        showFigures();
}

void Page::setSnapshot(const SnapshotPtr& snapshot)
{
    if (const Error* failure = failureIn(*snapshot)) {
        setStale(failure->message);
        return;
    }
    m_snapshot = snapshot;
    setFresh();
    m_header->setUpdatedAt(snapshot->atMs);
    showSignIn();
    showFigures();
}

void Page::setOverdue()
{
    setStale(tr("%1 does not answer").arg(m_target ? m_target->name() : QString()));
}

void Page::setStale(const QString& cause)
{
    const bool already = m_ageTick.isActive();
    m_staleCause = cause;
    showAge();
    if (already)
        return;
    m_ageTick.start();
    setGrey(true);
}

void Page::setFresh()
{
    if (!m_ageTick.isActive())
        return;
    m_ageTick.stop();
    m_banners->removeBanner(Banner::Kind::Stale);
    setGrey(false);
}

void Page::showAge()
{
    const Format format;
    if (!m_snapshot) {
        m_banners->setBanner(Banner::Kind::Stale, tr("No figures yet: %1").arg(m_staleCause),
                             tr("Try now"));
        m_header->setVerdict({State::Stale, tr("No answer."), m_staleCause});
        return;
    }
    const QString when = format.clockSeconds(m_snapshot->atMs);
    const QString age = format.age(m_clock.wallMs() - m_snapshot->atMs);
    m_banners->setBanner(Banner::Kind::Stale,
                         tr("Figures are from %1, %2 ago: %3").arg(when, age, m_staleCause),
                         tr("Try now"));
    m_header->setVerdict({State::Stale, tr("Stale."), tr("What is shown is as of %1.").arg(when)});
    figuresAged(m_clock.wallMs());
}

void Page::setProduction(bool production)
{
    m_production = production;
    showProduction();
}

void Page::showProduction()
{
    if (!m_production || !m_target) {
        m_banners->removeBanner(Banner::Kind::Production);
        return;
    }
    const Caller self = m_target->self();
    const QString role = roleText(self.role);
    m_banners->setBanner(
        Banner::Kind::Production, tr("Actions here ask you to type the name of what they touch."),
        {}, self.username.isEmpty() ? role : tr("Signed in as %1, %2").arg(self.username, role));
}

void Page::showTargetState()
{
    showProduction();
    if (m_target && m_target->state().kind == TargetState::Kind::ViewOnly)
        m_banners->setBanner(Banner::Kind::WatchOnly, m_target->state().sentence);
    else
        m_banners->removeBanner(Banner::Kind::WatchOnly);
    showSignIn();
}

/// What stops without a person, or will within a day.
void Page::showSignIn()
{
    const QString sentence = m_target ? signInSentence(*m_target, m_clock.wallMs()) : QString();
    if (sentence.isEmpty())
        return m_banners->removeBanner(Banner::Kind::SignIn);
    const bool isDoubted = m_target->state().need == TargetState::Need::Trust;
    m_banners->setBanner(Banner::Kind::SignIn, sentence,
                         isDoubted ? tr("Look at it\u2026") : tr("Sign in\u2026"));
}

void Page::chooseRange(int index)
{
    m_view.setRange(static_cast<RangeChoice>(index));
}

void Page::showProblem(const QString& sentence)
{
    m_banners->setBanner(Banner::Kind::Warning, sentence, tr("Dismiss"));
}

void Page::bannerAction(Banner::Kind kind)
{
    if (kind == Banner::Kind::Stale)
        Q_EMIT refreshWanted();
    if (kind == Banner::Kind::SignIn)
        Q_EMIT signInWanted();
    if (kind == Banner::Kind::Warning)
        m_banners->removeBanner(kind);
}

} // namespace tierwatch
