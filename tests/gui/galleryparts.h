// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/history.h"

class QHBoxLayout;
class QMenu;
class QWidget;

/// Samples of every widget, for the gallery. What has no parent given is the caller's.
namespace tierwatch::gallery {

[[nodiscard]] qint64 noon();
/// An hour in steps of 10 s: a dip after 26 minutes, the cache off for a while near the end.
[[nodiscard]] History anHour();

void fillOverview(QWidget& page);
[[nodiscard]] QHBoxLayout* makeButtons(QWidget* parent);
[[nodiscard]] QHBoxLayout* makeFields(QWidget* parent);
[[nodiscard]] QHBoxLayout* makeChips(QWidget* parent);
[[nodiscard]] QWidget* makeBanners(QWidget* parent);
[[nodiscard]] QHBoxLayout* makeCards(QWidget* parent);
[[nodiscard]] QMenu* makeMenu(QWidget* parent);

} // namespace tierwatch::gallery
