// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/fakeclock.h"
#include "support/tempworkspace.h"
#include "target/enginetarget.h"

#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

/// Values that are too large for a tier, or for any.
class SizesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_workspace.reset(); }

    void aValueOverTheLimitGoesToNeitherTierAndIsCounted()
    {
        open("l1_max_bytes = 8388608\nl2_max_bytes = 1000000\n");
        for (int key = 0; key < 20; ++key)
            QCOMPARE(served(key, QByteArray(10'000, 'v')), Origin::Database);
        engine().settle();
        const QByteArray large(3'000'000, 'v'); // an eighth of memory is 1 MiB
        QCOMPARE(served(99, large), Origin::Database);
        engine().settle();
        QCOMPARE(served(99, large), Origin::Database);
        QCOMPARE(engine().memory().refused(), 2);
        QCOMPARE(engine().unstored(), 2);
        EngineTarget target(m_workspace->cache(), {u"Test"_s, u"here"_s, u"ana"_s});
        const auto stats = target.read(StatsQuery{}).result();
        QCOMPARE(stats->memory.refused, 2);
        QCOMPARE(stats->disk.refused, 2);
        QCOMPARE(stats->disk.entries.value(), 20);
        QCOMPARE(stats->disk.evicted, 0);
    }

    void aValueThatIsTooLargeForDiskAloneIsServedFromMemory()
    {
        open("l2_max_bytes = 1000000\n");
        QCOMPARE(served(1, QByteArray(1'000'001, 'v')), Origin::Database);
        QCOMPARE(served(1, QByteArray(1'000'001, 'v')), Origin::Memory);
        QCOMPARE(engine().unstored(), 1);
        QCOMPARE(served(2, QByteArray(900'000, 'v')), Origin::Database);
        engine().settle();
        QCOMPARE(engine().storeSize()->value().entries, 1);
    }

    void moreThanAGigabyteIsRefusedWithoutACopy()
    {
        open("l1_max_bytes = 1073741824\nl2_max_bytes = 1099511627776\n");
        constexpr qint64 bytes = 1'200'000'000;
        QTemporaryFile file;
        QVERIFY(file.open());
        QVERIFY(file.resize(bytes)); // with nothing in it, it takes no room
        const uchar* mapped = file.map(0, bytes);
        if (!mapped)
            QSKIP("there are not that many addresses here");
        const auto* start = reinterpret_cast<const char*>(mapped);
        const qint64 before = residentBytes();
        for (int i = 0; i < 2; ++i) {
            const auto answer = engine().fetch(
                requestOf(u"t"_s), giving(QByteArray::fromRawData(start, qsizetype(bytes))));
            QVERIFY(answer);
            QCOMPARE(answer->origin, Origin::Database);
            QVERIFY(answer->value.constData() == start);
            QCOMPARE(answer->value.size(), bytes);
            engine().settle();
        }
        QCOMPARE_LT(residentBytes() - before, 50'000'000);
        QCOMPARE(engine().memory().refused(), 2);
        QCOMPARE(engine().unstored(), 2);
        QCOMPARE(served(2, "small"), Origin::Database);
        engine().settle();
        engine().memory().clear();
        QCOMPARE(served(2, "small"), Origin::Disk);
    }

private:
    [[nodiscard]] CacheEngine& engine() { return m_workspace->engine(); }
    void open(const QByteArray& settings)
    {
        m_workspace = std::make_unique<TempWorkspace>(m_clock, "[cache]\n" + settings);
        QVERIFY(m_workspace->open());
    }
    Origin served(int key, const QByteArray& value)
    {
        const auto answer = engine().fetch(requestOf(u"t"_s, key), giving(value));
        return answer && answer->value == value ? answer->origin : Origin::Bypassed;
    }
    /// 0 where the system does not tell.
    static qint64 residentBytes()
    {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly)
                   ? file.readAll().split(' ').value(1).toLongLong() * 4096
                   : 0;
    }

    FakeClock m_clock;
    std::unique_ptr<TempWorkspace> m_workspace;
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SizesTest)
#include "sizestest.moc"
