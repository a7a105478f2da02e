// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connectioncolours.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

QString said(const char* text)
{
    return QCoreApplication::translate("Connection", text);
}

} // namespace

/// Those that meet 3:1 on both themes' surfaces.
const std::vector<ConnectionColour>& connectionColours()
{
    static const std::vector<ConnectionColour> all{
        {said("Red"), u"#d9435b"_s},    {said("Orange"), u"#c9701f"_s},
        {said("Yellow"), u"#a8861c"_s}, {said("Green"), u"#3a8f5a"_s},
        {said("Teal"), u"#188f95"_s},   {said("Blue"), u"#4b7fd6"_s},
        {said("Violet"), u"#8c66cf"_s}, {said("Grey"), u"#7a828f"_s}};
    return all;
}

QIcon colourIcon(const QString& value)
{
    constexpr int side = 32;
    QPixmap dot(side, side);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(value));
    painter.drawEllipse(QRectF(6, 6, side - 12, side - 12));
    return QIcon(dot);
}

} // namespace tierwatch
