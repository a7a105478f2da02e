// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logcommand.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace tierwatch {

LogCommand::LogCommand(const Context& context) : Command(context)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LogCommand::look);
}

void LogCommand::start()
{
    if (const auto read = readOptions(); !read)
        return fail(read.error());
    look();
}

Result<void> LogCommand::readOptions()
{
    const auto limit = line().number(u"limit"_s);
    const auto company = line().number(u"company"_s, std::numeric_limits<qint64>::min());
    const auto interval = line().number(u"interval"_s);
    const auto times = line().number(u"times"_s);
    for (const auto* number : {&limit, &company, &interval, &times}) {
        if (!*number)
            return number->error();
    }
    m_query.limit = limit->value_or(20);
    m_query.filter.companyId = *company;
    m_query.filter.type = line().text(u"type"_s);
    m_query.filter.username = line().text(u"user"_s);
    if (line().has(u"hits"_s) || line().has(u"misses"_s))
        m_query.filter.hit = line().has(u"hits"_s);
    m_timer.setInterval(std::chrono::seconds(interval->value_or(1)));
    m_looksLeft = line().has(u"follow"_s) ? *times : 1;
    return {};
}

void LogCommand::look()
{
    ask(m_query, [this](const Log& log) { tell(log); });
}

void LogCommand::tell(Log log)
{
    if (!m_query.after)
        return collect(std::move(log));
    print(log.rows);
    const bool isBehind = log.cursor > *m_query.after && log.rows.empty();
    m_query.after = log.cursor;
    if (m_looksLeft && --*m_looksLeft <= 0)
        return end();
    if (isBehind)
        look();
    else
        m_timer.start();
}

/// The latest, newest first, until there are as many as wanted; a page may be short.
void LogCommand::collect(Log log)
{
    std::ranges::move(log.rows, std::back_inserter(m_latest));
    m_cursor = std::max(m_cursor, log.cursor);
    m_query.before = log.older;
    m_query.limit -= static_cast<qint64>(log.rows.size());
    if (log.older && m_query.limit > 0)
        return look();
    std::ranges::reverse(m_latest);
    print(std::exchange(m_latest, {}));
    m_query.after = m_cursor;
    m_query.before.reset();
    m_query.limit = LogQuery::mostRows;
    if (m_looksLeft && --*m_looksLeft <= 0)
        return end();
    m_timer.start();
}

void LogCommand::print(const std::vector<LogRow>& rows)
{
    if (out().isJson()) {
        for (const LogRow& row : rows)
            out().printJson(row);
        return;
    }
    const auto column = [this](const QString& title, bool isNumber, qsizetype least) {
        return Table::Column{m_titled ? QString() : title, isNumber, {}, least};
    };
    Table table{{column(tr("time"), false, 8), column(tr("type"), false, 20),
                 column(tr("company"), true, 7), column(tr("user"), false, 10),
                 column(tr("from"), false, 8), column(tr("took"), true, 8),
                 column(tr("saved"), true, 8)},
                {}};
    table.columns[4].tones = {{tr("cache"), Table::Tone::Good},
                              {tr("database"), Table::Tone::Attention}};
    for (const LogRow& row : rows)
        table.rows.push_back({out().time(row.timeMs), row.type, out().number(row.companyId),
                              row.username.value_or(QString()),
                              row.hit ? tr("cache") : tr("database"), out().span(row.responseMs),
                              out().span(row.savedMs)});
    out().print(table);
    m_titled = true;
}

} // namespace tierwatch
