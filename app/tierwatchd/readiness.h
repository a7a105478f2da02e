// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// Tells the service manager that started the program how far it is; without one it does nothing.
/// Any thread; no state.
namespace tierwatch::readiness {

/// It serves; `status` is for people.
void ready(const QByteArray& status);
/// It reads its certificate again; ready() follows.
void reloading();
/// It ends.
void stopping();

} // namespace tierwatch::readiness
