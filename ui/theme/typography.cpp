// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/typography.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QWidget>

namespace tierwatch {

namespace {

constexpr double referencePoints = 10.0;

double pointsOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Hero:
        return 29;
    case TextStyle::Welcome:
        return 21;
    case TextStyle::Figure:
        return 19;
    case TextStyle::PageFigure:
        return 17;
    case TextStyle::DialogFigure:
        return 16;
    case TextStyle::Title:
        return 15;
    case TextStyle::Door:
        return 13;
    case TextStyle::Lead:
        return 12;
    case TextStyle::Heading:
    case TextStyle::Body:
        return 10;
    case TextStyle::Small:
    case TextStyle::Emphasis:
    case TextStyle::Code:
        return 9;
    case TextStyle::Mark:
        return 8.5;
    }
    return referencePoints;
}

bool isDemiBold(TextStyle style)
{
    return style != TextStyle::Body && style != TextStyle::Small && style != TextStyle::Code;
}

class ScaleFollower final : public QObject
{
public:
    ScaleFollower(QWidget* widget, std::function<void()> apply)
        : QObject(widget), m_apply(std::move(apply))
    {
        widget->installEventFilter(this);
    }

    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::ApplicationFontChange)
            m_apply();
        return false;
    }

private:
    std::function<void()> m_apply;
};

} // namespace

double uiScale()
{
    const double points = QApplication::font().pointSizeF();
    return points > 0 ? points / referencePoints : 1.0;
}

int px(double logical)
{
    return qRound(logical * uiScale());
}

QSize pxSize(double width, double height)
{
    return {px(width), px(height)};
}

QMargins pxMargins(double left, double top, double right, double bottom)
{
    return {px(left), px(top), px(right), px(bottom)};
}

QFont textFont(TextStyle style)
{
    QFont font = style == TextStyle::Code ? QFontDatabase::systemFont(QFontDatabase::FixedFont)
                                          : QApplication::font();
    font.setPointSizeF(pointsOf(style) * uiScale());
    font.setWeight(isDemiBold(style) ? QFont::DemiBold : QFont::Normal);
    return font;
}

void followScale(QWidget* widget, std::function<void()> apply)
{
    apply();
    new ScaleFollower(widget, std::move(apply));
}

} // namespace tierwatch
