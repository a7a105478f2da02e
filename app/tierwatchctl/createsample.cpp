// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "createsample.h"

#include "base/clock.h"
#include "command.h"
#include "sample/sampleconsole.h"

#include <QCoreApplication>
#include <QDirIterator>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

qint64 bytesIn(const QString& folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

Result<void> createSample(const CommandLine& line, Output& out, const Clock& clock)
{
    const QString folder = line.arguments.value(0);
    if (folder.isEmpty())
        return Error{ErrorCode::InvalidArgument,
                     QCoreApplication::translate("main", "In which folder?")};
    QTextStream progress(out.isJson() ? stderr : stdout);
    const qint64 startedMs = clock.steadyMs();
    Result<void> made = createSampleOnConsole(folder, progress, clock, {});
    if (!made || !out.isJson())
        return made;
    out.printJson(QJsonObject{{u"folder"_s, QDir().absoluteFilePath(folder)},
                              {u"bytes"_s, bytesIn(folder)},
                              {u"seconds"_s, double(clock.steadyMs() - startedMs) / 1000}});
    return out.isWritten() ? made : Command::notWritten();
}

} // namespace tierwatch
