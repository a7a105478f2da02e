// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/focusregions.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>

namespace tierwatch {

namespace {

QWidget* firstControl(const QWidget& region)
{
    const auto children = region.findChildren<QWidget*>();
    const auto found = std::ranges::find_if(children, [](const QWidget* child) {
        return child->isVisible() && child->isEnabled() &&
               (child->focusPolicy() & Qt::TabFocus) != 0;
    });
    return found == children.end() ? nullptr : *found;
}

bool holdsFocus(const QWidget* region)
{
    const QWidget* focus = QApplication::focusWidget();
    return focus && (focus == region || region->isAncestorOf(focus));
}

} // namespace

void focusNextRegion(const QList<QWidget*>& regions, int step)
{
    const auto current = std::ranges::find_if(regions, holdsFocus);
    qsizetype index = current == regions.end() ? (step > 0 ? -1 : 0) : current - regions.begin();
    for (qsizetype tried = 0; tried < regions.size(); ++tried) {
        index = (index + step + regions.size()) % regions.size();
        if (QWidget* control = firstControl(*regions[index])) {
            control->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace tierwatch
