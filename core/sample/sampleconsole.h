// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "sample/samplegenerator.h"

class QTextStream;

namespace tierwatch {

/// SampleGenerator::create(), telling how far it is by lines of text; for programs without a
/// display. The caller prints the error.
[[nodiscard]] Result<void> createSampleOnConsole(const QString& folder, QTextStream& out,
                                                 const Clock& clock, const std::stop_token& stop);

} // namespace tierwatch
