// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "theme/systemscheme.h"
#include "theme/theme.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// A desktop portal that knows one setting.
class FakePortal final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    void change(uint scheme)
    {
        m_scheme = scheme;
        Q_EMIT SettingChanged(u"org.freedesktop.appearance"_s, u"color-scheme"_s,
                              QDBusVariant(scheme));
    }

public Q_SLOTS:
    /// As the real one: a variant within the variant.
    QDBusVariant Read(const QString& group, const QString& key)
    {
        const bool known = group == u"org.freedesktop.appearance" && key == u"color-scheme";
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? m_scheme : 0u)));
    }

Q_SIGNALS:
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    uint m_scheme = 1;
};

} // namespace

/// Light and dark as a Linux desktop tells them, over a bus of the test's own.
class PortalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSystemIsFollowedWhenItAnswersAndWhenItChanges();
    void cleanupTestCase();

private:
    QProcess m_bus;
    QString m_address;
};

void PortalTest::initTestCase()
{
    if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
        QSKIP("dbus-daemon is not installed");
    m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QTRY_VERIFY(m_bus.canReadLine());
    m_address = QString::fromLatin1(m_bus.readLine()).trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
}

void PortalTest::theSystemIsFollowedWhenItAnswersAndWhenItChanges()
{
    FakePortal portal;
    QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"portal"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &portal,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));

    const SystemScheme system(Theme::palette(Scheme::Light));
    const QSignalSpy changes(&system, &SystemScheme::changed);
    QCOMPARE(system.current(), Scheme::Light); // until the portal has answered
    QTRY_COMPARE(system.current(), Scheme::Dark);
    portal.change(2);
    QTRY_COMPARE(system.current(), Scheme::Light);
    portal.change(1);
    QTRY_COMPARE(system.current(), Scheme::Dark);
    portal.change(0); // no preference: what the palette says
    QTRY_COMPARE(system.current(), Scheme::Light);
    QCOMPARE(changes.count(), 4);
}

void PortalTest::cleanupTestCase()
{
    if (m_bus.state() == QProcess::NotRunning)
        return;
    m_bus.terminate();
    QVERIFY(m_bus.waitForFinished());
}

} // namespace tierwatch

QTEST_MAIN(tierwatch::PortalTest)
#include "portaltest.moc"
