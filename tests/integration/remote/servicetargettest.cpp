// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "remotefixture.h"

#include "support/faketarget.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A published cache keeps every promise of a target, and says what its token may.
class ServiceTargetTest final : public TargetContract
{
    Q_OBJECT
protected:
    std::unique_ptr<TargetFixture> make() override { return RemoteFixture::make(); }

private Q_SLOTS:
    void saysWhereItIsAndWhoActs();
    void cannotDoAnythingBeforeItIsConnected();
    void saysWhichRoleAnOperationNeeds();
    void letsAViewerFlipItsOwnSwitchAlone();
    void isOnlyViewedWithTheTokenOfAViewer();
    void isOnlyViewedWhereTheServiceIs();
    void isOnlyViewedWhereThatIsWanted();
    void hearsOfWhatChangedAfterItsServiceCameBack();
    void tellsThatItsTokenWasRevoked();
    void takesAnAddressAsPeopleWriteIt_data();
    void takesAnAddressAsPeopleWriteIt();
    void refusesAnAddressThatCannotBe_data();
    void refusesAnAddressThatCannotBe();
    void refusesATokenThatCannotBe();

private:
    [[nodiscard]] RemoteFixture& remote() { return static_cast<RemoteFixture&>(*m_fixture); }
};

void ServiceTargetTest::saysWhereItIsAndWhoActs()
{
    QCOMPARE(target().name(), u"Test reports"_s);
    QCOMPARE(target().location(), remote().service().base().toString());
    QVERIFY(target().kindName().contains(remote().service().base().authority()));
    QCOMPARE(target().self().username, u"administrator"_s);
    QCOMPARE(target().self().role, Role::Administrator);
    QVERIFY(!target().isSample());
}

void ServiceTargetTest::cannotDoAnythingBeforeItIsConnected()
{
    const auto early = ServiceTarget::open(remote().optionsFor(Role::Administrator));
    QVERIFY(early);
    for (const Capability& capability : (*early)->capabilities())
        QCOMPARE(capability.reason, u"Not connected yet."_s);
    QCOMPARE(waitFor((*early)->act(Clear{})).error().code, ErrorCode::NotAvailable);
    QSignalSpy changes(early->get(), &CacheTarget::stateChanged);
    QVERIFY(waitFor((*early)->read(StatsQuery{}))); // who reads need not wait
    QTRY_COMPARE((*early)->state(), TargetState{});
    QCOMPARE(changes.count(), 1);
}

void ServiceTargetTest::saysWhichRoleAnOperationNeeds()
{
    QVERIFY(remote().connectAs(Role::Operator));
    QCOMPARE(target().state(), TargetState{});
    QVERIFY(target().capability(u"invalidate"_s).available);
    const Capability purge = target().capability(u"purge"_s);
    QVERIFY(!purge.available);
    QVERIFY(purge.reason.contains(u"administrator") && purge.reason.contains(u"operator"));
    const QByteArray value = ask();
    QCOMPARE(act(Purge{}).error(), (Error{ErrorCode::NotAvailable, purge.reason}));
    QCOMPARE(ask(), value);
}

void ServiceTargetTest::letsAViewerFlipItsOwnSwitchAlone()
{
    QVERIFY(remote().connectAs(Role::Viewer));
    QCOMPARE(act(SetSwitch{SwitchKind::User, {}, false})->subject, u"viewer"_s);
    QVERIFY(!read(StatsQuery{})->userEnabled);
    QCOMPARE(act(SetSwitch{SwitchKind::Global, {}, false}).error().code, ErrorCode::NotAllowed);
    QVERIFY(read(StatsQuery{})->globalEnabled);
}

void ServiceTargetTest::isOnlyViewedWithTheTokenOfAViewer()
{
    QVERIFY(remote().connectAs(Role::Viewer));
    QCOMPARE(target().state().kind, TargetState::Kind::ViewOnly);
    const QString sentence = target().state().sentence;
    QVERIFY2(sentence.contains(u"role viewer") && sentence.contains(u"administrator"),
             qPrintable(sentence));
    QVERIFY(!act(Invalidate{}));
    QVERIFY(read(HistoryQuery{}));
}

void ServiceTargetTest::isOnlyViewedWhereTheServiceIs()
{
    FakeTarget fake;
    fake.makeViewOnly(u"It belongs to another program."_s);
    ServiceFixture service(fake);
    QVERIFY(remote().connectWith({service.base(), service.token(Role::Administrator)}));
    QCOMPARE(target().state(), fake.state());
    QCOMPARE(target().capability(u"cleanup"_s).reason, fake.state().sentence);
    QVERIFY(target().capability(u"history"_s).available);
    QVERIFY(remote().connectAs(Role::Administrator)); // the one before goes before its service
}

void ServiceTargetTest::isOnlyViewedWhereThatIsWanted()
{
    ServiceTargetOptions options = remote().optionsFor(Role::Administrator);
    options.watchOnly = u"Opened to look."_s;
    QVERIFY(remote().connectWith(options));
    QCOMPARE(target().state(), (TargetState{TargetState::Kind::ViewOnly, options.watchOnly}));
    QCOMPARE(act(Clear{}).error(), (Error{ErrorCode::NotAllowed, options.watchOnly}));
    QVERIFY(read(StatsQuery{}));
}

void ServiceTargetTest::hearsOfWhatChangedAfterItsServiceCameBack()
{
    FakeTarget before;
    before.title = u"Before"_s;
    auto service = std::make_unique<ServiceFixture>(before);
    const auto port = quint16(service->base().port());
    QVERIFY(remote().connectWith({service->base(), service->token(Role::Administrator)}));
    QCOMPARE(target().name(), u"Before"_s);
    service.reset();
    QVERIFY(!read(StatsQuery{}));
    QTRY_COMPARE(target().state().kind, TargetState::Kind::Failed);
    QVERIFY(target().state().sentence.contains(QString::number(port)));
    QVERIFY(!target().capability(u"clear"_s).available);
    QCOMPARE(target().name(), u"Before"_s);
    QVERIFY(remote().connectAs(Role::Administrator));
}

void ServiceTargetTest::tellsThatItsTokenWasRevoked()
{
    const QByteArray token = remote().service().secretFor({u"guest"_s, Role::Operator});
    QVERIFY(remote().connectWith({remote().service().base(), token}));
    QVERIFY(remote().service().tokens().revoke(u"guest"_s));
    const auto refused = read(StatsQuery{});
    QCOMPARE(refused.error().code, ErrorCode::NotSignedIn);
    QTRY_COMPARE(target().state().kind, TargetState::Kind::Failed);
    QVERIFY(!target().state().sentence.contains(QString::fromLatin1(token)));
    QVERIFY(!target().capability(u"invalidate"_s).available);
}

void ServiceTargetTest::takesAnAddressAsPeopleWriteIt_data()
{
    QTest::addColumn<QString>("ending");
    for (const char* ending : {"", "/", "/api", "/api/"})
        QTest::newRow(*ending ? ending : "nothing") << QString::fromLatin1(ending);
}

void ServiceTargetTest::takesAnAddressAsPeopleWriteIt()
{
    QFETCH(const QString, ending);
    ServiceTargetOptions options = remote().optionsFor(Role::Viewer);
    options.url = QUrl(u"http://localhost:%1%2"_s.arg(options.url.port()).arg(ending));
    QVERIFY(remote().connectWith(options));
    QVERIFY(target().location().endsWith(u"/api"));
}

void ServiceTargetTest::refusesAnAddressThatCannotBe_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a path") << u"/books/cache.db"_s;
    QTest::newRow("a machine alone") << u"cache.example.org"_s;
    QTest::newRow("another scheme") << u"ftp://localhost/api"_s;
    QTest::newRow("a password") << u"https://ana:secret@localhost/api"_s;
    QTest::newRow("a question") << u"https://localhost/api?token=secret"_s;
    QTest::newRow("in the clear") << u"http://cache.example.org/api"_s;
    QTest::newRow("a name that looks local") << u"http://localhost.example.org/api"_s;
}

void ServiceTargetTest::refusesAnAddressThatCannotBe()
{
    QFETCH(const QString, address);
    const auto refused = ServiceTarget::open({QUrl(address), "token"});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
    QVERIFY2(!refused.error().message.contains(u"secret"), qPrintable(refused.error().message));
    ServiceTargetOptions insecure{QUrl(address), "token"};
    insecure.insecure = true;
    const auto opened = ServiceTarget::open(insecure);
    QCOMPARE(opened.ok(), address.startsWith(u"http://"));
    QVERIFY(!opened || (*opened)->kindName().contains(u"without TLS"));
}

void ServiceTargetTest::refusesATokenThatCannotBe()
{
    for (const QByteArray token : {"", "two words", "line\r\nX-Evil: yes", "t\xc3\xb6ken"}) {
        const auto refused = ServiceTarget::open({remote().service().base(), token});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(token.isEmpty() || !refused.error().message.contains(QString::fromUtf8(token)));
    }
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ServiceTargetTest)
#include "servicetargettest.moc"
