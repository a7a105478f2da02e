// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auditcommand.h"

#include "controlfolder.h"
#include "exitcode.h"
#include "http/audittable.h"

#include <QCoreApplication>

namespace tierwatch {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("AuditCommand", text);
}

} // namespace

int verifyAudit(const CommandLine& line)
{
    const auto file = openControlFile(line);
    if (!file)
        return failWith(CantOpen, file.error());
    const auto connection = file->connect();
    if (!connection)
        return failWith(CantOpen, connection.error());
    const auto check = AuditTable(**connection).verify();
    if (!check)
        return failWith(CantOpen, ControlFile::worded(check.error()));
    QTextStream out(stdout);
    out << translated("%1 records are in order; the hash of the last one is %2.")
               .arg(check->records)
               .arg(QLatin1StringView(check->head.toHex()))
        << Qt::endl;
    if (!check->brokenId)
        return AllWell;
    return failWith(BrokenAudit,
                    {ErrorCode::Storage,
                     translated("Record %1 of the audit log is not what was written. %2 Keep the "
                                "file as it is, and find out who could write to it.")
                         .arg(*check->brokenId)
                         .arg(check->why)});
}

} // namespace tierwatch
