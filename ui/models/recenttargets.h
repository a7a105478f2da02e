// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/targetconnection.h"

#include <QObject>
#include <QSettings>

#include <vector>

namespace tierwatch {

/// The places that were opened last, newest first, kept in the window's INI file: where and what
/// each is, by which name, and whether it was only watched. No secret is among them. GUI thread;
/// owned by the program, which outlives its windows.
class RecentTargets final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t most = 8;

    /// Reads and writes this INI file.
    explicit RecentTargets(const QString& file, QObject* parent = nullptr);

    /// Each with its id, where it is a kept connection: what is kept of it may be newer than this.
    [[nodiscard]] const std::vector<TargetConnection>& all() const { return m_all; }
    /// It was opened just now, and `name` is what it is called.
    void note(const TargetConnection& connection, const QString& name);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void read();
    void write();

    QSettings m_file;
    std::vector<TargetConnection> m_all;
};

} // namespace tierwatch
