// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/format.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tierwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar noBreakSpace(0x00A0);
constexpr QChar minusSign(0x2212);

constexpr qint64 minute = 60, hour = 60 * minute, oneDay = 24 * hour; // seconds
constexpr qint64 daysAloneFrom = 100 * oneDay;

QString joined(const QString& number, const QString& unit)
{
    return number + noBreakSpace + unit;
}

struct ByteUnit
{
    const char* name;
    double size;
};
constexpr ByteUnit byteUnits[] = {{"B", 1},
                                  {"KiB", 1024},
                                  {"MiB", 1024.0 * 1024},
                                  {"GiB", 1024.0 * 1024 * 1024},
                                  {"TiB", 1024.0 * 1024 * 1024 * 1024}};

/// The smallest unit in which `bytes` has at most four digits before the point ("1,024 MiB").
const ByteUnit& unitFor(qint64 bytes, double most)
{
    for (const ByteUnit& unit : byteUnits) {
        if (double(std::abs(bytes)) / unit.size <= most)
            return unit;
    }
    return byteUnits[std::size(byteUnits) - 1];
}

/// Decimals that give three figures; bytes themselves have none.
int byteDecimals(double value, const ByteUnit& unit)
{
    if (unit.size == 1 || value >= 99.95)
        return 0;
    return value >= 9.995 ? 1 : 2;
}

QDateTime local(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs);
}

} // namespace

QString Format::unknown()
{
    return QString(QChar(0x2013));
}

QString Format::number(double value, int decimals) const
{
    const QString digits = m_locale.toString(std::abs(value), 'f', decimals);
    const bool isZero = std::abs(value) < 0.5 * std::pow(10.0, -decimals);
    return value < 0 && !isZero ? minusSign + digits : digits;
}

QString Format::count(std::optional<qint64> value) const
{
    return value ? number(double(*value), 0) : unknown();
}

QString Format::axisCount(double value) const
{
    const double size = std::abs(value);
    if (size < 1000)
        return number(value, 0);
    const bool millions = size >= 1e6;
    const double scaled = value / (millions ? 1e6 : 1e3);
    const int decimals = std::abs(scaled) < 10 && scaled != std::round(scaled) ? 1 : 0;
    return number(scaled, decimals) + (millions ? u'M' : u'k');
}

QString Format::percentSign() const
{
    const QLocale::Language language = m_locale.language();
    const bool joins = language == QLocale::English || language == QLocale::C;
    return joins ? u"%"_s : QString(noBreakSpace) + u'%';
}

QString Format::percent(std::optional<double> value) const
{
    if (!value)
        return unknown();
    if (*value == 0 || *value == 100)
        return number(*value, 0) + percentSign();
    if (*value > 0 && *value < 0.1)
        return u'<' + number(0.1, 1) + percentSign();
    if (*value >= 99.95 && *value < 100)
        return u'>' + number(99.9, 1) + percentSign();
    return number(*value, 1) + percentSign();
}

QString Format::wholePercent(std::optional<double> value) const
{
    if (!value)
        return unknown();
    if (*value > 0 && *value < 1)
        return u'<' + number(1, 0) + percentSign();
    if (*value > 99 && *value < 100)
        return number(99, 0) + percentSign();
    return number(*value, 0) + percentSign();
}

QString Format::points(double change) const
{
    return joined(number(std::abs(change), 1), tr("points"));
}

QString Format::signedPoints(double change) const
{
    const double whole = std::round(change);
    const int decimals = whole == 0 ? 1 : 0;
    const QString sign = change > 0 ? u"+"_s : QString();
    return joined(sign + number(change, decimals), tr("points"));
}

QString Format::factor(double value) const
{
    return number(value, value < 9.95 ? 1 : 0);
}

QString Format::rate(double perSecond) const
{
    return joined(number(perSecond, perSecond < 99.95 ? 1 : 0), tr("per s"));
}

QString Format::duration(std::optional<double> ms) const
{
    if (!ms || !std::isfinite(*ms))
        return unknown();
    if (*ms < 0)
        return minusSign + duration(-*ms);
    if (*ms == 0)
        return joined(number(0, 0), tr("ms"));
    if (*ms < 0.0005)
        return joined(u'<' + number(1, 0), tr("\u00b5s"));
    if (*ms < 0.9995)
        return joined(number(*ms * 1000, 0), tr("\u00b5s"));
    if (*ms < 999.5)
        return joined(number(*ms, *ms < 9.95 ? 1 : 0), tr("ms"));
    if (*ms < 59'950)
        return joined(number(*ms / 1000, *ms < 9'995 ? 2 : 1), tr("s"));
    return twoUnits(std::llround(*ms / 1000));
}

QString Format::durationOfUnit(double ms, double unitMs) const
{
    const double value = ms / unitMs;
    const QString text = number(value, value == std::round(value) ? 0 : 1);
    const double seconds = unitMs / 1000;
    return joined(text, seconds >= oneDay   ? tr("d")
                        : seconds >= hour   ? tr("h")
                        : seconds >= minute ? tr("min")
                        : seconds >= 1      ? tr("s")
                                            : tr("ms"));
}

QString Format::durationInWords(double ms) const
{
    constexpr double secondMs = 1000;
    const auto words = [&](double unitMs, const QString& unit) {
        const double value = ms / unitMs;
        return joined(number(value, value < 9.95 ? 1 : 0), unit);
    };
    if (ms >= 2 * secondMs * oneDay)
        return words(secondMs * oneDay, tr("days"));
    if (ms >= 2 * secondMs * hour)
        return words(secondMs * hour, tr("hours"));
    if (ms >= 2 * secondMs * minute)
        return words(secondMs * minute, tr("minutes"));
    return ms >= 2 * secondMs ? words(secondMs, tr("seconds")) : duration(ms);
}

QString Format::countInWords(qint64 value) const
{
    constexpr double million = 1e6;
    const double millions = static_cast<double>(value) / million;
    return millions < 1 ? count(value)
                        : tr("%1 million").arg(number(millions, millions < 99.95 ? 1 : 0));
}

QString Format::age(std::optional<qint64> ms) const
{
    if (!ms)
        return unknown();
    const qint64 seconds = std::max<qint64>(0, *ms / 1000);
    if (seconds < minute)
        return joined(count(seconds), tr("s"));
    if (seconds < hour)
        return joined(count(seconds / minute), tr("min"));
    return twoUnits(seconds);
}

QString Format::twoUnits(qint64 seconds) const
{
    const auto pair = [this](qint64 large, const QString& largeUnit, qint64 small,
                             const QString& smallUnit) {
        const QString first = joined(count(large), largeUnit);
        return small == 0 ? first : first + u' ' + joined(count(small), smallUnit);
    };
    if (seconds >= daysAloneFrom)
        return joined(count(seconds / oneDay), tr("d"));
    if (seconds >= oneDay)
        return pair(seconds / oneDay, tr("d"), seconds % oneDay / hour, tr("h"));
    if (seconds >= hour)
        return pair(seconds / hour, tr("h"), seconds % hour / minute, tr("min"));
    return pair(seconds / minute, tr("min"), seconds % minute, tr("s"));
}

QString Format::countdown(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, (ms + 999) / 1000);
    const auto two = [](qint64 value) { return u"%1"_s.arg(value, 2, 10, QChar(u'0')); };
    const QString tail = two(seconds % minute);
    if (seconds < hour)
        return QString::number(seconds / minute) + u':' + tail;
    return QString::number(seconds / hour) + u':' + two(seconds % hour / minute) + u':' + tail;
}

QString Format::bytes(std::optional<qint64> value) const
{
    if (!value)
        return unknown();
    const ByteUnit& unit = unitFor(*value, 1023.5);
    const double scaled = double(*value) / unit.size;
    return joined(number(scaled, byteDecimals(std::abs(scaled), unit)),
                  QLatin1StringView(unit.name));
}

QString Format::bytesOf(std::optional<qint64> used, qint64 limit) const
{
    if (limit <= 0)
        return bytes(used);
    const ByteUnit& unit = unitFor(limit, 1024);
    const auto figure = [&](qint64 value) {
        const double scaled = double(value) / unit.size;
        return number(scaled, byteDecimals(scaled, unit));
    };
    //: used and limit of a tier, "351 of 1,024"
    const QString pair = tr("%1 of %2").arg(used ? figure(*used) : unknown(), figure(limit));
    return joined(pair, QLatin1StringView(unit.name));
}

QString Format::clock(qint64 timeMs) const
{
    const bool dots = m_locale.timeFormat(QLocale::ShortFormat).contains(u'.');
    return local(timeMs).toString(dots ? u"HH.mm"_s : u"HH:mm"_s);
}

QString Format::clockSeconds(qint64 timeMs) const
{
    const bool dots = m_locale.timeFormat(QLocale::ShortFormat).contains(u'.');
    return local(timeMs).toString(dots ? u"HH.mm.ss"_s : u"HH:mm:ss"_s);
}

QString Format::moment(qint64 timeMs, qint64 nowMs) const
{
    const QString date = day(timeMs, nowMs);
    return date.isEmpty() ? clock(timeMs) : date + u' ' + clock(timeMs);
}

QString Format::day(qint64 timeMs, qint64 nowMs) const
{
    const QDate date = local(timeMs).date(), today = local(nowMs).date();
    if (date == today)
        return {};
    const QString pattern = date.year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s;
    return m_locale.toString(date, pattern).replace(u' ', noBreakSpace);
}

QString Format::weekday(qint64 timeMs) const
{
    return m_locale.standaloneDayName(local(timeMs).date().dayOfWeek(), QLocale::ShortFormat);
}

QString Format::ago(qint64 timeMs, qint64 nowMs) const
{
    const qint64 elapsed = nowMs - timeMs;
    if (elapsed < 1000)
        return tr("just now");
    if (elapsed >= hour * 1000)
        return moment(timeMs, nowMs);
    return tr("%1 ago").arg(age(elapsed));
}

std::vector<double> Format::shares(const std::vector<qint64>& parts)
{
    const qint64 sum = std::accumulate(parts.begin(), parts.end(), qint64(0));
    if (sum <= 0)
        return {};
    std::vector<qint64> tenths;
    std::vector<std::pair<double, std::size_t>> remainders;
    qint64 missing = 1000;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double exact = 1000.0 * double(parts[i]) / double(sum);
        tenths.push_back(qint64(exact));
        remainders.emplace_back(exact - std::floor(exact), i);
        missing -= tenths.back();
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; missing > 0; ++i, --missing)
        ++tenths[remainders[i % remainders.size()].second];
    std::vector<double> shares;
    shares.reserve(tenths.size());
    for (const qint64 value : tenths)
        shares.push_back(double(value) / 10);
    return shares;
}

} // namespace tierwatch
