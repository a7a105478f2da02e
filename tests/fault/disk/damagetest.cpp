// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/tempworkspace.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

class DamageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aDamagedFileIsSetAsideAndAFreshOneMade_data();
    void aDamagedFileIsSetAsideAndAFreshOneMade();
    void whatWasNeverOursIsLeftAlone_data();
    void whatWasNeverOursIsLeftAlone();
    void aDatabaseInThePlaceOfOursIsLeftAlone();
    void aPageThatIsDamagedWhileTheFileIsOpenIsNoticed();
    void whereItCannotBeMovedTheCacheGoesOnWithoutItUntilItCan();

private:
    [[nodiscard]] QString path() const { return m_workspace->cachePath(); }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] bool write(const QByteArray& bytes, qint64 at = 0, bool whole = true) const
    {
        QFile file(path());
        return file.open(whole ? QIODevice::WriteOnly : QIODevice::ReadWrite) && file.seek(at) &&
               file.write(bytes) == bytes.size();
    }
    [[nodiscard]] QStringList damagedFiles() const
    {
        return QDir(m_workspace->folder())
            .entryList({u"cache.db.damaged-*"_s}, QDir::Files)
            .filter(QRegularExpression(u"[0-9]$"_s));
    }
    bool fill()
    {
        for (int i = 0; i < 300; ++i) {
            if (!m_workspace->engine().fetch(requestOf(u"t"_s, i), giving("old")))
                return false;
        }
        m_workspace->engine().settle();
        return true;
    }
    static Loader giving(const QByteArray& value)
    {
        return [value]() -> Result<QByteArray> { return value.repeated(100); };
    }
    [[nodiscard]] QStringList warnings()
    {
        QStringList texts;
        for (const Event& event : m_workspace->cache().events().recent({}).events) {
            if (event.kind == EventKind::Warning)
                texts.append(event.subject);
        }
        return texts;
    }
    void worksAgain();
    void passBreak();

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

void DamageTest::init()
{
    m_workspace = std::make_unique<TempWorkspace>(m_clock);
}

void DamageTest::worksAgain()
{
    QCOMPARE(damagedFiles().size(), 1);
    QVERIFY(damagedFiles().first().startsWith(u"cache.db.damaged-2026"));
    QVERIFY(!warnings().filter(u"damaged"_s).isEmpty());
    CacheEngine& engine = m_workspace->engine();
    QVERIFY(engine.fetch(requestOf(u"t"_s, 1), giving("new")));
    engine.settle();
    engine.memory().clear();
    const auto answer = engine.fetch(requestOf(u"t"_s, 1), giving("newer"));
    QCOMPARE(answer->origin, Origin::Disk);
    QCOMPARE(answer->value.first(3), "new");
    QVERIFY(engine.invalidate({}, u"tester"_s));
    QVERIFY(m_workspace->restart());
    QCOMPARE(m_workspace->engine().fetch(requestOf(u"t"_s, 1), giving("newer"))->value.first(5),
             "newer");
    QCOMPARE(damagedFiles().size(), 1);
}

void DamageTest::aDamagedFileIsSetAsideAndAFreshOneMade_data()
{
    QTest::addColumn<QString>("damage");
    for (const char* damage : {"header", "text", "half", "first page", "short"})
        QTest::newRow(damage) << QString::fromLatin1(damage);
}

void DamageTest::aDamagedFileIsSetAsideAndAFreshOneMade()
{
    QFETCH(QString, damage);
    QVERIFY(m_workspace->open());
    QVERIFY(fill());
    m_workspace->close();
    const QByteArray whole = content();
    if (damage == u"header")
        QVERIFY(write("garbage garbage ", 0, false));
    else if (damage == u"text")
        QVERIFY(write("This was a cache once.\n"));
    else if (damage == u"half")
        QVERIFY(write(whole.first(whole.size() / 2 + 17)));
    else if (damage == u"first page")
        QVERIFY(write(QByteArray(3900, '\xa5'), 100, false));
    else
        QVERIFY(write(whole.first(50)));
    const QByteArray damaged = content();
    QVERIFY(m_workspace->open());
    QCOMPARE(damagedFiles().size(), 1);
    QFile aside(QDir(m_workspace->folder()).filePath(damagedFiles().first()));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QVERIFY(aside.readAll() == damaged);
    worksAgain();
}

void DamageTest::whatWasNeverOursIsLeftAlone_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("Dear diary, ...\n");
    QTest::newRow("almost") << QByteArray("SQLite format 2").append('\0').append(5000, 'x');
}

void DamageTest::whatWasNeverOursIsLeftAlone()
{
    QFETCH(QByteArray, content);
    QVERIFY(write(content));
    const auto opened = m_workspace->open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().code, ErrorCode::NotACache);
    QVERIFY(this->content() == content);
    QVERIFY(damagedFiles().isEmpty());
}

void DamageTest::aDatabaseInThePlaceOfOursIsLeftAlone()
{
    QVERIFY(m_workspace->open());
    m_workspace->close();
    QVERIFY(QFile::remove(path()));
    QVERIFY(OtherProgram(path()).exec({u"CREATE TABLE photos (id INTEGER PRIMARY KEY)"_s}));
    const QByteArray before = content();
    QCOMPARE(m_workspace->open().error().code, ErrorCode::NotACache);
    QVERIFY(content() == before);
    QVERIFY(damagedFiles().isEmpty());
}

void DamageTest::aPageThatIsDamagedWhileTheFileIsOpenIsNoticed()
{
    QVERIFY(m_workspace->open());
    QVERIFY(fill());
    QVERIFY(m_workspace->restart());
    // Every page but the first ones, as a disk that lost its contents would have it.
    const qsizetype size = content().size();
    QVERIFY(write(QByteArray(size - 40 * 4096, '\x5a'), 40 * 4096, false));
    CacheEngine& engine = m_workspace->engine();
    for (int i = 0; i < 300; ++i) {
        const auto answer = engine.fetch(requestOf(u"t"_s, i), giving("new"));
        QVERIFY(answer);
        QVERIFY(answer->value == QByteArray("old").repeated(100) ||
                answer->value == QByteArray("new").repeated(100));
    }
    m_clock.advanceMs(5000);
    engine.memory().clear();
    QVERIFY(engine.fetch(requestOf(u"t"_s, 1), giving("new")));
    engine.settle();
    const QString aside = m_workspace->folder() + u'/' + damagedFiles().value(0);
    QVERIFY(QFile::exists(aside + u"-wal"_s));
    QVERIFY(m_workspace->cache().accounting().flush());
    worksAgain();
}

void DamageTest::passBreak()
{
    m_clock.advanceMs(5000);
    m_workspace->engine().memory().clear();
    QVERIFY(m_workspace->engine().fetch(requestOf(u"t"_s, 1), giving("new")));
    m_workspace->engine().settle();
}

void DamageTest::whereItCannotBeMovedTheCacheGoesOnWithoutItUntilItCan()
{
    // As where another program has it open on Windows: there is no room for a longer name.
    const QString name = u"x"_s.repeated(240);
    m_workspace = std::make_unique<TempWorkspace>(
        m_clock, "[cache]\nsqlite_path = " + name.toLatin1() + '\n');
    QVERIFY(m_workspace->open());
    QVERIFY(fill());
    QVERIFY(m_workspace->restart());
    QFile file(m_workspace->folder() + u'/' + name);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(40 * 4096));
    QVERIFY(file.write(QByteArray(file.size() - 40 * 4096, '\x5a')) > 0);
    file.close();
    QVERIFY(fill());
    CacheEngine& engine = m_workspace->engine();
    for (int i = 0; i < 3; ++i)
        passBreak();
    QCOMPARE(warnings().filter(u"can't be moved aside"_s).size(), 1);
    QVERIFY(engine.storeProblem().value_or(QString()).contains(u"can't be moved aside"));
    QCOMPARE(engine.fetch(requestOf(u"t"_s, 1), giving("newer"))->origin, Origin::Memory);
    QVERIFY(engine.invalidate({}, u"tester"_s));
    // Somebody does as it says.
    for (const QString& suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QVERIFY(
            QFile::rename(file.fileName() + suffix, m_workspace->folder() + u"/away"_s + suffix));
    passBreak();
    QVERIFY(!engine.storeProblem());
    engine.settle();
    engine.memory().clear();
    QVERIFY(engine.fetch(requestOf(u"t"_s, 2), giving("newest")));
    engine.settle();
    engine.memory().clear();
    QCOMPARE(engine.fetch(requestOf(u"t"_s, 2), giving("wrong"))->origin, Origin::Disk);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::DamageTest)
#include "damagetest.moc"
