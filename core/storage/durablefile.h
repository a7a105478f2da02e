// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>

/// Puts files onto the disk for good. Any thread.
namespace tierwatch::durablefile {

/// What was written to an open file survives a power cut once this is true.
[[nodiscard]] bool sync(QFile& file);
/// So does that the file is there, or is not any more. True where the system has no such thing.
[[nodiscard]] bool syncFolderOf(const QString& path);

/// Has what was written to a file so far go to the disk, without waiting for it: so that little is
/// left to write for whoever waits for a sync. Does nothing where the system can't. Not for a file
/// on which locks are held, which closing it would end. One thread.
class Writeback final
{
public:
    explicit Writeback(QString path) : m_path(std::move(path)) {}
    ~Writeback();
    Q_DISABLE_COPY_MOVE(Writeback)

    void begin();

private:
    const QString m_path;
    [[maybe_unused]] int m_handle = -1; ///< opened at the first use: there may be no file before
};

} // namespace tierwatch::durablefile
