// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace tierwatch {

/// How often an entry was hit since the hits were last taken.
struct Touch
{
    QByteArray key;
    qint64 hits = 0;
    qint64 lastMs = 0; ///< Unix ms
};

} // namespace tierwatch
