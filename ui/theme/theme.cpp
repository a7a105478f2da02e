// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/fusionstyle.h"
#include "theme/stylesheet.h"
#include "theme/typography.h"

#include <QApplication>
#include <QWidget>

namespace tierwatch {

namespace {

using RoleToken = std::pair<QPalette::ColorRole, Token>;

constexpr RoleToken roles[] = {
    {QPalette::Window, Token::Window},
    {QPalette::Button, Token::Surface},
    {QPalette::Light, Token::Surface},
    {QPalette::Midlight, Token::Hover},
    {QPalette::Mid, Token::Border},
    {QPalette::Dark, Token::Border},
    {QPalette::Shadow, Token::Border},
    {QPalette::Base, Token::Surface},
    {QPalette::AlternateBase, Token::SurfaceAlt},
    {QPalette::ToolTipBase, Token::Surface},
    {QPalette::ToolTipText, Token::TextPrimary},
    {QPalette::WindowText, Token::TextPrimary},
    {QPalette::Text, Token::TextPrimary},
    {QPalette::ButtonText, Token::TextPrimary},
    {QPalette::BrightText, Token::Error},
    {QPalette::Highlight, Token::TextSelection},
    {QPalette::HighlightedText, Token::TextPrimary},
    {QPalette::PlaceholderText, Token::TextSecondary},
    {QPalette::Link, Token::TextPrimary},
    {QPalette::LinkVisited, Token::TextPrimary},
};

constexpr QPalette::ColorRole texts[] = {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                                         QPalette::HighlightedText, QPalette::PlaceholderText};

/// Qt tells only windows of a new font of the application; what is sized by it lies inside them.
void tellOfNewFont()
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget* widget : widgets) {
        QEvent event(QEvent::ApplicationFontChange);
        QApplication::sendEvent(widget, &event);
    }
}

} // namespace

Theme::Theme(QObject* parent) : QObject(parent) {}

Theme::~Theme() = default;

void Theme::applyTo(QApplication& app)
{
    m_app = &app;
    m_systemFont = QApplication::font();
    m_system = std::make_unique<SystemScheme>(QApplication::palette());
    connect(m_system.get(), &SystemScheme::changed, this, &Theme::refresh);
    QApplication::setStyle(new FusionStyle);
    refresh();
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    refresh();
}

Scheme Theme::scheme() const
{
    switch (m_mode) {
    case Mode::Light:
        return Scheme::Light;
    case Mode::Dark:
        return Scheme::Dark;
    case Mode::System:
        break;
    }
    return m_system ? m_system->current() : Scheme::Light;
}

void Theme::setTextScale(int percent)
{
    const int clamped = std::clamp(percent, smallestTextScale, largestTextScale);
    const int stepped = qRound(double(clamped) / textScaleStep) * textScaleStep;
    if (stepped == m_textScale)
        return;
    m_textScale = stepped;
    refresh();
}

void Theme::refresh()
{
    if (!m_app)
        return;
    QFont font = m_systemFont;
    font.setPointSizeF(m_systemFont.pointSizeF() * m_textScale / 100);
    const bool resized = QApplication::font() != font;
    if (resized)
        QApplication::setFont(font);
    QApplication::setPalette(palette(scheme()));
    m_app->setStyleSheet(styleSheet(scheme(), uiScale()));
    if (resized)
        tellOfNewFont();
    Q_EMIT changed();
}

QPalette Theme::palette(Scheme scheme)
{
    const Colors colors(scheme);
    QPalette palette;
    for (const auto& [role, token] : roles)
        palette.setColor(role, colors(token));
    for (const QPalette::ColorRole role : texts)
        palette.setColor(QPalette::Disabled, role, colors(Token::TextDisabled));
    return palette;
}

} // namespace tierwatch
