// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/targetopener.h"

#include "models/place.h"

#include <QDir>
#include <QFileInfo>

namespace tierwatch {

namespace {

TargetConnection::Kind kindAt(const QString& place)
{
    if (isService(place))
        return TargetConnection::Kind::Service;
    return QFileInfo(place).isFile() ? TargetConnection::Kind::File
                                     : TargetConnection::Kind::Workspace;
}

} // namespace

TargetConnection connectionAt(const QString& place, TargetOpener::Access access)
{
    TargetConnection connection;
    connection.kind = kindAt(place);
    const bool isAddress = connection.kind == TargetConnection::Kind::Service;
    connection.place = isAddress ? place : QDir(place).absolutePath();
    connection.watchOnly = access == TargetOpener::Access::WatchOnly;
    return connection;
}

} // namespace tierwatch
