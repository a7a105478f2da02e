// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace tierwatch {

/// Hands a socket as much of this as its system takes now, past Qt's buffer, for which the event
/// loop would wake once more. How many bytes it took; none where this is not known to work. The
/// rest, and what is wrong with the socket, is for QTcpSocket::write().
[[nodiscard]] qsizetype sendAtOnce(qintptr descriptor, QByteArrayView bytes);

} // namespace tierwatch
