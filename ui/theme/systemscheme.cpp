// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/systemscheme.h"

#ifdef TIERWATCH_HAS_DBUS
#include "theme/portalscheme.h"
#endif

#include <QGuiApplication>
#include <QSettings>
#include <QStyleHints>
#include <QVariant>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
Scheme fromHints(Qt::ColorScheme scheme, Scheme fallback)
{
    if (scheme == Qt::ColorScheme::Unknown)
        return fallback;
    return scheme == Qt::ColorScheme::Dark ? Scheme::Dark : Scheme::Light;
}
#elif defined(Q_OS_WIN)
Scheme fromRegistry(Scheme fallback)
{
    const QSettings personalize(u"HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\"
                                "CurrentVersion\\Themes\\Personalize"_s,
                                QSettings::NativeFormat);
    const QVariant light = personalize.value(u"AppsUseLightTheme"_s);
    if (!light.isValid())
        return fallback;
    return light.toInt() == 0 ? Scheme::Dark : Scheme::Light;
}
#endif

} // namespace

SystemScheme::SystemScheme(const QPalette& systemPalette, QObject* parent)
    : QObject(parent), m_fallback(Colors::of(systemPalette).scheme()), m_current(m_fallback)
{
    watch();
}

void SystemScheme::watch()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QStyleHints* hints = QGuiApplication::styleHints();
    m_current = fromHints(hints->colorScheme(), m_fallback);
    connect(hints, &QStyleHints::colorSchemeChanged, this,
            [this](Qt::ColorScheme scheme) { update(fromHints(scheme, m_fallback)); });
#elif defined(Q_OS_WIN)
    m_current = fromRegistry(m_fallback);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [this] { update(fromRegistry(m_fallback)); });
#elif defined(TIERWATCH_HAS_DBUS)
    auto* portal = new PortalScheme(this);
    connect(portal, &PortalScheme::answered, this,
            [this](const QVariant& value) { update(fromPortal(value, m_fallback)); });
    portal->ask();
#endif
}

Scheme SystemScheme::fromPortal(const QVariant& value, Scheme fallback)
{
    switch (value.toUInt()) {
    case 1:
        return Scheme::Dark;
    case 2:
        return Scheme::Light;
    default:
        return fallback;
    }
}

void SystemScheme::update(Scheme scheme)
{
    if (scheme == m_current)
        return;
    m_current = scheme;
    Q_EMIT changed(scheme);
}

} // namespace tierwatch
