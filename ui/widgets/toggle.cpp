// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/toggle.h"

#include "theme/typography.h"
#include "widgets/painting.h"
#include "widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <QVariantAnimation>

namespace tierwatch {

namespace {

constexpr int knobDurationMs = 120;
constexpr int ringRoom = 4; ///< around the track, for the focus ring

} // namespace

Toggle::Toggle(QWidget* parent) : QAbstractButton(parent), m_animation(new QVariantAnimation(this))
{
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_animation->setDuration(knobDurationMs);
    connect(m_animation, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_knob = value.toDouble();
        update();
    });
    connect(this, &QAbstractButton::toggled, this, &Toggle::moveKnob);
    followScale(this, [this] { updateGeometry(); });
}

QSize Toggle::sizeHint() const
{
    return pxSize(34, 18) + QSize(2 * ringRoom, 2 * ringRoom);
}

bool Toggle::hitButton(const QPoint& position) const
{
    return rect().contains(position);
}

void Toggle::moveKnob(bool checked)
{
    m_animation->stop();
    if (!isVisible() || !isMotionWanted(*this)) {
        m_knob = checked ? 1 : 0;
        update();
        return;
    }
    m_animation->setStartValue(m_knob);
    m_animation->setEndValue(checked ? 1.0 : 0.0);
    m_animation->start();
}

void Toggle::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF track(QPointF(), QSizeF(pxSize(34, 18)));
    track.moveCenter(QRectF(rect()).center());
    paintTrack(painter, track);
    if (hasFocus())
        paintFocusRing(painter, track, track.height() / 2, Colors::of(*this));
}

void Toggle::paintTrack(QPainter& painter, const QRectF& track) const
{
    const Colors colors = Colors::of(*this);
    const Token on = isEnabled() ? Token::Accent : Token::TextDisabled;
    const Token off = isEnabled() ? Token::BorderStrong : Token::TextDisabled;
    const double radius = track.height() / 2;
    painter.setPen(QPen(colors(isChecked() ? on : off), 1));
    painter.setBrush(colors(isChecked() ? on : Token::Surface));
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    const double knobRadius = px(14) / 2.0;
    const double inset = radius, run = track.width() - 2 * inset;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(isChecked() ? Token::OnAccent : off));
    const double shown = isChecked() ? knobRadius : knobRadius - px(1);
    painter.drawEllipse(QPointF(track.left() + inset + run * m_knob, track.center().y()), shown,
                        shown);
}

ToggleRow::ToggleRow(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(new TextLabel(title, TextStyle::Body, Token::TextPrimary, this)),
      m_state(new TextLabel(TextStyle::Small, Token::TextSecondary, this)),
      m_toggle(new Toggle(this))
{
    m_toggle->setAccessibleName(title);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_title);
    texts->addWidget(m_state);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addLayout(texts, 1);
    row->addWidget(m_toggle);
    followScale(this, [row] { row->setSpacing(px(8)); });
}

void ToggleRow::setStateText(const QString& text)
{
    m_state->setText(text);
    m_toggle->setAccessibleDescription(text);
}

void ToggleRow::setReason(const QString& reason)
{
    m_toggle->setEnabled(reason.isEmpty());
    m_toggle->setToolTip(reason);
    if (!reason.isEmpty())
        m_toggle->setAccessibleDescription(reason);
}

} // namespace tierwatch
