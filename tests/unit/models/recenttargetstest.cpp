// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "models/recenttargets.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class RecentTargetsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void theNewestIsTheFirstAndEachIsThereOnce();
    void theyAreThereAtTheNextStart();
    void noMoreThanEightAreKept();
    void whatAnotherWindowNotedStays();
    void noSecretIsKept();
    void aFileThatMakesNoSenseHasNone();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(u"view.ini"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

TargetConnection at(const QString& place,
                    TargetConnection::Kind kind = TargetConnection::Kind::Workspace)
{
    TargetConnection connection;
    connection.kind = kind;
    connection.place = place;
    return connection;
}

} // namespace

void RecentTargetsTest::theNewestIsTheFirstAndEachIsThereOnce()
{
    RecentTargets recent(file());
    const QSignalSpy told(&recent, &RecentTargets::changed);
    recent.note(at(u"/a"_s), u"A"_s);
    recent.note(at(u"/b"_s), u"B"_s);
    recent.note(at(u"/a"_s, TargetConnection::Kind::File), u"A file"_s);
    recent.note(at(u"/a"_s), u"A again"_s);
    QCOMPARE(recent.all().size(), 3);
    QCOMPARE(recent.all()[0].name, u"A again"_s);
    QCOMPARE(recent.all()[1].name, u"A file"_s);
    QCOMPARE(told.size(), 4);
    recent.clear();
    QVERIFY(RecentTargets(file()).all().empty());
}

void RecentTargetsTest::theyAreThereAtTheNextStart()
{
    TargetConnection service = at(u"https://h.example/api"_s, TargetConnection::Kind::Service);
    service.id = u"an-id"_s;
    service.server = u"3"_s;
    service.watchOnly = true;
    RecentTargets(file()).note(service, u"Reports, and more"_s);
    service.name = u"Reports, and more"_s;
    const RecentTargets again(file());
    QCOMPARE(again.all().size(), 1);
    QVERIFY(again.all().front() == service);
}

void RecentTargetsTest::noMoreThanEightAreKept()
{
    RecentTargets recent(file());
    for (int i = 0; i < 12; ++i)
        recent.note(at(u"/%1"_s.arg(i)), {});
    QCOMPARE(recent.all().size(), RecentTargets::most);
    QCOMPARE(recent.all().front().place, u"/11"_s);
    QCOMPARE(RecentTargets(file()).all().back().place, u"/4"_s);
}

void RecentTargetsTest::whatAnotherWindowNotedStays()
{
    RecentTargets here(file());
    RecentTargets(file()).note(at(u"/there"_s), {});
    here.note(at(u"/here"_s), {});
    QCOMPARE(here.all().size(), 2);
    QCOMPARE(RecentTargets(file()).all().back().place, u"/there"_s);
}

void RecentTargetsTest::noSecretIsKept()
{
    RecentTargets(file()).note(
        at(u"https://u:c4nary@h.example/api?token=c4nary"_s, TargetConnection::Kind::Service), {});
    QFile written(file());
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QVERIFY(text.contains("h.example"));
    QVERIFY(!text.contains("c4nary"));
}

void RecentTargetsTest::aFileThatMakesNoSenseHasNone()
{
    QFile written(file());
    QVERIFY(written.open(QIODevice::WriteOnly));
    QVERIFY(written.write("[recent]\nsize=3\n1\\kind=cloud\n1\\place=/a\n2\\kind=file\n") > 0);
    written.close();
    QVERIFY(RecentTargets(file()).all().empty());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::RecentTargetsTest)
#include "recenttargetstest.moc"
