// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "cache/pastloads.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tierwatch {

class PastLoadsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyThatWasNeverLoadedIsAFirst();
    void aLoadThatIsGoneTellsWhy();
    void theOldestAreForgotten();

private:
    static KeyDigest key(quint64 number) { return {number}; }
    [[nodiscard]] MissReason reason(const KeyDigest& key, qint64 steadyMs) const
    {
        return m_loads.reason(key, m_scopes, m_barriers, steadyMs);
    }

    PastLoads m_loads;
    Barriers m_barriers;
    EntryScopes m_scopes{"key", u"trial"_s, 1, 7, {}, {}};
};

void PastLoadsTest::aKeyThatWasNeverLoadedIsAFirst()
{
    QCOMPARE(reason(key(1), 0), MissReason::First);
}

void PastLoadsTest::aLoadThatIsGoneTellsWhy()
{
    m_loads.note(key(2), 10, 5000);
    QCOMPARE(reason(key(2), 4999), MissReason::Evicted);
    QCOMPARE(reason(key(2), 5000), MissReason::Expired);
    m_barriers.raise({.companyId = 7}, {11, 0, true});
    QCOMPARE(reason(key(2), 5000), MissReason::Invalidated);
    QVERIFY(m_barriers.raisedByMonitor(m_scopes));
    m_barriers.raise({.type = u"trial"_s}, {12, 0, false});
    QVERIFY(!m_barriers.raisedByMonitor(m_scopes));
    m_loads.note(key(2), 13, 5000);
    QCOMPARE(reason(key(2), 0), MissReason::Evicted);
}

void PastLoadsTest::theOldestAreForgotten()
{
    for (quint64 number = 0; number < 2 * PastLoads::mostInHalf + 1; ++number)
        m_loads.note(key(1000 + number), 20, 5000);
    QCOMPARE(reason(key(1000), 0), MissReason::First);
    QCOMPARE(reason(key(1000 + PastLoads::mostInHalf), 0), MissReason::Evicted);
}

} // namespace tierwatch

QTEST_GUILESS_MAIN(tierwatch::PastLoadsTest)
#include "pastloadstest.moc"
