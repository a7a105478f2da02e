// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "storage/configtable.h"
#include "support/latch.h"
#include "support/quiet.h"
#include "support/testfile.h"

#include <QDir>

#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ThreadReadersTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThreadHasOneConnectionAFile();
    void eachThreadHasItsOwn();
    void aThreadThatEndsClosesItsConnection();
    void aConnectionOfAnotherThreadIsClosedAtItsNextUse();
    void aReaderThatCannotBeOpenedSaysWhyAndTriesAgain();
    void openingAndClosingOftenLeaksNoFile();
};

namespace {

/// Connections that Qt knows of, whoever opened them.
qsizetype openConnections()
{
    return QSqlDatabase::connectionNames().size();
}

bool reads(CacheFile& file)
{
    return ConfigTable(file.reader()).all().ok();
}

} // namespace

void ThreadReadersTest::oneThreadHasOneConnectionAFile()
{
    TestFile one;
    TestFile two;
    WORKS(one.open());
    WORKS(two.open());
    QCOMPARE(&one.reader(), &one.reader());
    QVERIFY(&one.reader() != &two.reader());
}

void ThreadReadersTest::eachThreadHasItsOwn()
{
    const Quiet quiet;
    TestFile cache;
    WORKS(cache.open());
    Connection* mine = &cache.reader();
    Connection* others = nullptr;
    bool works = false;
    std::jthread([&] {
        others = &cache.reader();
        works = reads(cache.file());
    }).join();
    QVERIFY(others && others != mine);
    QVERIFY(works);
    QUIET(quiet);
}

void ThreadReadersTest::aThreadThatEndsClosesItsConnection()
{
    TestFile cache;
    WORKS(cache.open());
    const qsizetype before = openConnections();
    std::jthread([&] { QVERIFY(reads(cache.file())); }).join();
    QCOMPARE(openConnections(), before);
}

void ThreadReadersTest::aConnectionOfAnotherThreadIsClosedAtItsNextUse()
{
    const Quiet quiet;
    TestFile first;
    TestFile second;
    WORKS(first.open());
    WORKS(second.open());
    Latch opened(1);
    Latch closed(1);
    qsizetype before = 0;
    qsizetype after = 0;
    std::jthread thread([&] {
        const bool readFirst = reads(first.file());
        opened.count_down();
        closed.wait();
        before = openConnections();
        const bool readSecond = reads(second.file());
        after = openConnections();
        QVERIFY(readFirst && readSecond);
    });
    opened.wait();
    first.close();
    closed.count_down();
    thread.join();
    QCOMPARE(after, before); // one was closed, one opened
    QUIET(quiet);
}

void ThreadReadersTest::aReaderThatCannotBeOpenedSaysWhyAndTriesAgain()
{
#ifdef Q_OS_WIN
    QSKIP("a file that is open can't be moved on Windows");
#endif
    TestFile cache;
    WORKS(cache.open());
    const QString aside = cache.path() + u".aside"_s;
    QVERIFY(QFile::rename(cache.path(), aside));
    const auto failed = ConfigTable(cache.reader()).all();
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::Unreadable);
    QVERIFY(QFile::rename(aside, cache.path()));
    QVERIFY(reads(cache.file()));
}

void ThreadReadersTest::openingAndClosingOftenLeaksNoFile()
{
#ifdef Q_OS_LINUX
    const auto openFiles = [] { return QDir(u"/proc/self/fd"_s).entryList().size(); };
    TestFile cache;
    WORKS(cache.open());
    cache.close();
    const qsizetype before = openFiles();
    for (int i = 0; i < 50; ++i) {
        WORKS(cache.open());
        QVERIFY(reads(cache.file()));
        std::jthread([&] { QVERIFY(reads(cache.file())); }).join();
        cache.close();
    }
    QCOMPARE(openFiles(), before);
#else
    QSKIP("open files are only counted on Linux");
#endif
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ThreadReadersTest)
#include "threadreaderstest.moc"
