// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"

#include <QSaveFile>

namespace tierwatch {

/// Writes all rows of one kind, page by page, as CSV or, with --json, as a JSON object a line; a
/// file that is there stays as it was until all is written.
class ExportCommand final : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;

private:
    template <class T>
    [[nodiscard]] bool write(const std::vector<T>& rows);
    [[nodiscard]] bool writeLine(const QByteArray& line);
    void exportEntries(EntriesQuery query);
    void exportLog(LogQuery query);
    void exportActions(ActionsQuery query);
    void exportUsers();
    void finishFile();

    QSaveFile m_file;
    bool m_toFile = false;
    bool m_titled = false;
};

} // namespace tierwatch
