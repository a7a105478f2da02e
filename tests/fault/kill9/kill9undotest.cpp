// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// A process that invalidates and undoes is killed at random moments, as by kill -9.
class Kill9UndoTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoAndTrashOutliveAKill();

private:
    /// What had returned for the last company: its number, the invalidation, whether it was undone.
    struct Last
    {
        qint64 company = 0;
        qint64 id = 0;
        bool undone = false;
    };
    [[nodiscard]] static QList<Last> runUntilKilled(const QString& folder, qint64 first, int lines);
    void check(const Last& last);
    [[nodiscard]] int cached(qint64 company);

    SystemClock m_clock;
    TempWorkspace m_workspace{m_clock};
};

namespace {
constexpr int reports = 200;
}

QList<Kill9UndoTest::Last> Kill9UndoTest::runUntilKilled(const QString& folder, qint64 first,
                                                         int lines)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(qEnvironmentVariable("TIERWATCH_KILL9_UNDO_CHILD"),
                {folder, QString::number(first)});
    QByteArray output;
    while (output.count('\n') < lines && child.waitForReadyRead(20'000))
        output += child.readAllStandardOutput();
    // Somewhere in the middle of the next steps.
    (void)child.waitForReadyRead(QRandomGenerator::global()->bounded(1, 30));
    child.kill();
    child.waitForFinished();
    output += child.readAllStandardOutput();
    QList<Last> companies;
    for (const QByteArray& line : output.first(output.lastIndexOf('\n') + 1).split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words[0] == "invalidated")
            companies.append({words[1].toLongLong(), words[2].toLongLong(), false});
        else if (words[0] == "undone")
            companies.last().undone = true;
    }
    return companies;
}

int Kill9UndoTest::cached(qint64 company)
{
    int count = 0;
    const Loader none = []() -> Result<QByteArray> { return Error{ErrorCode::Source, u"no"_s}; };
    for (int number = 0; number < reports; ++number) {
        Request request{.type = u"report"_s, .companyId = company, .params = {{u"n"_s, number}}};
        const auto answer = m_workspace.engine().fetch(request, none);
        count += answer && answer->value == "old";
    }
    return count;
}

void Kill9UndoTest::check(const Last& last)
{
    QCOMPARE(OtherProgram(m_workspace.cachePath()).rows(u"PRAGMA integrity_check"_s),
             QStringList{u"ok"_s});
    QVERIFY(m_workspace.open());
    CacheEngine& engine = m_workspace.engine();
    engine.settle();
    if (last.undone) {
        QCOMPARE(cached(last.company), reports);
        return;
    }
    // Either the undo had not begun, and is still possible, or it was finished by the new start.
    const int before = cached(last.company);
    QVERIFY2(before == 0 || before == reports, qPrintable(QString::number(before)));
    if (before == 0) {
        const auto undone = engine.undo(last.id);
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().message));
        QCOMPARE(undone->entries, reports);
    }
    QCOMPARE(cached(last.company), reports);
}

void Kill9UndoTest::undoAndTrashOutliveAKill()
{
    qint64 next = 1;
    for (int round = 0; round < 20; ++round) {
        const int lines = QRandomGenerator::global()->bounded(1, 6);
        const QList<Last> companies = runUntilKilled(m_workspace.folder(), next, lines);
        QVERIFY(!companies.isEmpty());
        next = companies.last().company + 1;
        for (const Last& company : companies) {
            check(company);
            m_workspace.close();
            if (QTest::currentTestFailed())
                return;
        }
        // The next company may have been begun; its reports are not all there.
        ++next;
    }
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::Kill9UndoTest)
#include "kill9undotest.moc"
