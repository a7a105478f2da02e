// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "enginework.h"
#include "killer.h"

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// What has returned outlives a power cut: counted where the system is told to put it on the disk.
class DurableTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_workspace.reset(); }
    void everyInvalidationIsOnTheDiskWhenItReturns();
    void soIsEveryOneThatTheFileDoesNotTake();

private:
    static constexpr qsizetype rounds = 40;

    void work(const QStringList& options);
    [[nodiscard]] qsizetype syncsOf(const QString& file) const;

    SystemClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
    QStringList m_trace; ///< of the system calls, a line each
};

void DurableTest::init()
{
    if (QProcess::execute(u"strace"_s, {u"-o"_s, u"/dev/null"_s, u"true"_s}) != 0)
        QSKIP("strace is not installed, or may not trace here");
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
    QVERIFY(m_workspace->open());
    m_workspace->close();
}

void DurableTest::work(const QStringList& options)
{
    const QString trace = m_workspace->folder() + u"/trace"_s;
    QStringList arguments{u"-D"_s, u"-f"_s, u"-q"_s, u"-y"_s, u"-o"_s, trace};
    for (const QString& name : {u"cache.db"_s, u"cache.db-wal"_s, u"barriers.journal"_s})
        arguments << u"-P"_s << m_workspace->folder() + u'/' + name;
    arguments << options << qEnvironmentVariable("TIERWATCH_KILL9_ENGINE") << m_workspace->folder()
              << u"0"_s << u"keep"_s;
    qputenv("TIERWATCH_STRACE", "strace");
    Killer killer("TIERWATCH_STRACE", arguments);
    QVERIFY(killer.awaitLines(rounds));
    QCOMPARE_GE(killer.kill(0).size(), rounds);
    const auto isWhole = [&] {
        QFile file(trace);
        m_trace = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n')
                                                 : QStringList();
        return !m_trace.filter(u"killed by SIGKILL"_s).isEmpty();
    };
    QTRY_VERIFY(isWhole());
}

qsizetype DurableTest::syncsOf(const QString& file) const
{
    return m_trace.filter(u"sync("_s).filter(u'/' + file + u">)"_s).filter(u"= 0"_s).size();
}

void DurableTest::everyInvalidationIsOnTheDiskWhenItReturns()
{
    work({u"-e"_s, u"trace=fsync,fdatasync"_s});
    QCOMPARE_GE(syncsOf(u"cache.db-wal"_s), rounds);
}

void DurableTest::soIsEveryOneThatTheFileDoesNotTake()
{
    work({u"-e"_s, u"trace=fsync,fdatasync,pwrite64"_s, u"-e"_s,
          u"inject=pwrite64:error=ENOSPC:when=60+"_s});
    QCOMPARE_GT(syncsOf(u"barriers.journal"_s), rounds / 2);
    QCOMPARE_GE(syncsOf(u"barriers.journal"_s) + syncsOf(u"cache.db-wal"_s), rounds);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::DurableTest)
#include "durabletest.moc"
