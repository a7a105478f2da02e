// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "storage/cachefile.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"

#include <QTemporaryDir>
#include <QTest>

namespace tierwatch::test {

/// A folder of its own with a cache file in it, open for writing after open(). One thread.
class TestFile final
{
public:
    FakeClock clock;

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("cache.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Opens, or says why it could not.
    [[nodiscard]] QString open(CacheFileOptions::Mode mode = CacheFileOptions::Mode::ReadWrite)
    {
        m_file.reset();
        auto opened = CacheFile::open({path(), mode}, clock);
        if (!opened)
            return opened.error().message + opened.error().detail;
        m_file = std::move(*opened);
        return {};
    }
    void close() { m_file.reset(); }
    [[nodiscard]] CacheFile& file() { return *m_file; }
    [[nodiscard]] Connection& reader() { return m_file->reader(); }
    /// Runs a job of the writer; its failure in words, or nothing.
    QString write(Writer::Job job)
    {
        const auto done = m_file->writer().run(std::move(job));
        return done ? QString() : done.error().message + done.error().detail;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<CacheFile> m_file;
};

} // namespace tierwatch::test

/// Fails the test with the words of a failure.
#define WORKS(words)                                                                               \
    do {                                                                                           \
        const QString failure = (words);                                                           \
        QVERIFY2(failure.isEmpty(), qPrintable(failure));                                          \
    } while (false)
