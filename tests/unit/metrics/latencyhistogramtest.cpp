// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "metrics/latencyhistogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

using namespace tierwatch;

namespace {

const double binRatio = std::pow(10.0, 1.0 / LatencyHistogram::binsPerDecade);

template <class Distribution>
std::vector<double> samplesOf(Distribution distribution)
{
    std::mt19937 random(20260101);
    std::vector<double> samples(20'000);
    std::ranges::generate(samples, [&] {
        return std::clamp(distribution(random), LatencyHistogram::lowestMs,
                          LatencyHistogram::highestMs * 0.99);
    });
    return samples;
}

LatencyHistogram histogramOf(const std::vector<double>& samples)
{
    LatencyHistogram histogram;
    for (const double sample : samples)
        histogram.add(sample);
    return histogram;
}

QByteArray written(const LatencyHistogram& histogram)
{
    ByteWriter writer;
    histogram.write(writer);
    return writer.take();
}

bool readsBack(QByteArrayView bytes, LatencyHistogram& into)
{
    ByteReader reader(bytes);
    return into.addFrom(reader) && reader.atEnd();
}

} // namespace

class LatencyHistogramTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quantilesLieWithinOneBinOfTheExactOnes_data();
    void quantilesLieWithinOneBinOfTheExactOnes();
    void anEmptyOneHasNoFigures();
    void theMeanIsExact();
    void theMedianOfOneSampleLiesInItsBin();
    void aQuantileIsSpreadEvenlyOnTheLogarithmicScale();
    void timesOutsideTheBinsAreCounted();
    void countsWhatLiesBelowItsEdges();
    void mergingGivesWhatAddingEverythingGives();
    void theCodecGivesBackWhatWasWritten();
    void fewSamplesTakeFewBytes();
    void damagedBytesAreRefused();
    void bytesOfTheFirstVersionAreRead();
};

void LatencyHistogramTest::quantilesLieWithinOneBinOfTheExactOnes_data()
{
    QTest::addColumn<QList<double>>("samples");
    const auto list = [](const std::vector<double>& samples) {
        return QList<double>(samples.begin(), samples.end());
    };
    QTest::newRow("lognormal") << list(samplesOf(std::lognormal_distribution(2.0, 1.5)));
    QTest::newRow("exponential") << list(samplesOf(std::exponential_distribution(1 / 250.0)));
    QTest::newRow("uniform") << list(samplesOf(std::uniform_real_distribution(0.02, 900.0)));
    QTest::newRow("two humps") << list(samplesOf([hump = 0](auto& random) mutable {
        return std::normal_distribution(++hump % 10 ? 0.05 : 400.0, 0.01)(random);
    }));
}

/// The bound: the estimate lies in the bin of the exact value, so it is off by less than the ratio
/// of a bin's edges, 10^(1/12) = 1.21.
void LatencyHistogramTest::quantilesLieWithinOneBinOfTheExactOnes()
{
    QFETCH(QList<double>, samples);
    const LatencyHistogram histogram = histogramOf({samples.begin(), samples.end()});
    std::ranges::sort(samples);
    for (const double q : {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const double rank = std::ceil(q * static_cast<double>(samples.size()));
        const double exact = samples.at(static_cast<qsizetype>(rank) - 1);
        const double ratio = *histogram.quantileMs(q) / exact;
        QVERIFY2(ratio > 1 / (binRatio * 1.000001) && ratio < binRatio * 1.000001,
                 qPrintable(QStringLiteral("q %1: off by %2").arg(q).arg(ratio)));
    }
}

void LatencyHistogramTest::anEmptyOneHasNoFigures()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.count(), 0);
    QVERIFY(!histogram.meanMs());
    QVERIFY(!histogram.quantileMs(0.5));
}

void LatencyHistogramTest::theMeanIsExact()
{
    QCOMPARE(*histogramOf({1, 2, 3, 1000}).meanMs(), 251.5);
}

void LatencyHistogramTest::theMedianOfOneSampleLiesInItsBin()
{
    for (const double sample : {0.01, 0.013, 1.0, 99.9, 100.0, 99'999.0}) {
        const double ratio = *histogramOf({sample}).quantileMs(0.5) / sample;
        QVERIFY(ratio > 1 / binRatio && ratio < binRatio);
    }
}

void LatencyHistogramTest::aQuantileIsSpreadEvenlyOnTheLogarithmicScale()
{
    // Four samples in the bin that begins at 1 ms: half of them lie below its geometric middle.
    const LatencyHistogram histogram = histogramOf({1.05, 1.05, 1.05, 1.05});
    QVERIFY(qAbs(*histogram.quantileMs(0.5) - std::sqrt(binRatio)) < 1e-9);
    QVERIFY(qAbs(*histogram.quantileMs(0.25) - std::pow(binRatio, 0.25)) < 1e-9);
}

void LatencyHistogramTest::timesOutsideTheBinsAreCounted()
{
    const LatencyHistogram low =
        histogramOf({0, -3, 0.00001, std::numeric_limits<double>::quiet_NaN()});
    QCOMPARE(low.count(), 4);
    QVERIFY(*low.quantileMs(0.99) <= LatencyHistogram::lowestMs);
    const LatencyHistogram high = histogramOf({1e6, std::numeric_limits<double>::infinity()});
    QCOMPARE(high.count(), 2);
    QCOMPARE(*high.quantileMs(0.5), LatencyHistogram::highestMs);
    QCOMPARE(high.sumMs(), 1e6);
}

void LatencyHistogramTest::countsWhatLiesBelowItsEdges()
{
    const std::vector<double> samples{0.00001, 0.5, 2, 2, 40'000, 200'000};
    const LatencyHistogram histogram = histogramOf(samples);
    const std::vector<double> edges = LatencyHistogram::edgesMs(6);
    const std::vector<qint64> counts = histogram.countsBelow(6);
    QCOMPARE(edges.size(), counts.size());
    QCOMPARE(edges.front(), LatencyHistogram::lowestMs);
    QCOMPARE(edges.back(), LatencyHistogram::highestMs);
    for (size_t i = 0; i < edges.size(); ++i)
        QCOMPARE(counts[i],
                 std::ranges::count_if(samples, [&](double ms) { return ms < edges[i]; }));
}

void LatencyHistogramTest::mergingGivesWhatAddingEverythingGives()
{
    LatencyHistogram merged = histogramOf({1, 20, 300});
    merged += histogramOf({4000, 0.5});
    QCOMPARE(merged, histogramOf({1, 20, 300, 4000, 0.5}));
}

void LatencyHistogramTest::theCodecGivesBackWhatWasWritten()
{
    const auto histogram = histogramOf(samplesOf(std::lognormal_distribution(2.0, 2.5)));
    LatencyHistogram read;
    QVERIFY(readsBack(written(histogram), read));
    QCOMPARE(read, histogram);
    QVERIFY(readsBack(written({}), read));
    QCOMPARE(read, histogram);
}

void LatencyHistogramTest::fewSamplesTakeFewBytes()
{
    QVERIFY(written(histogramOf({1, 1, 1, 250})).size() <= 16);
}

void LatencyHistogramTest::damagedBytesAreRefused()
{
    const QByteArray good = written(histogramOf({1, 20, 300}));
    LatencyHistogram into;
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY(!readsBack(good.first(length), into));
    QByteArray newer = good;
    newer[0] = 99;
    QVERIFY(!readsBack(newer, into));
    QByteArray beyond = good;
    beyond[2] = static_cast<char>(LatencyHistogram::binCount);
    QVERIFY(!readsBack(beyond, into));
    QCOMPARE(into, LatencyHistogram());
}

/// Its bins began at 10 us: all below that is held to lie just below it.
void LatencyHistogramTest::bytesOfTheFirstVersionAreRead()
{
    ByteWriter writer;
    writer.byte(1);
    writer.varint(2);
    writer.byte(0);
    writer.varint(3);
    writer.byte(1);
    writer.varint(4);
    writer.real(0.06);
    LatencyHistogram histogram;
    QVERIFY(readsBack(writer.take(), histogram));
    QCOMPARE(histogram.count(), 7);
    QCOMPARE(histogram.sumMs(), 0.06);
    QVERIFY(*histogram.quantileMs(0.2) > 0.008 && *histogram.quantileMs(0.2) < 0.01);
    QVERIFY(*histogram.quantileMs(0.9) > 0.01 && *histogram.quantileMs(0.9) < 0.0122);
}

QTEST_GUILESS_MAIN(LatencyHistogramTest)
#include "latencyhistogramtest.moc"
