// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplemix.h"

#include "source/querycatalog.h"

#include <QTest>

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

QString text(const SampleQuestion& question)
{
    QString all = question.query + u'|' + QString::number(question.companyId);
    for (const QVariant& value : question.params)
        all += u'|' + value.toString();
    return question.query == u"top_partners" ? all + u'|' + question.user : all;
}

} // namespace

class SampleMixTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameSeedAsksTheSame()
    {
        const SampleMix mix;
        Random first(9);
        Random second(9);
        Random third(10);
        bool differs = false;
        for (int i = 0; i < 200; ++i) {
            const SampleQuestion question = mix.next(first);
            QCOMPARE(question, mix.next(second));
            differs |= question != mix.next(third);
        }
        QVERIFY(differs);
    }

    void everyQuestionIsOneThatTheQueriesTake()
    {
        const auto catalog = QueryCatalog::load(u":/tierwatch/sample/queries"_s);
        QVERIFY(catalog.ok());
        const SampleMix mix;
        Random random(1);
        std::set<QString> asked;
        for (int i = 0; i < 5'000; ++i) {
            const SampleQuestion question = mix.next(random);
            const auto query = catalog->find(question.query);
            QVERIFY(query.ok());
            const auto values = (*query)->canonical(question.params);
            QVERIFY2(values.ok(), values.ok() ? "" : qPrintable(values.error().message));
            QCOMPARE(values->size(), question.params.size());
            asked.insert(question.query);
        }
        QCOMPARE(asked.size(), 6U);
    }

    void aFewQuestionsAreFrequentAndManyAreRare()
    {
        const SampleMix mix;
        Random random(1);
        std::map<QString, int> times;
        constexpr int all = 100'000;
        for (int i = 0; i < all; ++i)
            ++times[text(mix.next(random))];
        std::vector<int> counts;
        counts.reserve(times.size());
        for (const auto& [question, count] : times)
            counts.push_back(count);
        std::ranges::sort(counts, std::greater());
        QVERIFY2(counts.size() > 3'000, qPrintable(QString::number(counts.size())));
        int hundredMostFrequent = 0;
        for (int i = 0; i < 100; ++i)
            hundredMostFrequent += counts[std::size_t(i)];
        QVERIFY(hundredMostFrequent > all / 3);
        QVERIFY(hundredMostFrequent < all * 3 / 4);
    }
};

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::SampleMixTest)
#include "samplemixtest.moc"
