// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tokens.h"

#include <QApplication>
#include <QPalette>

namespace tierwatch {

Colors Colors::of(const QPalette& palette)
{
    const bool dark = palette.color(QPalette::Window).lightness() < 128;
    return Colors(dark ? Scheme::Dark : Scheme::Light);
}

Colors Colors::of(const QWidget& widget)
{
    return of(QApplication::palette(&widget));
}

QColor Colors::operator()(Token token) const
{
    const TokenRow& row = tokenTable[static_cast<std::size_t>(token)];
    return QColor::fromRgb(m_scheme == Scheme::Dark ? row.dark : row.light);
}

QColor Colors::operator()(Token token, double opacity) const
{
    QColor color = (*this)(token);
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

} // namespace tierwatch
