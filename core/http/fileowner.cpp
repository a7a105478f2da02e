// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/fileowner.h"

#ifndef Q_OS_WIN
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tierwatch::fileowner {

void giveToOwnerOfFolder([[maybe_unused]] QFile& file)
{
#ifndef Q_OS_WIN
    struct stat folder = {};
    const QByteArray path = QFile::encodeName(QFileInfo(file.fileName()).absolutePath());
    if (::geteuid() != 0 || ::stat(path.constData(), &folder) != 0)
        return;
    // Where it fails, the service that can't open the file says so.
    static_cast<void>(::fchown(file.handle(), folder.st_uid, folder.st_gid) == 0);
#endif
}

} // namespace tierwatch::fileowner
