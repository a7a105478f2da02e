// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tablecommands.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// What a scope reaches, in a few words.
QString wordsOf(const Scope& scope)
{
    QStringList words;
    if (scope.companyId)
        words << UsersCommand::tr("company %1").arg(*scope.companyId);
    if (scope.type)
        words << *scope.type;
    if (scope.username)
        words << UsersCommand::tr("user %1").arg(*scope.username);
    if (scope.tag)
        words << UsersCommand::tr("tag %1").arg(*scope.tag);
    if (scope.cacheKey)
        words << *scope.cacheKey;
    return words.join(u' ');
}

} // namespace

void UsersCommand::start()
{
    show(UsersQuery{}, [this](const Users& users) {
        Table table{{{tr("user")},
                     Output::switchColumn(tr("cache")),
                     {tr("since")},
                     {tr("until")},
                     {tr("requests"), true},
                     {tr("hit rate"), true},
                     {tr("last seen")}},
                    {}};
        for (const UserRow& row : users.users)
            table.rows.push_back({row.username, Output::onOff(row.enabled), out().time(row.sinceMs),
                                  out().time(row.untilMs), out().number(row.requests),
                                  out().percent(row.hitRate), out().time(row.lastSeenMs)});
        out().print(table);
    });
}

void WatermarksCommand::start()
{
    const auto company = line().number(u"company"_s, std::numeric_limits<qint64>::min());
    if (!company)
        return fail(company.error());
    if (line().has(u"check"_s))
        return perform(CheckWatermarks{*company},
                       [this](const Watermarks& watermarks) { tell(watermarks); });
    if (*company)
        return fail({ErrorCode::InvalidArgument, tr("--company goes with --check here.")});
    ask(WatermarksQuery{}, [this](const Watermarks& watermarks) { tell(watermarks); });
}

void WatermarksCommand::tell(const Watermarks& watermarks)
{
    if (out().isJson()) {
        out().printJson(watermarks);
        return end();
    }
    Table table{{{tr("source")},
                 {tr("company"), true},
                 {tr("schema")},
                 {tr("state"),
                  false,
                  {{codec::nameOf(Freshness::Current), Table::Tone::Good},
                   {codec::nameOf(Freshness::Behind), Table::Tone::Attention},
                   {codec::nameOf(Freshness::NotChecked), Table::Tone::Attention}}},
                 {tr("cached"), true},
                 {tr("database"), true},
                 {tr("behind"), true},
                 {tr("checked")}},
                {}};
    for (const CompanyWatermark& row : watermarks.companies)
        table.rows.push_back({row.source, QString::number(row.companyId), row.schema,
                              codec::nameOf(row.state), out().number(row.cachedValue),
                              out().number(row.sourceValue), out().number(row.lag),
                              out().time(row.checkedMs)});
    out().print(table);
    if (!watermarks.running)
        out().note(tr("Nothing checks by itself: auto-invalidation is off."));
    end();
}

void ActionsCommand::start()
{
    const auto limit = line().number(u"limit"_s);
    if (!limit)
        return fail(limit.error());
    ActionsQuery query;
    query.username = line().text(u"user"_s);
    query.cursor = line().text(u"cursor"_s);
    query.limit = limit->value_or(query.limit);
    show(query, [this](const Actions& actions) {
        Table table{{{tr("time")},
                     {tr("who")},
                     {tr("what")},
                     {tr("of")},
                     {tr("entries"), true},
                     {tr("before"), true},
                     {tr("lowest"), true},
                     {tr("undo"), true}},
                    {}};
        for (const Event& event : actions.actions)
            table.rows.push_back(
                {out().time(event.timeMs), event.who, codec::nameOf(event.kind),
                 wordsOf(event.scope), QString::number(event.entries),
                 out().percent(event.hitRateBefore), out().percent(event.hitRateLowest),
                 event.undoUntilMs && !event.undoneMs ? out().number(event.invalidationId)
                                                      : QString()});
        out().print(table);
        if (actions.next)
            out().note(tr("More follow: --cursor %1").arg(*actions.next));
    });
}

void ConfigCommand::start()
{
    show(ConfigQuery{}, [this](const Config& config) {
        Table table{{{tr("setting")}, {tr("unit")}, {tr("from")}, {tr("value")}}, {}};
        for (const ConfigRow& row : config.settings)
            table.rows.push_back({row.key, row.unit, codec::nameOf(row.source),
                                  row.withheld ? tr("(withheld)") : row.value});
        out().print(table);
    });
}

void CleanUpCommand::start()
{
    perform(CleanUp{}, [this](const CleanedUp& done) {
        if (out().isJson())
            out().printJson(done);
        else
            out().print(Table{{{}, {{}, true}},
                              {{tr("removed"), QString::number(done.entries)},
                               {tr("bytes"), out().bytes(done.bytes)}}});
        end();
    });
}

void UndoCommand::start()
{
    bool isNumber = false;
    const qint64 id = line().arguments.value(0).toLongLong(&isNumber);
    if (!isNumber)
        return fail({ErrorCode::InvalidArgument,
                     tr("Which invalidation? \"tierwatchctl actions\" lists their numbers.")});
    perform(Undo{id}, [this](const Undone& undone) {
        if (out().isJson())
            out().printJson(undone);
        else
            out().print(Table{{{}, {{}, true}},
                              {{tr("brought back"), QString::number(undone.entries)},
                               {tr("bytes"), out().bytes(undone.bytes)},
                               {tr("stayed away"), QString::number(undone.stayedAway())}}});
        end();
    });
}

} // namespace tierwatch
