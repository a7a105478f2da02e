// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/sendatonce.h"

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#endif

namespace tierwatch {

qsizetype sendAtOnce(qintptr descriptor, QByteArrayView bytes)
{
#ifdef Q_OS_LINUX
    const auto sent =
        ::send(int(descriptor), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent < 0 ? 0 : sent;
#else
    Q_UNUSED(descriptor)
    Q_UNUSED(bytes)
    return 0;
#endif
}

} // namespace tierwatch
