// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportcommand.h"

#include "csv.h"
#include "entryquery.h"

#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace tierwatch {

void ExportCommand::start()
{
    if (const auto path = line().text(u"output"_s)) {
        m_toFile = true;
        m_file.setFileName(*path);
        if (!m_file.open(QIODevice::WriteOnly))
            return fail({ErrorCode::Internal,
                         tr("%1 could not be written: %2").arg(*path, m_file.errorString())});
    }
    Result<EntriesQuery> entries = entriesQueryOf(line());
    if (!entries)
        return fail(entries.error());
    const QString what = line().arguments.value(0);
    if (what == "entries"_L1) {
        entries->limit = EntriesQuery::mostRows;
        exportEntries(*entries);
    } else if (what == "log"_L1) {
        const EntryFilter& filter = entries->filter;
        exportLog(
            {{filter.type, filter.companyId, filter.username, {}}, 0, {}, LogQuery::mostRows});
    } else if (what == "actions"_L1) {
        exportActions({false, entries->filter.username, {}, ActionsQuery::mostRows});
    } else if (what == "users"_L1) {
        exportUsers();
    } else {
        fail({ErrorCode::InvalidArgument, tr("What? entries, log, actions or users.")});
    }
}

void ExportCommand::exportEntries(EntriesQuery query)
{
    ask(query, [this, query](const EntriesPage& page) mutable {
        if (!write(page.rows))
            return;
        query.cursor = page.next;
        if (page.next)
            exportEntries(query);
        else
            finishFile();
    });
}

/// From the beginning of the log to where it ended when it was last looked at.
void ExportCommand::exportLog(LogQuery query)
{
    ask(query, [this, query](const Log& log) mutable {
        if (!write(log.rows))
            return;
        if (log.cursor <= query.after.value_or(0))
            return finishFile();
        query.after = log.cursor;
        exportLog(query);
    });
}

void ExportCommand::exportActions(ActionsQuery query)
{
    ask(query, [this, query](const Actions& actions) mutable {
        if (!write(actions.actions))
            return;
        query.cursor = actions.next;
        if (actions.next)
            exportActions(query);
        else
            finishFile();
    });
}

void ExportCommand::exportUsers()
{
    ask(UsersQuery{}, [this](const Users& users) {
        if (write(users.users))
            finishFile();
    });
}

template <class T>
bool ExportCommand::write(const std::vector<T>& rows)
{
    bool written = true;
    if (!out().isJson() && !std::exchange(m_titled, true))
        written = writeLine(csv::line(csv::names<T>()).toUtf8());
    for (const T& row : rows) {
        const QByteArray text =
            out().isJson()
                ? QJsonDocument(codec::toJson(row).toObject()).toJson(QJsonDocument::Compact)
                : csv::line(csv::cells(row)).toUtf8();
        written = written && writeLine(text);
    }
    if (!written)
        fail({ErrorCode::Internal,
              tr("Not all could be written, so nothing was kept: %1")
                  .arg(m_toFile ? m_file.errorString() : tr("standard output is closed"))});
    return written;
}

bool ExportCommand::writeLine(const QByteArray& line)
{
    const QByteArray text = line + (out().isJson() ? "\n" : "\r\n");
    if (m_toFile)
        return m_file.write(text) == text.size();
    const auto size = static_cast<size_t>(text.size());
    return std::fwrite(text.constData(), 1, size, stdout) == size;
}

void ExportCommand::finishFile()
{
    if (m_toFile && !m_file.commit())
        return fail({ErrorCode::Internal,
                     tr("The file could not be written: %1").arg(m_file.errorString())});
    end();
}

} // namespace tierwatch
