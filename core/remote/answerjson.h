// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "remote/serviceclient.h"

#include <QJsonObject>

/// What services answer, read with care: they may be anything. Any thread; no state.
namespace tierwatch::answerjson {

/// Nothing that is asked for is nested as deeply.
inline constexpr int deepest = 64;

enum class Texts {
    Shown, ///< made fit to be shown: unseen characters are written out, long ones cut
    AsIs,  ///< a part of a value, byte for byte
};

/// The object that an answer is. Internal for anything else: `detail` says from which byte on.
[[nodiscard]] Result<QJsonObject> objectIn(const ServiceAnswer& answer, Texts texts = Texts::Shown);

} // namespace tierwatch::answerjson
