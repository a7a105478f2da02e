// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "storage/connection.h"
#include "storage/writer.h"

#include <QCoreApplication>

#include <mutex>

namespace tierwatch {

struct FileProbe;

struct CacheFileOptions
{
    enum class Mode {
        ReadWrite,
        ReadOnly,
        ViewIfThere ///< read only; where there is no file, it reads as empty
    };
    QString path;
    Mode mode = Mode::ReadWrite;
    int busyTimeoutMs = 5000;
    int readLimitMs = ConnectionOptions().readLimitMs; ///< how long a read may take
};

/// An open cache file: a read connection for each thread that asks, and one writer. It never writes
/// to a file that is not a cache, and views what it may not or must not write. Any thread may call
/// it; the owner destroys it after the last caller is done.
class CacheFile final
{
    Q_DECLARE_TR_FUNCTIONS(CacheFile)
public:
    enum class Access { ReadWrite, ViewOnly };

    /// Opens, and for writing creates what is missing. Errors: Unreadable (missing folder, no
    /// permission), NotACache (nothing was written), Locked, Storage (damaged).
    [[nodiscard]] static Result<std::unique_ptr<CacheFile>> open(const CacheFileOptions& options,
                                                                 Clock& clock);
    ~CacheFile();
    Q_DISABLE_COPY_MOVE(CacheFile)

    /// Moves a file that can't be used, and those beside it, to a name with the time in it, and
    /// gives that.
    [[nodiscard]] static Result<QString> setAside(const QString& path, const Clock& clock);
    /// After a failure: opens every connection anew and looks through the file. One that is damaged
    /// is set aside and a fresh one made; gives where it went, or nothing for a sound one. Only
    /// with Access::ReadWrite. Blocks.
    Result<std::optional<QString>> repair(Clock& clock);

    /// The calling thread's read connection; valid in this thread while the file lives. Where it
    /// can't be opened, each of its statements says why.
    [[nodiscard]] Connection& reader();
    /// Only with Access::ReadWrite.
    [[nodiscard]] Writer& writer();

    [[nodiscard]] Access access() const { return m_writer ? Access::ReadWrite : Access::ViewOnly; }
    /// Why a file that was to be written is only viewed, in a sentence; else empty.
    [[nodiscard]] const QString& notice() const { return m_notice; }
    [[nodiscard]] const QString& path() const { return m_reading.path; }

private:
    CacheFile(ConnectionOptions reading, QString notice);
    [[nodiscard]] static Result<std::unique_ptr<CacheFile>>
    openEmpty(const CacheFileOptions& options);
    [[nodiscard]] static Result<void> checkPlace(const CacheFileOptions& options);
    [[nodiscard]] static Error notOurs(const QString& path);
    [[nodiscard]] static QString reasonToView(const QString& path, const FileProbe& probe);
    Result<void> prepareForWriting(Clock& clock);
    Result<void> prepareForViewing();
    [[nodiscard]] Result<bool> isSound() const;
    [[nodiscard]] std::shared_ptr<const int> alive() const;
    void renewReaders();

    ConnectionOptions m_reading;
    QString m_notice;
    mutable std::mutex m_aliveMutex;
    std::shared_ptr<const int> m_alive = std::make_shared<const int>(); ///< readers watch it end
    std::unique_ptr<Writer> m_writer;
};

} // namespace tierwatch
