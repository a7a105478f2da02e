// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>

namespace tierwatch::test {

/// A session bus of the test's own that starts no program, and what is started on it; both go with
/// the object. Make one before anything in the process has used a bus, and only one: the libraries
/// remember theirs.
class OwnBus final
{
public:
    /// Why there is none, or nothing.
    [[nodiscard]] QString start()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
            return QStringLiteral("dbus-daemon is not installed");
        QFile rules(m_folder.filePath(QStringLiteral("bus.conf")));
        if (!rules.open(QIODevice::WriteOnly))
            return rules.errorString();
        rules.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                    "<policy context='default'><allow send_destination='*'/>"
                    "<allow receive_sender='*'/><allow own='*'/></policy></busconfig>");
        rules.close();
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--config-file=") + rules.fileName(),
                     QStringLiteral("--nofork"), QStringLiteral("--print-address")});
        if (!m_bus.waitForReadyRead(limitMs))
            return QStringLiteral("dbus-daemon did not start");
        m_address = QString::fromLatin1(m_bus.readLine()).trimmed();
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_address.toLatin1());
        return {};
    }

    /// Starts GNOME's key store, unlocked, with nothing in it. Why that can't be, or nothing.
    [[nodiscard]] QString startKeyStore()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
            return QStringLiteral("gnome-keyring-daemon is not installed");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(QLatin1StringView(name), m_folder.path());
        m_keyStore.setProcessEnvironment(environment);
        m_keyStore.start(QStringLiteral("gnome-keyring-daemon"),
                         {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                          QStringLiteral("--components=secrets")});
        if (!m_keyStore.waitForStarted(limitMs))
            return QStringLiteral("gnome-keyring-daemon did not start");
        m_keyStore.write("of the test");
        m_keyStore.closeWriteChannel();
        return {};
    }

    ~OwnBus()
    {
        // GLib ends a program whose session bus goes.
        (void)std::signal(SIGTERM, SIG_IGN);
        for (QProcess* process : {&m_keyStore, &m_bus}) {
            if (process->state() == QProcess::NotRunning)
                continue;
            process->terminate();
            if (!process->waitForFinished(limitMs))
                process->kill();
        }
    }
    OwnBus() = default;
    Q_DISABLE_COPY_MOVE(OwnBus)

    [[nodiscard]] const QString& address() const { return m_address; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    static constexpr int limitMs = 10'000;

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyStore;
    QString m_address;
};

} // namespace tierwatch::test
