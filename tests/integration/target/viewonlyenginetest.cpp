// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"
#include "support/otherprogram.h"
#include "support/privileges.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What a program that embeds the engine meets on a workspace it may only view.
class ViewOnlyEngineTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void loadsAfterAKeptInvalidationAreCached();
    void anInvalidationIsRefusedAndNothingChanges();
    void aSwitchIsRefusedAndNothingChanges();
    void cleaningUpDoesNoHarm();
    void aFolderWithoutACacheFileOpensEmpty();

private:
    [[nodiscard]] bool reopenAsNewer();
    CacheEngine& engine() { return m_engine->workspace().engine(); }
    QByteArray ask() { return m_engine->ask(u"invoices"_s, 1, u"ana"_s); }

    std::unique_ptr<EngineFixture> m_engine;
};

void ViewOnlyEngineTest::init()
{
    m_engine = EngineFixture::make({});
    QVERIFY(m_engine);
}

bool ViewOnlyEngineTest::reopenAsNewer()
{
    m_engine->close();
    return OtherProgram(m_engine->workspace().cachePath())
               .exec({u"UPDATE tw_meta SET value = '99' WHERE key = 'schema_version'"_s}) &&
           m_engine->reopen({}) && m_engine->workspace().cache().isViewOnly();
}

void ViewOnlyEngineTest::loadsAfterAKeptInvalidationAreCached()
{
    const QByteArray old = ask();
    QVERIFY(engine().invalidate({}, u"tester"_s));
    QVERIFY(reopenAsNewer());
    const QByteArray value = ask();
    QVERIFY(value != old);
    QCOMPARE(ask(), value);
}

void ViewOnlyEngineTest::anInvalidationIsRefusedAndNothingChanges()
{
    const QByteArray old = ask();
    QVERIFY(reopenAsNewer());
    QCOMPARE(ask(), old);
    const Result<Invalidated> done = engine().invalidate({.companyId = 1}, u"tester"_s);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::NotAllowed);
    QCOMPARE(ask(), old);
}

void ViewOnlyEngineTest::aSwitchIsRefusedAndNothingChanges()
{
    const QByteArray value = ask();
    QVERIFY(reopenAsNewer());
    Switches& switches = m_engine->workspace().cache().switches();
    for (const SwitchKind kind :
         {SwitchKind::Global, SwitchKind::User, SwitchKind::Type, SwitchKind::AutoInvalidate}) {
        const Result<void> done = switches.set(kind, u"ana"_s, false);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotAllowed);
    }
    QVERIFY(switches.global());
    QCOMPARE(ask(), value);
}

void ViewOnlyEngineTest::cleaningUpDoesNoHarm()
{
    const QByteArray value = ask();
    QVERIFY(reopenAsNewer());
    (void)engine().cleanUp();
    engine().settle();
    QCOMPARE(ask(), value);
}

void ViewOnlyEngineTest::aFolderWithoutACacheFileOpensEmpty()
{
    const Quiet quiet;
    const QString folder = m_engine->workspace().folder();
    m_engine->close();
    QVERIFY(QFile::remove(m_engine->workspace().cachePath()));
    const auto all = QFile::permissions(folder);
    const auto look = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup |
                      QFile::ReadOther | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(folder, look));
    {
        const WithoutPrivileges unprivileged;
        if (!unprivileged.ok())
            QSKIP("permissions count for nothing here");
        QVERIFY(m_engine->reopen({}));
        QVERIFY(m_engine->workspace().cache().isViewOnly());
        QVERIFY(!m_engine->workspace().cache().notice().isEmpty());
        const QByteArray value = ask();
        QCOMPARE(ask(), value);
        QVERIFY(!QFile::exists(m_engine->workspace().cachePath()));
        m_engine->close();
    }
    QVERIFY(QFile::setPermissions(folder, all));
    QUIET(quiet);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ViewOnlyEngineTest)
#include "viewonlyenginetest.moc"
