// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace tierwatch {

/// Asks the desktop portal for the system's colour scheme and hears of its changes. Silent where
/// there is no session bus or no portal. GUI thread only; answers arrive through the event loop.
class PortalScheme final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    void ask();

Q_SIGNALS:
    /// The portal's number: 0 = no preference, 1 = dark, 2 = light.
    void answered(const QVariant& value);

private:
    Q_SLOT void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace tierwatch
