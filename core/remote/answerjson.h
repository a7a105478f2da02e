// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"

#include <QJsonArray>
#include <QJsonObject>

/// What services answer, read with care: they may be anything. Any thread; no state.
namespace tierwatch::answerjson {

/// Nothing that is asked for is nested as deeply.
inline constexpr int deepest = 64;
/// Nor has it so many members and items.
inline constexpr int mostParts = 100'000;

/// The object that an answer is, with every text in it fit to be shown: unseen characters are
/// written out, long ones cut; but for the member `asIs`, which is for no person. Internal for
/// anything else: `detail` says from which byte on.
[[nodiscard]] Result<QJsonObject> objectIn(const ServiceAnswer& answer,
                                           QLatin1StringView asIs = {});

/// The list that an answer is, as it came; Internal for anything else.
[[nodiscard]] Result<QJsonArray> listIn(const ServiceAnswer& answer);

} // namespace tierwatch::answerjson
