// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/durationchoice.h"

#include "theme/typography.h"
#include "widgets/segmentedcontrol.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>

#include <array>

namespace tierwatch {

namespace {

constexpr std::array<std::optional<qint64>, 3> durations{600, 3'600, std::nullopt};

} // namespace

DurationChoice::DurationChoice(QWidget* parent)
    : QWidget(parent),
      m_choice(new SegmentedControl(tr("For how long"),
                                    {tr("10 min"), tr("1 h"), tr("Until switched on")}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(px(10));
    row->addWidget(new TextLabel(tr("For how long"), TextStyle::Body, Token::TextPrimary, this));
    row->addWidget(m_choice);
    row->addStretch(1);
}

std::optional<qint64> DurationChoice::seconds() const
{
    return durations.at(static_cast<std::size_t>(m_choice->currentIndex()));
}

} // namespace tierwatch
