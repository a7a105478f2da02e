// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "sample/samplegenerator.h"

#include "base/clock.h"
#include "sample/companybooks.h"
#include "sample/companyfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

const auto resources = u":/tierwatch/sample/"_s;

qint64 postingsOf(const SampleCompany& company, const SampleOptions& options)
{
    return options.postingsPerCompany * company.sizePermille / 1000;
}

Error cantMake(const QString& folder)
{
    return {ErrorCode::Unreadable,
            SampleGenerator::tr("The folder %1 can't be made. Check the permissions of the folder "
                                "around it, or choose another place.")
                .arg(folder)};
}

Result<void> checkIsFree(const QFileInfo& folder)
{
    if (!folder.exists() && !folder.isSymLink())
        return {};
    if (folder.isDir() &&
        QDir(folder.filePath())
            .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return {};
    return Error{ErrorCode::InvalidArgument,
                 SampleGenerator::tr("%1 exists and is not an empty folder, so nothing was written "
                                     "there. Choose another place, or delete it first.")
                     .arg(folder.filePath())};
}

/// A folder that goes with all that is in it unless it is kept under its final name.
class PartialFolder final
{
public:
    explicit PartialFolder(const QString& path) : m_dir(path) { m_dir.removeRecursively(); }
    ~PartialFolder() { m_dir.removeRecursively(); }
    Q_DISABLE_COPY_MOVE(PartialFolder)

    [[nodiscard]] bool make() const
    {
        return m_dir.mkpath(u"source"_s) && m_dir.mkpath(u"queries"_s);
    }
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    [[nodiscard]] bool keepAs(const QString& name) const
    {
        QDir().rmdir(name); // an empty folder may stand there
        return QDir().rename(m_dir.path(), name);
    }

private:
    QDir m_dir;
};

Result<void> copyResource(const QString& name, const PartialFolder& folder)
{
    QFile from(resources + name);
    QFile to(folder.path(name));
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly))
        return cantMake(folder.path(name));
    const QByteArray text = from.readAll();
    if (to.write(text) != text.size() || !to.flush())
        return cantMake(folder.path(name));
    return {};
}

Result<void> copyTexts(const PartialFolder& folder)
{
    QStringList names{u"tierwatch.ini"_s};
    for (const QString& query : QDir(resources + u"queries"_s).entryList())
        names.append(u"queries/"_s + query);
    for (const QString& name : names) {
        if (Result<void> copied = copyResource(name, folder); !copied)
            return copied;
    }
    return {};
}

Result<void> writeMainFile(const PartialFolder& folder)
{
    SampleFile file(folder.path(u"source/main.db"_s));
    file.runScript(resources + u"main.sql"_s);
    {
        QSqlQuery query = file.prepared(u"INSERT INTO companies VALUES (?,?,?)"_s);
        for (const SampleCompany& company : sampleCompanies)
            file.insert(query, {company.id, QString::fromUtf16(company.schema),
                                QString::fromUtf16(company.name)});
    }
    return file.state();
}

} // namespace

/// One creation under way: the six files in turn, and how far it is.
class SampleGenerator::Run final
{
public:
    Run(const SampleGenerator& generator, const PartialFolder& folder, const Progress& progress,
        const std::stop_token& stop)
        : m_clock(generator.m_clock),
          m_options(generator.m_options),
          m_folder(folder),
          m_progress(progress),
          m_stop(stop),
          m_startedMs(m_clock.steadyMs())
    {
        m_now.companies = int(sampleCompanies.size());
        for (const SampleCompany& company : sampleCompanies)
            m_now.allPostings += postingsOf(company, m_options);
    }

    Result<void> writeCompanies()
    {
        for (const SampleCompany& company : sampleCompanies) {
            if (Result<void> written = write(company); !written)
                return written;
            ++m_now.company;
        }
        return {};
    }

private:
    Result<void> write(const SampleCompany& company)
    {
        const QString schema = QString::fromUtf16(company.schema);
        CompanyFile file(m_folder.path(u"source/"_s + schema + u".db"_s), m_calendar);
        CompanyBooks books(company, m_calendar, m_words, postingsOf(company, m_options),
                           m_options.seed, file);
        const qint64 before = m_now.postings;
        books.open();
        for (int day = 0; day < m_calendar.size() && file.state(); ++day) {
            if (m_stop.stop_requested())
                return Error{ErrorCode::Cancelled,
                             tr("The sample was not made, because it was cancelled. Nothing was "
                                "left behind.")};
            books.run(day);
            tell(before + books.postings());
        }
        file.finish();
        return file.state();
    }

    void tell(qint64 postings)
    {
        constexpr qint64 pauseMs = 100;
        m_now.postings = postings;
        m_now.allPostings = std::max(m_now.allPostings, postings);
        const qint64 elapsedMs = m_clock.steadyMs() - m_startedMs;
        if (!m_progress || elapsedMs < m_toldMs + pauseMs)
            return;
        m_toldMs = elapsedMs;
        m_now.msLeft = elapsedMs * (m_now.allPostings - postings) / std::max<qint64>(postings, 1);
        m_progress(m_now);
    }

    const Clock& m_clock;
    const SampleOptions& m_options;
    const PartialFolder& m_folder;
    const Progress& m_progress;
    const std::stop_token& m_stop;
    const SampleCalendar m_calendar;
    const PartnerWords m_words = PartnerWords::load();
    const qint64 m_startedMs;
    qint64 m_toldMs = 0;
    SampleProgress m_now;
};

SampleGenerator::SampleGenerator(const Clock& clock, SampleOptions options)
    : m_clock(clock), m_options(options)
{
}

Result<void> SampleGenerator::create(const QString& folder, const Progress& progress,
                                     const std::stop_token& stop) const
{
    const QFileInfo target(QDir::cleanPath(QDir::current().absoluteFilePath(folder)));
    if (Result<void> free = checkIsFree(target); !free)
        return free;
    if (!QDir().mkpath(target.path()))
        return cantMake(target.filePath());
    const QString hidden = target.path() + u"/."_s + target.fileName();
    QLockFile lock(hidden + u".lock"_s);
    if (!lock.tryLock(0) && lock.error() == QLockFile::LockFailedError)
        return Error{ErrorCode::Locked,
                     tr("Another program is making %1 at this moment. Wait until "
                        "it is done.")
                         .arg(target.filePath())};
    const PartialFolder partial(hidden + u".partial"_s);
    if (!partial.make())
        return cantMake(target.filePath());
    if (Result<void> copied = copyTexts(partial); !copied)
        return copied;
    if (Result<void> written = writeMainFile(partial); !written)
        return written;
    if (Result<void> written = Run(*this, partial, progress, stop).writeCompanies(); !written)
        return written;
    if (!partial.keepAs(target.filePath()))
        return cantMake(target.filePath());
    return {};
}

} // namespace tierwatch
