// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr auto smallDisk = "TIERWATCH_SMALL_DISK";
constexpr int noSmallDisk = 77;

/// Runs this program once more, on a disk of 6 MiB that only it sees. Absent where the system does
/// not allow that.
std::optional<int> runOnASmallDisk(const QStringList& arguments)
{
    const QTemporaryDir folder;
    QProcess again;
    again.setProcessChannelMode(QProcess::ForwardedChannels);
    again.start(u"unshare"_s, QStringList{u"-Urm"_s, u"sh"_s, u"-c"_s,
                                          u"mount -t tmpfs -o size=6m tierwatch \"$0\" || exit 77; "
                                          "TMPDIR=\"$0\" TIERWATCH_SMALL_DISK=\"$0\" exec \"$@\""_s,
                                          folder.path()} +
                                  arguments);
    if (!again.waitForFinished(-1))
        return {};
    const int code = again.exitStatus() == QProcess::NormalExit ? again.exitCode() : 255;
    return code == noSmallDisk ? std::nullopt : std::optional(code);
}

} // namespace

/// A disk that is really full.
class SmallDiskTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!qEnvironmentVariableIsSet(smallDisk))
            QSKIP("unshare is not installed, or may not make a small disk here");
        m_workspace = std::make_unique<TempWorkspace>(m_clock);
        QVERIFY(m_workspace->open().ok());
    }
    void cleanup()
    {
        m_workspace.reset();
        QFile::remove(ballast());
    }

    void requestsAreAnsweredAndTheFileIsUsedAgainOnceThereIsRoom()
    {
        QVERIFY(fill(0, 40));
        fillDisk();
        QVERIFY(fill(40, 400));
        QVERIFY(!warnings().isEmpty());
        QVERIFY(fill(0, 400));
        QVERIFY(QFile::remove(ballast()));
        passBreak();
        QVERIFY(warnings().last().contains(u"in use again") ||
                warnings().first().contains(u"in use again"));
        QVERIFY(fill(400, 410));
        engine().memory().clear();
        QCOMPARE(engine().fetch(requestOf(u"t"_s, 409), giving("other"))->origin, Origin::Disk);
    }

    void whatIsInvalidatedMeanwhileIsNotServedAfterwards()
    {
        QVERIFY(fill(0, 40));
        fillDisk();
        QVERIFY(fill(40, 100));
        const bool done = engine().invalidate({}, u"tester"_s).ok();
        QVERIFY(QFile::remove(ballast()));
        passBreak();
        engine().memory().clear();
        const auto answer = engine().fetch(requestOf(u"t"_s, 5), giving("new"));
        QVERIFY(answer && (!done || answer->value == "new"));
        QVERIFY(m_workspace->restart());
        QVERIFY(fill(200, 210));
    }

private:
    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    static QString ballast() { return qEnvironmentVariable(smallDisk) + u"/ballast"_s; }
    static QByteArray valueOf(int key) { return QByteArray::number(key).repeated(4000); }

    static void fillDisk()
    {
        QFile file(ballast());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray page(4096, 'b');
        while (file.write(page) == page.size())
            continue;
    }
    bool fill(int from, int to)
    {
        bool right = true;
        for (int key = from; key < to; ++key) {
            const auto answer = engine().fetch(requestOf(u"t"_s, key), giving(valueOf(key)));
            right = right && answer && answer->value == valueOf(key);
            if (key % 20 == 19)
                engine().settle();
        }
        engine().settle();
        return right;
    }
    void passBreak()
    {
        for (int i = 0; i < 3; ++i) {
            m_clock.advanceMs(6000);
            engine().memory().clear();
            (void)engine().fetch(requestOf(u"probe"_s, i), giving("probe"));
            engine().settle();
        }
    }
    QStringList warnings()
    {
        QStringList texts;
        for (const Event& event : m_workspace->cache().events().recent({}).events) {
            if (event.kind == EventKind::Warning)
                texts.append(event.subject);
        }
        return texts;
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

} // namespace tierwatch::test

int main(int argc, char** argv)
{
    using namespace tierwatch::test;
    const QCoreApplication application(argc, argv);
    if (!qEnvironmentVariableIsSet(smallDisk)) {
        QStringList arguments = application.arguments();
        arguments.first() = QCoreApplication::applicationFilePath();
        if (const auto code = runOnASmallDisk(arguments))
            return *code;
    }
    SmallDiskTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "smalldisktest.moc"
