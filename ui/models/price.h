// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figures.h"
#include "models/names.h"
#include "theme/format.h"
#include "values/invalidate.h"

namespace tierwatch {

/// How much a person has to do to confirm an action; grows with what it costs the database.
enum class Confirmation { Button, OneClick, TypedName };

/// Under 30 s of database time a button; up to 5 minutes one click on a preview; above, or for
/// everything or on a target that people work with (production), the name typed. A pure function.
[[nodiscard]] Confirmation confirmationFor(const Scope& scope, const Preview& price,
                                           bool production = false);

/// What is asked of a person before an invalidation, in words.
struct ConfirmationText
{
    QString reason; ///< "This costs the database more than 5 minutes."
    QString prompt; ///< "To confirm, type the company's name:"
    QString name;   ///< "Delta Energy"
};
[[nodiscard]] ConfirmationText confirmationText(const Scope& scope, const Preview& price,
                                                const Names& names, const QString& targetName,
                                                bool production = false);
/// The same of any other action on a target that people work with.
[[nodiscard]] ConfirmationText productionConfirmation(const QString& targetName);

/// The three figures of a preview, each with the line below it.
struct PriceFigures
{
    QString entries;
    QString entriesLine;
    QString time;
    QString timeLine;
    QString hitRate;
    QString hitRateLine;
};
[[nodiscard]] PriceFigures priceFigures(const Preview& price, const Format& format);

/// "30 requests a second would go to the database, 15 s of its time each second."
[[nodiscard]] QString switchOffText(const std::optional<SwitchOffPrice>& price,
                                    const Format& format);

/// Whether what was typed is the name, give or take case and blanks around it.
[[nodiscard]] bool namesMatch(const QString& typed, const QString& name);

} // namespace tierwatch
