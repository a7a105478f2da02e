// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/meter.h"

#include "theme/format.h"
#include "theme/state.h"
#include "widgets/iconlabel.h"
#include "widgets/legendlabel.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double warningShare = 0.90, errorShare = 0.98;

} // namespace

Meter::Meter(Token fill, QWidget* parent) : QWidget(parent), m_fill(fill)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    followScale(this, [this] { updateGeometry(); });
}

void Meter::setShare(std::optional<double> share)
{
    if (share == m_share)
        return;
    m_share = share;
    setAccessibleDescription(share ? Format().wholePercent(*share * 100) : Format::unknown());
    update();
}

QSize Meter::sizeHint() const
{
    return pxSize(120, 8);
}

void Meter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const Colors colors = Colors::of(*this);
    const QRectF bar(rect());
    QPainterPath track;
    track.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter.fillPath(track, colors(Token::Track));
    if (m_share.value_or(0) <= 0)
        return;
    QRectF filled = bar;
    filled.setWidth(std::max(bar.height(), bar.width() * std::min(1.0, *m_share)));
    painter.setBrush(colors(isEnabled() ? m_fill : Token::NoSignal));
    painter.drawRoundedRect(filled, bar.height() / 2, bar.height() / 2);
}

TierMeter::TierMeter(Token tier, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_name(new LegendLabel(LegendLabel::Mark::Square, tier, name, this)),
      m_alarm(new IconLabel(u"warning"_s, Token::Warning, 14, this)),
      m_figure(new TextLabel(Format::unknown(), TextStyle::Body, Token::TextPrimary, this)),
      m_meter(new Meter(tier, this)),
      m_detail(new TextLabel(TextStyle::Small, Token::TextSecondary, this))
{
    m_name->setTextStyle(TextStyle::Body, Token::TextPrimary);
    m_figure->setElidable(false);
    m_meter->setAccessibleName(name);
    m_alarm->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(m_name);
    row->addStretch(1);
    row->addWidget(m_alarm);
    row->addWidget(m_figure);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_meter);
    layout->addWidget(m_detail);
    followScale(this, [row, layout] {
        row->setSpacing(px(6));
        layout->setSpacing(px(4));
    });
}

void TierMeter::setSize(std::optional<qint64> bytes, qint64 limitBytes)
{
    m_figure->setText(Format().bytesOf(bytes, limitBytes));
    const bool measurable = bytes && limitBytes > 0;
    const double share = measurable ? double(*bytes) / double(limitBytes) : 0;
    m_meter->setShare(measurable ? std::optional(share) : std::nullopt);
    updateAlarm(share);
}

void TierMeter::updateAlarm(double share)
{
    const StateLook look = lookOf(share > errorShare ? State::Error : State::Warning);
    m_alarm->setIcon(look.icon, look.color);
    m_alarm->setVisible(share > warningShare);
}

void TierMeter::setDetail(const QString& text)
{
    m_detail->setText(text);
}

void TierMeter::setFigureColor(Token color)
{
    m_figure->setColor(color);
}

} // namespace tierwatch
