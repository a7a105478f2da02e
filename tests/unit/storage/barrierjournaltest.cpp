// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/barrierjournal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class BarrierJournalTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAppendedIsReadBack();
    void aLineThatWasCutIsNotThere();
    void aLineThatWasChangedIsDamage();
    void afterACutLineTheNextIsStillRead();
    void withoutAPlaceNothingIsKept();
    void clearingTakesItAway();

private:
    QTemporaryDir m_folder;
    int m_files = 0;
    QString m_path;

    BarrierJournal fresh()
    {
        m_path = m_folder.filePath(QString::number(++m_files));
        return BarrierJournal(m_path);
    }
    void spoil(const std::function<void(QByteArray&)>& change) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray content = file.readAll();
        file.close();
        change(content);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
};

namespace {

Invalidation first()
{
    return {.stamp = 1ULL << 60,
            .scope = {.companyId = 7, .type = u"t\n\u0219"_s},
            .wallMs = 1'790'000'000'000,
            .who = u"ana"_s,
            .undoUntilMs = 1'790'000'001'000};
}

Invalidation second()
{
    return {.stamp = 6, .wallMs = 5, .purge = true};
}

} // namespace

void BarrierJournalTest::whatWasAppendedIsReadBack()
{
    BarrierJournal journal = fresh();
    QVERIFY(journal.read().invalidations.empty());
    QVERIFY(journal.append(first()));
    QVERIFY(BarrierJournal(m_path).append(second()));
    const auto content = BarrierJournal(m_path).read();
    QVERIFY(!content.damaged);
    QVERIFY(content.invalidations == (std::vector<Invalidation>{first(), second()}));
}

void BarrierJournalTest::aLineThatWasCutIsNotThere()
{
    BarrierJournal journal = fresh();
    QVERIFY(journal.append(first()));
    QVERIFY(journal.append(second()));
    spoil([](QByteArray& content) { content.chop(10); });
    QVERIFY(journal.read().invalidations == std::vector<Invalidation>{first()});
    QVERIFY(!journal.read().damaged);
}

void BarrierJournalTest::aLineThatWasChangedIsDamage()
{
    BarrierJournal journal = fresh();
    QVERIFY(journal.append(first()));
    QVERIFY(journal.append(second()));
    spoil([](QByteArray& content) { content.replace("ana", "bob"); });
    QVERIFY(journal.read().invalidations == std::vector<Invalidation>{second()});
    QVERIFY(journal.read().damaged);
}

void BarrierJournalTest::afterACutLineTheNextIsStillRead()
{
    BarrierJournal journal = fresh();
    QVERIFY(journal.append(first()));
    spoil([](QByteArray& content) { content.chop(10); });
    QVERIFY(journal.append(second()));
    QVERIFY(journal.read().invalidations == std::vector<Invalidation>{second()});
    QVERIFY(journal.read().damaged);
}

void BarrierJournalTest::withoutAPlaceNothingIsKept()
{
    QVERIFY(!BarrierJournal(QString()).append(first()));
    QVERIFY(!BarrierJournal(m_folder.filePath(u"no/such"_s)).append(first()));
    QVERIFY(BarrierJournal(QString()).clear());
}

void BarrierJournalTest::clearingTakesItAway()
{
    BarrierJournal journal = fresh();
    QVERIFY(journal.append(first()));
    QVERIFY(journal.clear());
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(journal.clear());
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::BarrierJournalTest)
#include "barrierjournaltest.moc"
