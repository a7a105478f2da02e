// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/pageheader.h"

#include "theme/icons.h"
#include "theme/typography.h"
#include "widgets/buttons.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"
#include "widgets/verdictline.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString everyText(std::chrono::milliseconds interval)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(interval).count();
    if (seconds < 60)
        return QCoreApplication::translate("PageHeader", "every %1\u00a0s").arg(seconds);
    return QCoreApplication::translate("PageHeader", "every %1\u00a0min").arg((seconds + 59) / 60);
}

} // namespace

QString intervalText(std::chrono::seconds interval)
{
    if (interval.count() == 0)
        return QCoreApplication::translate("PageHeader", "By hand (F5)");
    QString text = everyText(interval);
    text[0] = text[0].toUpper();
    return text;
}

void fillIntervalMenu(QMenu& menu, ViewSettings& view)
{
    auto* group = new QActionGroup(&menu);
    for (const int seconds : ViewSettings::intervalsS) {
        const std::chrono::seconds interval(seconds);
        QAction* action = group->addAction(intervalText(interval));
        action->setCheckable(true);
        action->setChecked(view.interval() == interval);
        QObject::connect(action, &QAction::triggered, &view,
                         [&view, interval] { view.setInterval(interval); });
        QObject::connect(
            &view, &ViewSettings::intervalChanged, action,
            [action, interval](std::chrono::seconds now) { action->setChecked(now == interval); });
    }
    menu.addActions(group->actions());
}

PageHeader::PageHeader(const QString& title, ViewSettings& view, QWidget* parent)
    : QWidget(parent), m_view(view), m_pace(view.interval()), m_verdict(new VerdictLine(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    buildRange();
    buildLive();
    buildPause();
    buildTitleRow(title);
    layout->addLayout(m_row);
    layout->addWidget(m_verdict);
    followScale(this, [this, layout] {
        layout->setSpacing(px(4));
        m_row->setSpacing(px(8));
    });
    updateLive();
}

void PageHeader::buildTitleRow(const QString& title)
{
    m_row = new QHBoxLayout;
    auto* label = new TextLabel(title, TextStyle::Title, Token::TextPrimary, this);
    label->setElidable(false);
    m_row->addWidget(label);
    m_row->addStretch(1);
    m_row->addWidget(m_range);
    m_row->addWidget(m_live);
    m_row->addWidget(m_pause);
}

void PageHeader::addButton(QWidget* button)
{
    m_row->insertWidget(2, button); // after the title and the room behind it
}

void PageHeader::buildRange()
{
    QStringList names;
    for (const RangeChoice choice : rangeChoices)
        names.append(shortName(choice));
    m_range = new SegmentedControl(tr("Range"), names, this);
    m_range->setCurrentIndex(static_cast<int>(m_view.range()));
    connect(m_range, &SegmentedControl::selected, &m_view,
            [this](int index) { m_view.setRange(static_cast<RangeChoice>(index)); });
    connect(&m_view, &ViewSettings::rangeChanged, m_range,
            [this](RangeChoice range) { m_range->setCurrentIndex(static_cast<int>(range)); });
}

void PageHeader::buildLive()
{
    m_live = makeButton(ButtonKind::Plain, QString(), this);
    auto* menu = new QMenu(m_live);
    fillIntervalMenu(*menu, m_view);
    m_live->setMenu(menu);
    m_live->setProperty("hasMenu", true);
    m_live->setObjectName(u"live"_s);
    connect(&m_view, &ViewSettings::intervalChanged, this, [this](std::chrono::seconds interval) {
        m_pace = interval;
        updateLive();
    });
}

void PageHeader::buildPause()
{
    m_pause = makeIconButton(u"pause"_s, tr("Pause (Ctrl+.)"), this);
    m_pause->setObjectName(u"pause"_s);
    setKind(*m_pause, ButtonKind::Plain);
    connect(m_pause, &QToolButton::clicked, &m_view,
            [this] { m_view.setPaused(!m_view.paused()); });
    connect(&m_view, &ViewSettings::pausedChanged, this, &PageHeader::updateLive);
}

void PageHeader::setOwnRange(QWidget* control)
{
    m_range->hide();
    m_row->insertWidget(m_row->indexOf(m_range), control);
    setTabOrder(control, m_live);
}

void PageHeader::hideRange()
{
    m_range->hide();
}

void PageHeader::setVerdict(const Verdict& verdict)
{
    m_verdict->setVerdict(verdict.state, verdict.words, verdict.sentence);
}

void PageHeader::setPace(std::chrono::milliseconds pace, bool slow)
{
    m_pace = pace;
    m_slow = slow;
    updateLive();
}

void PageHeader::setUpdatedAt(qint64 timeMs)
{
    m_updatedMs = timeMs;
    if (m_view.paused())
        updateLive();
}

QString PageHeader::liveText() const
{
    if (m_view.paused())
        return m_updatedMs > 0 ? tr("Paused, %1").arg(Format().clockSeconds(m_updatedMs))
                               : tr("Paused");
    if (m_pace.count() == 0)
        return tr("By hand");
    return m_slow ? tr("Slow target, %1").arg(everyText(m_pace))
                  : tr("Live, %1").arg(everyText(m_pace));
}

void PageHeader::updateLive()
{
    const bool live = !m_view.paused() && m_pace.count() > 0;
    m_live->setText(liveText());
    m_live->setIcon(icons::dot(m_slow ? Token::Warning : live ? Token::Ok : Token::TextSecondary));
    m_live->setAccessibleName(tr("Refresh: %1").arg(liveText()));
    m_pause->setIcon(icons::icon(m_view.paused() ? u"play"_s : u"pause"_s));
    const QString hint = m_view.paused() ? tr("Go on (Ctrl+.)") : tr("Pause (Ctrl+.)");
    m_pause->setToolTip(hint);
    m_pause->setAccessibleName(hint);
}

} // namespace tierwatch
