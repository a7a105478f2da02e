// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keptsecrets.h"
#include "support/ownbus.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A system without a key store.
class NoKeyStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = m_bus.start(); !why.isEmpty())
            QSKIP(qPrintable(why));
    }

    void aPasswordIsKeptUntilTheProgramEndsAndNowhereElse()
    {
        KeptSecrets secrets(systemKeyStore(), u"mine"_s);
        const auto unknown = secrets.passwordOf(u"erp"_s);
        QCOMPARE(unknown.error().code, ErrorCode::NotAvailable);
        QVERIFY(unknown.error().message.contains(u"TIERWATCH_SOURCE_ERP_PASSWORD"));
        const auto kept = secrets.keep(u"erp"_s, u"c4nary"_s);
        QVERIFY(kept && kept->contains(u"only kept until the program ends"));
        QCOMPARE(secrets.passwordOf(u"erp"_s)->value(), u"c4nary"_s);
        const KeptSecrets next(systemKeyStore(), u"mine"_s);
        QCOMPARE(next.passwordOf(u"erp"_s).error().code, ErrorCode::NotAvailable);
    }

private:
    OwnBus m_bus;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::NoKeyStoreTest)
#include "nokeystoretest.moc"
