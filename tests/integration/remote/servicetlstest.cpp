// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remotefixture.h"

#include "support/certificate.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A cache that is published behind TLS keeps every promise of a target.
class ServiceTlsTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override
    {
        return RemoteFixture::make(Role::Administrator, m_tls);
    }

private Q_SLOTS:
    void initTestCase();
    void saysWhereItIs();

private:
    QTemporaryDir m_folder;
    ServiceTls m_tls;
};

void ServiceTlsTest::initTestCase()
{
    if (!canMakeCertificates())
        QSKIP("openssl is not installed here");
    m_tls = {m_folder.filePath(u"service.crt"_s), m_folder.filePath(u"service.key"_s)};
    QVERIFY(makeCertificate(u"here"_s, m_tls.certificateFile, m_tls.keyFile,
                            quickKindFor(u"IP:127.0.0.1"_s)));
}

void ServiceTlsTest::saysWhereItIs()
{
    QVERIFY(target().location().startsWith(u"https://127.0.0.1:"_s));
    QVERIFY(!target().kindName().contains(u"without TLS"_s));
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceTlsTest)
#include "servicetlstest.moc"
