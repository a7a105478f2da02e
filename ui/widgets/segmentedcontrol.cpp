// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/segmentedcontrol.h"

#include "theme/typography.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double sidePadding = 12;

/// The bold width, so that nothing shifts when the choice moves.
void reserveWidth(QToolButton* segment)
{
    const QFontMetrics metrics(textFont(TextStyle::Heading));
    segment->setFixedWidth(metrics.horizontalAdvance(segment->text()) + 2 * px(sidePadding) + 2);
}

} // namespace

SegmentedControl::SegmentedControl(const QString& name, const QStringList& segments,
                                   QWidget* parent)
    : QWidget(parent), m_layout(new QHBoxLayout(this)), m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(0);
    for (int i = 0; i < segments.size(); ++i)
        addSegment(segments[i], i, int(segments.size()));
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentedControl::choose);
}

void SegmentedControl::addSegment(const QString& text, int index, int count)
{
    auto* segment = new QToolButton(this);
    segment->setText(text);
    segment->setCheckable(true);
    segment->setFocusPolicy(Qt::TabFocus);
    segment->setAccessibleName(accessibleName() + u", "_s + text);
    segment->setProperty("segment", index == 0           ? u"first"_s
                                    : index == count - 1 ? u"last"_s
                                                         : u"middle"_s);
    m_group->addButton(segment, index);
    m_layout->addWidget(segment);
    followScale(segment, [segment] { reserveWidth(segment); });
    if (index == 0)
        setCurrentIndex(0);
}

int SegmentedControl::currentIndex() const
{
    return m_current;
}

void SegmentedControl::setCurrentIndex(int index)
{
    m_current = index;
    if (QAbstractButton* segment = m_group->button(index))
        segment->setChecked(true);
}

void SegmentedControl::choose(int index)
{
    if (index == m_current)
        return;
    m_current = index;
    Q_EMIT selected(index);
}

} // namespace tierwatch
