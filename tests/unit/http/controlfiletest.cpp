// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/controlfile.h"

#include "support/otherprogram.h"
#include "support/privileges.h"
#include "support/quiet.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class ControlFileTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyItsOwnerMayReadIt();
    void oneThatOthersMayReadIsClosedToThem();
    void whatIsCommittedSurvivesAPowerCut();
    void severalProcessesMayMakeItAtOnce();
    void aDatabaseOfAnotherProgramIsLeftAlone();
    void oneOfANewerVersionIsLeftAlone();
    void rootMakesItForTheOwnerOfTheFolder();
    void aFolderThatIsMissingIsNamedAsSuch();
    void aFolderOfSomebodyElseIsAClearError();
    void aFileThatIsGoneIsNotMadeAnewBehindOnesBack();
};

namespace {

constexpr auto onlyTheOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                              QFileDevice::ReadUser | QFileDevice::WriteUser;

QString pathIn(const QTemporaryDir& folder)
{
    return folder.filePath(QLatin1StringView(ControlFile::fileName));
}

} // namespace

void ControlFileTest::onlyItsOwnerMayReadIt()
{
#ifdef Q_OS_WIN
    QSKIP("Windows has other permissions");
#endif
    Quiet quiet;
    const QTemporaryDir folder;
    const auto file = ControlFile::open(folder.path());
    QVERIFY(file.ok());
    QCOMPARE(QFile::permissions(pathIn(folder)), onlyTheOwner);
    const auto connection = file->connect();
    QVERIFY(connection.ok());
    Transaction transaction(**connection);
    QVERIFY(transaction.begin().ok());
    QVERIFY((*connection)->exec(u"PRAGMA user_version = 1"_s).ok());
    QCOMPARE(QFile::permissions(pathIn(folder) + u"-journal"_s), onlyTheOwner);
    QUIET(quiet);
}

void ControlFileTest::oneThatOthersMayReadIsClosedToThem()
{
#ifdef Q_OS_WIN
    QSKIP("Windows has other permissions");
#endif
    Quiet quiet;
    const QTemporaryDir folder;
    QVERIFY(ControlFile::open(folder.path()).ok());
    QVERIFY(QFile::setPermissions(pathIn(folder), onlyTheOwner | QFileDevice::ReadOther));
    QVERIFY(ControlFile::open(folder.path()).ok());
    QCOMPARE(QFile::permissions(pathIn(folder)), onlyTheOwner);
    QUIET(quiet);
}

void ControlFileTest::whatIsCommittedSurvivesAPowerCut()
{
    Quiet quiet;
    const QTemporaryDir folder;
    const auto file = ControlFile::open(folder.path());
    const auto connection = file->connect();
    QCOMPARE((*connection)->value(u"PRAGMA synchronous"_s)->toInt(), 2);
    QCOMPARE((*connection)->value(u"PRAGMA journal_mode"_s)->toString(), u"truncate"_s);
    QUIET(quiet);
}

void ControlFileTest::severalProcessesMayMakeItAtOnce()
{
    Quiet quiet;
    const QTemporaryDir folder;
    std::atomic<int> opened = 0;
    {
        std::vector<std::jthread> others;
        others.reserve(8);
        for (int i = 0; i < 8; ++i)
            others.emplace_back([&] { opened += ControlFile::open(folder.path()).ok() ? 1 : 0; });
    }
    QCOMPARE(opened, 8);
    QUIET(quiet);
}

void ControlFileTest::aDatabaseOfAnotherProgramIsLeftAlone()
{
    Quiet quiet;
    const QTemporaryDir folder;
    {
        OtherProgram other(pathIn(folder));
        QVERIFY(other.exec({u"CREATE TABLE theirs(x)"_s}));
    }
    const auto file = ControlFile::open(folder.path());
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, ErrorCode::NotACache);
    OtherProgram other(pathIn(folder));
    QCOMPARE(other.rows(u"SELECT name FROM sqlite_master"_s), QStringList{u"theirs"_s});
    QUIET(quiet);
}

void ControlFileTest::oneOfANewerVersionIsLeftAlone()
{
    Quiet quiet;
    const QTemporaryDir folder;
    QVERIFY(ControlFile::open(folder.path()).ok());
    {
        OtherProgram other(pathIn(folder));
        QVERIFY(other.exec({u"PRAGMA user_version = 99"_s}));
    }
    const auto file = ControlFile::open(folder.path());
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, ErrorCode::NewerVersion);
    QUIET(quiet);
}

void ControlFileTest::rootMakesItForTheOwnerOfTheFolder()
{
#ifndef Q_OS_LINUX
    QSKIP("there is no such user here");
#else
    if (::geteuid() != 0)
        QSKIP("only root can do that");
    Quiet quiet;
    const QTemporaryDir folder;
    constexpr unsigned somebody = 65534;
    QCOMPARE(::chown(QFile::encodeName(folder.path()).constData(), somebody, somebody), 0);
    QVERIFY(ControlFile::open(folder.path()).ok());
    QCOMPARE(QFileInfo(pathIn(folder)).ownerId(), somebody);
    const WithoutPrivileges service;
    QVERIFY(service.ok());
    QVERIFY(ControlFile::open(folder.path()).ok());
    QUIET(quiet);
#endif
}

void ControlFileTest::aFolderThatIsMissingIsNamedAsSuch()
{
    Quiet quiet;
    const QTemporaryDir folder;
    const auto file = ControlFile::open(folder.filePath(u"nowhere"_s));
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, ErrorCode::Unreadable);
    QVERIFY2(file.error().message.contains(u"folder"), qPrintable(file.error().message));
    QUIET(quiet);
}

void ControlFileTest::aFolderOfSomebodyElseIsAClearError()
{
    Quiet quiet;
    const QTemporaryDir folder;
    QVERIFY(ControlFile::open(folder.path()).ok());
    const WithoutPrivileges somebody;
    if (!somebody.ok())
        QSKIP("the privileges could not be given up");
    const auto file = ControlFile::open(folder.path());
    if (file)
        QSKIP("permissions do not count here");
    QCOMPARE(file.error().code, ErrorCode::Unreadable);
    QVERIFY2(file.error().message.contains(u"user that the service runs as"),
             qPrintable(file.error().message));
    QUIET(quiet);
}

void ControlFileTest::aFileThatIsGoneIsNotMadeAnewBehindOnesBack()
{
    Quiet quiet;
    const QTemporaryDir folder;
    const auto file = ControlFile::open(folder.path());
    QVERIFY(QFile::remove(pathIn(folder)));
    const auto connection = file->connect();
    QVERIFY(!connection.ok());
    QCOMPARE(connection.error().code, ErrorCode::Unreadable);
    QVERIFY(!QFile::exists(pathIn(folder)));
    QUIET(quiet);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::ControlFileTest)
#include "controlfiletest.moc"
