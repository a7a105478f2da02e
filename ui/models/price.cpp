// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/price.h"

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr double cheapBelowMs = 30'000;
constexpr double dearAboveMs = 5 * 60'000;

QString translated(const char* text)
{
    return QCoreApplication::translate("Price", text);
}

QString arrow()
{
    return u" \u2192 "_s;
}

QString hitRateText(const Preview& price, const Format& format)
{
    if (!price.hitRateNow || !price.hitRateAfter)
        return Format::unknown();
    return format.percent(price.hitRateNow) + arrow() + format.wholePercent(price.hitRateAfter);
}

} // namespace

Confirmation confirmationFor(const Scope& scope, const Preview& price, bool production)
{
    if (production || scope.everything() || price.reloadMs > dearAboveMs)
        return Confirmation::TypedName;
    return price.reloadMs < cheapBelowMs ? Confirmation::Button : Confirmation::OneClick;
}

ConfirmationText confirmationText(const Scope& scope, const Preview& price, const Names& names,
                                  const QString& targetName, bool production)
{
    ConfirmationText text;
    if (price.reloadMs > dearAboveMs)
        text.reason = translated("This costs the database more than 5 minutes.");
    else if (production && !scope.everything())
        text.reason = translated("People work with this target.");
    else
        text.reason = translated("This empties the whole cache.");
    if (scope.companyId) {
        text.prompt = translated("To confirm, type the company\u2019s name:");
        text.name = names.company(*scope.companyId);
    } else {
        text.prompt = translated("To confirm, type the target\u2019s name:");
        text.name = targetName;
    }
    return text;
}

ConfirmationText productionConfirmation(const QString& targetName)
{
    return {translated("People work with this target."),
            translated("To confirm, type the target\u2019s name:"), targetName};
}

PriceFigures priceFigures(const Preview& price, const Format& format)
{
    PriceFigures figures;
    figures.entries = format.count(price.entries);
    figures.entriesLine = translated("of %1 valid, %2")
                              .arg(format.count(price.validEntries), format.bytes(price.bytes));
    figures.time = format.duration(price.reloadMs);
    figures.timeLine =
        translated("in an hour, %1 at most").arg(format.duration(price.reloadMostMs));
    figures.hitRate = hitRateText(price, format);
    if (price.warmUpMs)
        figures.hitRateLine = translated("for about %1").arg(format.age(*price.warmUpMs));
    else if (price.hitRateNow)
        figures.hitRateLine = translated("how long is not known yet");
    else
        figures.hitRateLine = translated("no requests in the last hour");
    return figures;
}

QString switchOffText(const std::optional<SwitchOffPrice>& price, const Format& format)
{
    if (!price)
        return translated("Nobody is asking now; whoever asks later waits for the database.");
    const QString requests = format.count(qRound64(price->requestsPerSecond));
    const QString seconds = format.duration(price->databaseSecondsPerSecond * 1000);
    if (price->requestsPerSecond < 1)
        return translated("Every request would go to the database, %1 of its time each second.")
            .arg(seconds);
    return translated("%1 requests a second would go to the database, %2 of its time each second.")
        .arg(requests, seconds);
}

bool namesMatch(const QString& typed, const QString& name)
{
    return typed.trimmed().compare(name.trimmed(), Qt::CaseInsensitive) == 0;
}

} // namespace tierwatch
