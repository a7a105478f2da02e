// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/memorytier.h"
#include "cache/switches.h"
#include "support/latch.h"

#include <QTest>

#include <array>
#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace tierwatch;

namespace {

constexpr int keys = 64;
constexpr int companies = 4;
constexpr int turns = 20'000;

/// Runs each of them on a thread of its own, all from the same moment on.
template <class... Parts>
void together(Parts... parts)
{
    test::Latch ready(sizeof...(parts));
    const auto start = [&ready](auto part) {
        return std::jthread([&ready, part] {
            ready.arrive_and_wait();
            part();
        });
    };
    const std::array threads{start(parts)...};
}

CacheKey keyOf(int number)
{
    return CacheKey::fromText("key-" + QByteArray::number(number));
}

/// The value tells the key and the stamp it was loaded with.
QByteArray valueOf(int number, quint64 stamp)
{
    return QByteArray::number(number) + ':' + QByteArray::number(stamp);
}

EntryScopesPtr scopesOf(int number)
{
    auto scopes = std::make_shared<EntryScopes>();
    scopes->key = keyOf(number).text();
    scopes->type = number % 2 ? u"odd"_s : u"even"_s;
    scopes->typeId = static_cast<quint32>(number % 2);
    scopes->companyId = number % companies;
    return scopes;
}

/// A memory tier, the counter of its stamps, and below which stamp nothing may be served any more.
struct Memory
{
    Barriers barriers;
    MemoryTier tier{{keys * 400, 0}, barriers};
    std::atomic<quint64> stamps = 1;
    std::array<std::atomic<quint64>, companies> promised{};
    std::atomic<qint64> hits = 0;
    std::atomic<int> wrong = 0;

    void putAll()
    {
        for (int i = 0; i < turns; ++i) {
            const int number = i * 7 % keys;
            const quint64 stamp = stamps++;
            tier.put(keyOf(number), {valueOf(number, stamp), scopesOf(number), stamp, 0, 1000, 1});
        }
    }
    void findAll()
    {
        for (int i = 0; i < turns; ++i) {
            const int number = i * 11 % keys;
            const quint64 atLeast = promised.at(static_cast<size_t>(number % companies));
            const MemoryLook look = tier.find(keyOf(number).view(), 0, 1);
            if (look.miss != MemoryMiss::None)
                continue;
            ++hits;
            const QByteArrayList parts = look.answer.value.split(':');
            wrong += parts.value(0).toInt() != number || parts.value(1).toULongLong() <= atLeast;
        }
    }
    void raiseAll()
    {
        for (int i = 0; i < turns / 20; ++i) {
            const int company = i % companies;
            const quint64 stamp = stamps++;
            barriers.raise({.companyId = company}, {stamp, 0});
            promised.at(static_cast<size_t>(company)) = stamp;
        }
    }
};

} // namespace

/// The parts of the cache that many threads use at once, each by all that it offers. The figures
/// are small: the sanitizer of threads judges what happens, not how often.
class RacesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void memoryServesNothingWrongWhileBarriersRise();
    void sweepingAndCountingDisturbNobody();
    void everyHitIsHandedOverOnce();
    void barriersOfAllScopesOnlyEverRise();
    void theSwitchThatIsKeptLastHoldsLast();
};

void RacesTest::memoryServesNothingWrongWhileBarriersRise()
{
    Memory memory;
    together([&] { memory.putAll(); }, [&] { memory.putAll(); }, [&] { memory.findAll(); },
             [&] { memory.findAll(); }, [&] { memory.raiseAll(); });
    // A busy machine may run the threads one after the other, with no hit among them.
    memory.putAll();
    memory.findAll();
    QCOMPARE(memory.wrong.load(), 0);
    QCOMPARE_GT(memory.hits.load(), 0);
    QCOMPARE_LE(memory.tier.size().bytes, memory.tier.limits().bytes);
}

void RacesTest::sweepingAndCountingDisturbNobody()
{
    Memory memory;
    std::atomic<qint64> evicted = 0;
    const auto sweep = [&] {
        for (int i = 0; i < turns / 20; ++i) {
            memory.tier.removeInvalid(i % 100 ? 0 : 2000);
            if (i % 50 == 0)
                memory.tier.clear();
            for (const qint64 count : memory.tier.takeEvictions())
                evicted += count;
            memory.wrong += memory.tier.size().bytes > memory.tier.limits().bytes;
        }
    };
    together([&] { memory.putAll(); }, [&] { memory.putAll(); }, [&] { memory.findAll(); }, sweep,
             [&] { memory.raiseAll(); });
    for (const qint64 count : memory.tier.takeEvictions())
        evicted += count;
    QCOMPARE(memory.wrong.load(), 0);
    QCOMPARE(evicted.load(), memory.tier.evicted());
    memory.tier.clear();
    QCOMPARE(memory.tier.size().bytes, 0);
    QCOMPARE(memory.tier.size().entries, 0);
}

void RacesTest::everyHitIsHandedOverOnce()
{
    Memory memory;
    std::atomic<qint64> handedOver = 0;
    const auto take = [&] {
        for (const Touch& touch : memory.tier.takeTouches())
            handedOver += touch.hits;
    };
    const auto takeAll = [&] {
        for (int i = 0; i < turns / 20; ++i)
            take();
    };
    memory.putAll(); // there is something to hit, whichever thread comes first
    together([&] { memory.putAll(); }, [&] { memory.findAll(); }, [&] { memory.findAll(); },
             takeAll);
    take();
    QCOMPARE(handedOver.load(), memory.hits.load());
    QCOMPARE_GT(handedOver.load(), 0);
}

void RacesTest::barriersOfAllScopesOnlyEverRise()
{
    Barriers barriers;
    barriers.raise({}, {1, 1});
    std::atomic<quint64> promised = 1;
    std::atomic<int> wrong = 0;
    EntryScopes entry = *scopesOf(1);
    entry.username = u"ana"_s;
    entry.tags = {u"finance"_s};
    const std::vector<Scope> scopes{
        {},
        {.companyId = 1},
        {.type = u"odd"_s},
        {.companyId = 1, .type = u"odd"_s},
        {.username = u"ana"_s},
        {.tag = u"finance"_s},
        {.cacheKey = QString::fromUtf8(entry.key)},
    };
    const auto raise = [&](quint64 parity) {
        for (quint64 stamp = 2 + parity; stamp < turns; stamp += 2) {
            barriers.raise(scopes[stamp / 2 % scopes.size()], {stamp, static_cast<qint64>(stamp)});
            quint64 before = promised;
            while (before < stamp && !promised.compare_exchange_weak(before, stamp))
                continue;
        }
    };
    const auto look = [&] {
        quint64 generation = 0;
        for (int i = 0; i < turns; ++i) {
            const quint64 atLeast = promised;
            const quint64 now = barriers.generation();
            wrong += now < generation || barriers.admits(entry, atLeast) ||
                     barriers.admitsUnstamped(entry, static_cast<qint64>(atLeast)) ||
                     !barriers.admits(entry, turns);
            generation = now;
        }
    };
    together([&] { raise(0); }, [&] { raise(1); }, look, look);
    QCOMPARE(wrong.load(), 0);
}

void RacesTest::theSwitchThatIsKeptLastHoldsLast()
{
    // No lock here: one flip at a time is what the switches promise.
    QHash<QString, bool> kept;
    const auto keep = [&](const SwitchState& state) -> Result<void> {
        kept[codec::nameOf(state.kind) + state.subject] = state.enabled;
        return {};
    };
    Switches switches({}, false, keep);
    std::atomic<int> wrong = 0;
    const auto flip = [&](int first) {
        for (int i = 0; i < turns / 10; ++i) {
            const bool enabled = (i + first) % 2;
            wrong += !switches.set(SwitchKind::Global, {}, enabled) ||
                     !switches.set(SwitchKind::User, u"ana"_s, enabled) ||
                     !switches.set(SwitchKind::Type, u"t"_s, !enabled) ||
                     !switches.set(SwitchKind::AutoInvalidate, {}, enabled);
        }
    };
    const auto look = [&] {
        for (int i = 0; i < turns; ++i) {
            (void)switches.admit(u"t"_s, u"ana"_s);
            wrong += !switches.user(u"bob"_s) || !switches.type(u"s"_s);
        }
    };
    together([&] { flip(0); }, [&] { flip(1); }, look, look);
    QCOMPARE(wrong.load(), 0);
    const auto last = [&](SwitchKind kind, const QString& subject) {
        return kept.value(codec::nameOf(kind) + subject);
    };
    QCOMPARE(switches.global(), last(SwitchKind::Global, {}));
    QCOMPARE(switches.autoInvalidate(), last(SwitchKind::AutoInvalidate, {}));
    QCOMPARE(switches.user(u"ana"_s), last(SwitchKind::User, u"ana"_s));
    QCOMPARE(switches.type(u"t"_s), last(SwitchKind::Type, u"t"_s));
    QCOMPARE(switches.admit(u"t"_s, u"ana"_s),
             switches.global() && switches.user(u"ana"_s) && switches.type(u"t"_s));
}

QTEST_GUILESS_MAIN(RacesTest)
#include "racestest.moc"
