// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/sampleconsole.h"

#include <QTextStream>

namespace tierwatch {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tierwatch::SampleGenerator)
};

QString line(const SampleProgress& progress)
{
    return Text::tr("Company %1 of %2, %3 of %4 thousand postings, about %5 s left")
        .arg(progress.company)
        .arg(progress.companies)
        .arg(progress.postings / 1000)
        .arg(progress.allPostings / 1000)
        .arg((progress.msLeft + 999) / 1000);
}

} // namespace

Result<void> createSampleOnConsole(const QString& folder, QTextStream& out, const Clock& clock,
                                   const std::stop_token& stop)
{
    out << Text::tr("Making the sample workspace in %1").arg(folder) << Qt::endl;
    qint64 toldAt = 0;
    const auto tell = [&](const SampleProgress& progress) {
        const qint64 step = progress.allPostings / 20;
        if (progress.postings < toldAt + step)
            return;
        toldAt = progress.postings;
        out << line(progress) << Qt::endl;
    };
    Result<void> made = SampleGenerator(clock).create(folder, tell, stop);
    if (made)
        out << Text::tr("Done. Open it with: tierwatch --workspace %1").arg(folder) << Qt::endl;
    return made;
}

} // namespace tierwatch
