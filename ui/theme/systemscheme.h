// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QObject>
#include <QPalette>

class QVariant;

namespace tierwatch {

/// Whether the system is light or dark, and a signal when that changes. Asks, in this order: Qt 6.5
/// and later; on Linux the desktop portal; on Windows the registry; else the lightness of the
/// palette the system gave. Never blocks: what has to be asked over D-Bus arrives as a change.
/// GUI thread only.
class SystemScheme final : public QObject
{
    Q_OBJECT

public:
    /// `systemPalette` is the one the platform gave, read before the program set its own.
    explicit SystemScheme(const QPalette& systemPalette, QObject* parent = nullptr);

    [[nodiscard]] Scheme current() const { return m_current; }

    /// The portal's `color-scheme`: 1 = dark, 2 = light; anything else gives `fallback`.
    [[nodiscard]] static Scheme fromPortal(const QVariant& value, Scheme fallback);

Q_SIGNALS:
    void changed(Scheme scheme);

private:
    void watch();
    void update(Scheme scheme);

    Scheme m_fallback;
    Scheme m_current;
};

} // namespace tierwatch
