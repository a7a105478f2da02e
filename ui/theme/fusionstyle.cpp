// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/fusionstyle.h"

#include "theme/icons.h"
#include "theme/typography.h"

#include <QGuiApplication>
#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr double fieldHeight = 28, fieldRadius = 6, fieldPadding = 9, arrowWidth = 24,
                 labelSlack = 6;

/// Style sheets change the palettes of single widgets; the application's tells light from dark.
Colors themeColors()
{
    return Colors::of(QGuiApplication::palette());
}

Token frameOf(const QStyleOption& option)
{
    if (!option.state.testFlag(QStyle::State_Enabled))
        return Token::Border;
    return option.state.testFlag(QStyle::State_HasFocus) ? Token::Accent : Token::BorderStrong;
}

QRectF squareIn(const QStyleOption& option)
{
    const double side = std::min(option.rect.width(), option.rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(option.rect).center());
    return square;
}

void drawCheckBox(const QStyleOption& option, QPainter& painter)
{
    const Colors colors = themeColors();
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QRectF box = squareIn(option).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor fill = colors(enabled ? Token::Accent : Token::TextDisabled);
    painter.setPen(QPen(on ? fill : colors(frameOf(option)), 1));
    painter.setBrush(on ? fill : colors(Token::Surface));
    painter.drawRoundedRect(box, 3, 3);
    if (on)
        icons::paint(painter, u"tick"_s, box.adjusted(1, 1, -1, -1), colors(Token::OnAccent));
}

void drawRadioButton(const QStyleOption& option, QPainter& painter)
{
    const Colors colors = themeColors();
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QRectF box = squareIn(option).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor fill = colors(enabled ? Token::Accent : Token::TextDisabled);
    painter.setPen(QPen(on ? fill : colors(frameOf(option)), 1));
    painter.setBrush(on ? fill : colors(Token::Surface));
    painter.drawEllipse(box);
    if (!on)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors(Token::OnAccent));
    painter.drawEllipse(box.center(), box.width() / 6, box.width() / 6);
}

void drawChevron(const QString& icon, const QStyleOption& option, QPainter& painter)
{
    const Colors colors = themeColors();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    QRectF square(0, 0, px(10), px(10));
    square.moveCenter(QRectF(option.rect).center());
    icons::paint(painter, icon, square,
                 colors(enabled ? Token::TextSecondary : Token::TextDisabled));
}

void drawFocus(const QStyleOption& option, QPainter& painter)
{
    painter.setPen(QPen(themeColors()(Token::Accent), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
}

/// A field with a chevron at its right end.
void drawComboBox(const QStyleOption& option, QPainter& painter)
{
    const Colors colors = themeColors();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focused = enabled && option.state.testFlag(QStyle::State_HasFocus);
    const bool hovered = enabled && option.state.testFlag(QStyle::State_MouseOver);
    const double half = focused ? 1 : 0.5;
    painter.setPen(QPen(colors(frameOf(option)), 2 * half));
    painter.setBrush(colors(hovered ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(half, half, -half, -half), px(fieldRadius),
                            px(fieldRadius));
    QStyleOption arrow = option;
    arrow.rect.setLeft(option.rect.right() - px(arrowWidth));
    drawChevron(u"unfold"_s, arrow, painter);
}

/// Whether this class paints the element; then it has.
bool draw(QStyle::PrimitiveElement element, const QStyleOption& option, QPainter& painter)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        drawRadioButton(option, painter);
        return true;
    case QStyle::PE_IndicatorMenuCheckMark:
        icons::paint(painter, u"tick"_s, squareIn(option), themeColors()(Token::TextPrimary));
        return true;
    case QStyle::PE_IndicatorArrowDown:
        drawChevron(u"unfold"_s, option, painter);
        return true;
    case QStyle::PE_IndicatorArrowRight:
        drawChevron(u"fold"_s, option, painter);
        return true;
    case QStyle::PE_FrameFocusRect:
        drawFocus(option, painter);
        return true;
    default:
        return false;
    }
}

} // namespace

FusionStyle::FusionStyle() : QProxyStyle(u"Fusion"_s) {}

void FusionStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                QPainter* painter, const QWidget* widget) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool painted = draw(element, *option, *painter);
    painter->restore();
    if (!painted)
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FusionStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                     QPainter* painter, const QWidget* widget) const
{
    if (control != CC_ComboBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawComboBox(*option, *painter);
    painter->restore();
}

QRect FusionStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                  SubControl part, const QWidget* widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return option->rect.adjusted(px(fieldPadding), 2, -px(arrowWidth), -2);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize FusionStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                    const QSize& size, const QWidget* widget) const
{
    if (type != CT_ComboBox)
        return QProxyStyle::sizeFromContents(type, option, size, widget);
    return {size.width() + px(fieldPadding + arrowWidth + labelSlack), px(fieldHeight)};
}

int FusionStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                             const QWidget* widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return px(16);
    case PM_FocusFrameHMargin:
        return px(7); // one less than the padding of cells
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return px(8);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FusionStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* result) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ComboBox_Popup: // a list below the field, not over it
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, result);
    }
}

} // namespace tierwatch
