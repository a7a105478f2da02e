// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keptsecrets.h"
#include "support/ownbus.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// A key store that is asked and does not answer until it is told to, as one whose prompt nobody
/// sees.
class SilentStore final : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Secret.Service")

public:
    void refuse()
    {
        for (const QDBusMessage& question : std::as_const(m_asked))
            QDBusConnection(m_bus).send(
                question.createErrorReply(u"org.freedesktop.DBus.Error.Failed"_s, u"too late"_s));
        m_asked.clear();
    }
    [[nodiscard]] qsizetype asked() const { return m_asked.size(); }

public Q_SLOTS:
    QDBusVariant OpenSession(const QString&, const QDBusVariant&)
    {
        setDelayedReply(true);
        m_asked.append(message());
        m_bus = connection().name();
        return {};
    }

private:
    QList<QDBusMessage> m_asked;
    QString m_bus;
};

} // namespace

class SilentKeyStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bus.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void itIsNotWaitedForAndItsLateAnswerDoesNoHarm()
    {
        SilentStore store;
        QDBusConnection bus = QDBusConnection::connectToBus(m_bus.address(), u"store"_s);
        QVERIFY(bus.registerObject(u"/org/freedesktop/secrets"_s, &store,
                                   QDBusConnection::ExportAllSlots));
        QVERIFY(bus.registerService(u"org.freedesktop.secrets"_s));

        auto secrets = std::make_unique<KeptSecrets>(systemKeyStore(), u"mine"_s,
                                                     std::chrono::milliseconds(200));
        std::atomic<int> late = 0;
        std::jthread asker(
            [&] { late += secrets->passwordOf(u"erp"_s).error().code == ErrorCode::Timeout; });
        QTRY_COMPARE(store.asked(), 1);
        QTRY_COMPARE(late.load(), 1);
        asker.join();
        secrets.reset();

        store.refuse();
        QTRY_VERIFY(isAskedAgain(store)); // the one before has finished, and nobody was there
        store.refuse();
        QDBusConnection::disconnectFromBus(u"store"_s);
    }

private:
    /// A second question waits for the first.
    bool isAskedAgain(SilentStore& store)
    {
        const KeptSecrets secrets(systemKeyStore(), u"mine"_s, std::chrono::milliseconds(1));
        (void)secrets.passwordOf(u"main"_s);
        return store.asked() > 0;
    }

    test::OwnBus m_bus;
};

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::SilentKeyStoreTest)
#include "silentkeystoretest.moc"
