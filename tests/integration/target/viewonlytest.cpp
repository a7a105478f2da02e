// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginefixture.h"
#include "support/otherprogram.h"
#include "support/privileges.h"
#include "support/quiet.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A workspace that this program may not or must not write, from its file to its target.
class ViewOnlyTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void whatIsInItIsServed_data() { eachKind(); }
    void whatIsInItIsServed();
    void whatIsLoadedLeavesTheFileAsItIs_data() { eachKind(); }
    void whatIsLoadedLeavesTheFileAsItIs();
    void theTargetSaysWhyItIsOnlyViewedAndAnswersQueries_data() { eachKind(); }
    void theTargetSaysWhyItIsOnlyViewedAndAnswersQueries();
    void noActionIsCarriedOut_data() { eachKind(); }
    void noActionIsCarriedOut();
    void switchesStandAsTheyWereKept_data() { eachKind(); }
    void switchesStandAsTheyWereKept();

private:
    static void eachKind();
    /// Closes the workspace and opens it as the row says.
    void openForViewing();
    [[nodiscard]] bool makeNewer() const;
    [[nodiscard]] bool makeReadOnly(bool readOnly) const;
    [[nodiscard]] QByteArray bytesOfTheFile() const;

    CacheTarget& target() { return m_engine->target(); }
    QByteArray ask(qint64 company = 1) { return m_engine->ask(u"invoices"_s, company, u"ana"_s); }
    template <class Q>
    [[nodiscard]] Result<typename Q::Reply> read(Q query)
    {
        return target().read(std::move(query)).result();
    }

    std::unique_ptr<EngineFixture> m_engine;
    std::optional<WithoutPrivileges> m_unprivileged;
};

void ViewOnlyTest::init()
{
    m_engine = EngineFixture::make({});
    QVERIFY(m_engine);
}

void ViewOnlyTest::cleanup()
{
    m_engine->close();
    m_unprivileged.reset();
    QVERIFY(makeReadOnly(false));
    m_engine.reset();
}

void ViewOnlyTest::eachKind()
{
    QTest::addColumn<bool>("newer");
    QTest::newRow("of a newer version") << true;
    QTest::newRow("in a folder without the right to write") << false;
}

void ViewOnlyTest::openForViewing()
{
    QFETCH(bool, newer);
    m_engine->settle();
    m_engine->close();
    if (newer) {
        QVERIFY(makeNewer());
    } else {
        QVERIFY(makeReadOnly(true));
        m_unprivileged.emplace();
        if (!m_unprivileged->ok())
            QSKIP("permissions count for nothing here");
    }
    QVERIFY(m_engine->reopen({}));
    QVERIFY(m_engine->workspace().cache().isViewOnly());
}

bool ViewOnlyTest::makeNewer() const
{
    return OtherProgram(m_engine->workspace().cachePath())
        .exec({u"UPDATE tw_meta SET value = '99' WHERE key = 'schema_version'"_s,
               u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
}

bool ViewOnlyTest::makeReadOnly(bool readOnly) const
{
    const auto look = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther | QFile::ExeOwner |
                      QFile::ExeGroup | QFile::ExeOther;
    return QFile::setPermissions(m_engine->workspace().folder(),
                                 readOnly ? look : look | QFile::WriteOwner);
}

QByteArray ViewOnlyTest::bytesOfTheFile() const
{
    QFile file(m_engine->workspace().cachePath());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ViewOnlyTest::whatIsInItIsServed()
{
    const Quiet quiet;
    const QByteArray value = ask();
    openForViewing();
    QCOMPARE(ask(), value);
    QCOMPARE(ask(), value);
    const Result<Stats> stats = read(StatsQuery{});
    QVERIFY(stats);
    QCOMPARE(stats->disk.entries.value(), 1);
    QCOMPARE(stats->memory.entries.value(), 1);
    QUIET(quiet);
}

void ViewOnlyTest::whatIsLoadedLeavesTheFileAsItIs()
{
    const Quiet quiet;
    ask(1);
    openForViewing();
    const QByteArray before = bytesOfTheFile();
    QVERIFY(!before.isEmpty());
    const QByteArray value = ask(2);
    QCOMPARE(ask(2), value); // in memory
    m_engine->settle();
    m_engine->close();
    QCOMPARE(bytesOfTheFile(), before);
    QVERIFY(m_engine->reopen({}));
    QVERIFY(ask(2) != value);
    QUIET(quiet);
}

void ViewOnlyTest::theTargetSaysWhyItIsOnlyViewedAndAnswersQueries()
{
    ask();
    openForViewing();
    QCOMPARE(target().state().kind, TargetState::Kind::ViewOnly);
    QVERIFY(!target().state().sentence.isEmpty());
    ask();
    m_engine->settle();
    QCOMPARE(read(HistoryQuery{Range::minutes(5), 300})->total.answered(), 2);
    QCOMPARE(read(PreviewQuery{})->entries, 1);
    QVERIFY(read(ResponseTimesQuery{}).ok());
    QVERIFY(read(EventsQuery{}).ok());
    QCOMPARE(read(CatalogQuery{})->companies.size(), size_t(2));
}

void ViewOnlyTest::noActionIsCarriedOut()
{
    const QByteArray value = ask();
    openForViewing();
    const auto codeOf = [&](auto action) {
        const auto done = target().act(action).result();
        return done ? std::optional<ErrorCode>() : std::optional(done.error().code);
    };
    QCOMPARE(codeOf(Invalidate{}), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(CleanUp{}), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(Benchmark{}), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(SetSwitch{SwitchKind::Global, {}, false}), ErrorCode::NotAllowed);
    QCOMPARE(codeOf(SetSwitch{SwitchKind::User, {}, false}), ErrorCode::NotAllowed);
    for (const char* name : {Invalidate::name, CleanUp::name, SetSwitch::name}) {
        const Capability able = target().capability(QLatin1StringView(name));
        QVERIFY(!able.available);
        QCOMPARE(able.reason, target().state().sentence);
    }
    QCOMPARE(ask(), value);
}

void ViewOnlyTest::switchesStandAsTheyWereKept()
{
    const QByteArray value = ask();
    QVERIFY(target().act(SetSwitch{SwitchKind::User, u"ana"_s, false}).result());
    openForViewing();
    QVERIFY(ask() != value);
    QVERIFY(read(StatsQuery{})->globalEnabled);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ViewOnlyTest)
#include "viewonlytest.moc"
