// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/nametable.h"

#include <QTest>

#include <array>
#include <thread>

using namespace tierwatch;
using namespace Qt::StringLiterals;

class NameTableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNameKeepsItsNumber();
    void theEmptyNameIsNobody();
    void anUnknownNumberHasNoName();
    void threadsAgreeOnNumbers();
    void slotsDoNotMoveWhenOthersAreMade();
};

void NameTableTest::aNameKeepsItsNumber()
{
    NameTable names;
    const quint32 invoices = names.idOf(u"invoices"_s);
    QVERIFY(names.idOf(u"ledger"_s) != invoices);
    QCOMPARE(names.idOf(u"invoices"_s), invoices);
    QCOMPARE(names.name(invoices), u"invoices"_s);
}

void NameTableTest::theEmptyNameIsNobody()
{
    NameTable names;
    QCOMPARE(names.idOf(QString()), NameTable::nobody);
    QCOMPARE(names.idOf(u""_s), NameTable::nobody);
}

void NameTableTest::anUnknownNumberHasNoName()
{
    const NameTable names;
    QCOMPARE(names.name(12345), QString());
}

void NameTableTest::threadsAgreeOnNumbers()
{
    constexpr int count = 2000;
    NameTable names;
    std::atomic<int> mistakes{0};
    {
        std::array<std::jthread, 8> threads;
        for (std::jthread& thread : threads)
            thread = std::jthread([&] {
                for (int i = 0; i < count; ++i) {
                    const QString name = u"name "_s + QString::number(i);
                    if (names.name(names.idOf(name)) != name)
                        ++mistakes;
                }
            });
    }
    QCOMPARE(mistakes.load(), 0);
    QCOMPARE(names.size(), quint32(count + 1));
}

void NameTableTest::slotsDoNotMoveWhenOthersAreMade()
{
    SlotArray<int> numbers;
    QVERIFY(!numbers.find(70));
    int* first = &numbers.make(0);
    *first = 7;
    for (quint32 i = 1; i < 5000; ++i)
        numbers.make(i) = static_cast<int>(i);
    QCOMPARE(numbers.find(0), first);
    QCOMPARE(*first, 7);
    for (quint32 i = 1; i < 5000; ++i)
        QCOMPARE(*numbers.find(i), static_cast<int>(i));
}

QTEST_GUILESS_MAIN(NameTableTest)
#include "nametabletest.moc"
