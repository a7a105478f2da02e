// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/workspace.h"
#include "settings/inifile.h"
#include "support/privileges.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class WorkspaceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFolderWithSettingsOpens();
    void aMissingFolderIsRefused();
    void aFolderWithoutSettingsIsNoWorkspace();
    void aBadSettingIsRefusedAndTheFolderStaysFree();
    void aSecondProgramIsToldWhoHasIt();
    void theLockGoesWithItsOwner();
    void aLockOfADeadProcessIsTakenOver();
    void aReadOnlyFolderIsViewed();
    void theCacheFileMayBeElsewhere_data();
    void theCacheFileMayBeElsewhere();
    void aCacheFileOfTwoWorkspacesHasOneOwner();
    void theTitleIsTheFoldersNameUnlessSet();

private:
    [[nodiscard]] QString path(const QString& name = {}) const { return m_folder->filePath(name); }
    [[nodiscard]] Result<Workspace> open(const QProcessEnvironment& environment = {}) const
    {
        return Workspace::open(m_folder->path(), environment);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void WorkspaceTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    IniFile file;
    file.set(u"cache/l1_ttl"_s, u"7"_s);
    QVERIFY(file.save(path(u"tierwatch.ini"_s)).ok());
}

void WorkspaceTest::aFolderWithSettingsOpens()
{
    const auto workspace = open();
    QVERIFY(workspace.ok());
    QVERIFY(!workspace->isViewOnly());
    QVERIFY(workspace->notice().isEmpty());
    QCOMPARE(workspace->settings().integer(Setting::L1Ttl), 7);
    QCOMPARE(workspace->cachePath(), path(u"cache.db"_s));
    QCOMPARE(workspace->queriesFolder(), path(u"queries"_s));
    QVERIFY(!QFileInfo::exists(workspace->cachePath()));
}

void WorkspaceTest::aMissingFolderIsRefused()
{
    const auto workspace = Workspace::open(path(u"none"_s), {});
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::NotFound);
    QVERIFY(workspace.error().message.contains(u"--create-sample"));
    QVERIFY(!QFileInfo::exists(path(u"none"_s)));
}

void WorkspaceTest::aFolderWithoutSettingsIsNoWorkspace()
{
    QVERIFY(QFile::remove(path(u"tierwatch.ini"_s)));
    const auto workspace = open();
    QVERIFY(!workspace);
    QCOMPARE(workspace.error().code, ErrorCode::NotFound);
    QVERIFY(workspace.error().message.contains(u"tierwatch.ini"));
    QVERIFY(QDir(path()).isEmpty());
}

void WorkspaceTest::aBadSettingIsRefusedAndTheFolderStaysFree()
{
    QProcessEnvironment environment;
    environment.insert(u"CACHE_TYPE"_s, u"redis"_s);
    const auto workspace = open(environment);
    QVERIFY(!workspace);
    QVERIFY(workspace.error().message.contains(u"CACHE_TYPE"));
    QVERIFY(open().ok());
}

void WorkspaceTest::aSecondProgramIsToldWhoHasIt()
{
    const auto first = open();
    QVERIFY(first.ok());
    const auto second = open();
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Locked);
    QVERIFY2(second.error().message.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(second.error().message));
    const auto viewed = Workspace::view(first->folder(), {});
    QVERIFY(viewed.ok() && viewed->isViewOnly());
    QCOMPARE(viewed->cachePath(), first->cachePath());
}

void WorkspaceTest::theLockGoesWithItsOwner()
{
    {
        auto first = open();
        QVERIFY(first.ok());
        const Workspace moved = *std::move(first);
        QVERIFY(!open());
    }
    QVERIFY(open().ok());
    QCOMPARE(QDir(path()).entryList(QDir::Files), QStringList{u"tierwatch.ini"_s});
}

void WorkspaceTest::aLockOfADeadProcessIsTakenOver()
{
    QProcess dead;
    dead.start(QCoreApplication::applicationFilePath(), {u"-functions"_s});
    QVERIFY(dead.waitForStarted());
    const qint64 pid = dead.processId();
    QVERIFY(dead.waitForFinished());
    QFile lock(path(u"tierwatch.lock"_s));
    QVERIFY(lock.open(QIODevice::WriteOnly));
    lock.write(QByteArray::number(pid) + "\ntierwatch\n\n"); // no host: this one
    lock.close();
    const auto workspace = open();
    QVERIFY2(workspace.ok(), workspace ? "" : qPrintable(workspace.error().message));
    QVERIFY(!workspace->isViewOnly());
}

void WorkspaceTest::aReadOnlyFolderIsViewed()
{
    constexpr auto readByAll = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther |
                               QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup;
    QVERIFY(QFile::setPermissions(path(), readByAll));
    {
        const WithoutPrivileges unprivileged;
        if (!unprivileged.ok())
            QSKIP("permissions do not count for this user here");
        const auto workspace = open();
        QVERIFY2(workspace.ok(), workspace ? "" : qPrintable(workspace.error().message));
        QVERIFY(workspace->isViewOnly());
        QVERIFY(workspace->notice().contains(u"only viewed"));
        QVERIFY(workspace->notice().contains(path()));
    }
    QVERIFY(QFile::setPermissions(path(), readByAll | QFile::WriteOwner));
}

void WorkspaceTest::theCacheFileMayBeElsewhere_data()
{
    QTest::addColumn<QString>("set");
    QTest::addColumn<QString>("expected");
    const QString elsewhere = QDir::rootPath() + u"elsewhere/other.db"_s;
    QTest::newRow("absolute") << elsewhere << elsewhere;
    QTest::newRow("relative") << u"../other.db"_s << u"<folder>/../other.db"_s;
}

void WorkspaceTest::theCacheFileMayBeElsewhere()
{
    QFETCH(QString, set);
    QFETCH(QString, expected);
    QProcessEnvironment environment;
    environment.insert(u"CACHE_SQLITE_PATH"_s, set);
    QCOMPARE(open(environment)->cachePath(),
             QDir::cleanPath(expected.replace(u"<folder>"_s, m_folder->path())));
}

void WorkspaceTest::aCacheFileOfTwoWorkspacesHasOneOwner()
{
    const QTemporaryDir elsewhere;
    const QTemporaryDir other;
    QVERIFY(QFile::copy(path(u"tierwatch.ini"_s), other.filePath(u"tierwatch.ini"_s)));
    QProcessEnvironment shared;
    shared.insert(u"CACHE_SQLITE_PATH"_s, elsewhere.filePath(u"shared.db"_s));
    QProcessEnvironment ofTheFirst;
    ofTheFirst.insert(u"CACHE_SQLITE_PATH"_s, path(u"cache.db"_s));
    {
        const auto first = open(shared);
        QVERIFY(first.ok());
        const auto second = Workspace::open(other.path(), shared);
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Locked);
        QVERIFY(second.error().message.contains(u"shared.db"));
        QVERIFY(!Workspace::open(other.path(), ofTheFirst));
    }
    QVERIFY(Workspace::open(other.path(), shared).ok());
}

void WorkspaceTest::theTitleIsTheFoldersNameUnlessSet()
{
    QCOMPARE(open()->title(), QDir(path()).dirName());
    const auto named =
        Workspace::open(m_folder->path(), {}, {{u"workspace/title"_s, u"Accounting"_s}});
    QCOMPARE(named->title(), u"Accounting"_s);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::WorkspaceTest)
#include "workspacetest.moc"
