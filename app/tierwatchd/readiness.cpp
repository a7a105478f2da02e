// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readiness.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#endif

namespace tierwatch::readiness {

namespace {

/// The protocol of sd_notify(3): one datagram to the socket that NOTIFY_SOCKET names.
void tell([[maybe_unused]] const QByteArray& lines)
{
#ifdef Q_OS_LINUX
    QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.isEmpty() || path.size() >= qsizetype(sizeof address.sun_path))
        return;
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path)) + socklen_t(path.size());
    if (path.startsWith('@')) // a name that is in no folder begins with NUL
        path[0] = '\0';
    address.sun_family = AF_UNIX;
    std::ranges::copy(path, address.sun_path);
    const int handle = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (handle < 0)
        return;
    // Nobody could be told that nobody could be told.
    static_cast<void>(::sendto(handle, lines.constData(), size_t(lines.size()), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr*>(&address), length));
    ::close(handle);
#endif
}

} // namespace

void ready(const QByteArray& status)
{
    tell("READY=1\nSTATUS=" + status + '\n');
}

void reloading()
{
    tell("RELOADING=1\n");
}

void stopping()
{
    tell("STOPPING=1\n");
}

} // namespace tierwatch::readiness
