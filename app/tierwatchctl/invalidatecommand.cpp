// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "invalidatecommand.h"

#include "terminal.h"

#include <iostream>
#include <limits>
#include <string>

using namespace Qt::StringLiterals;

namespace tierwatch {

void InvalidateCommand::start()
{
    const Result<Scope> wanted = scope();
    if (!wanted)
        return fail(wanted.error());
    m_scope = *wanted;
    const bool asks = !line().has(u"yes"_s) && !line().has(u"preview"_s);
    if (asks && (out().isJson() || !terminal::givesInput()))
        return fail(
            {ErrorCode::InvalidArgument,
             tr("Nobody can be asked here, so nothing was done. Give --yes, or --preview.")});
    if (!asks && line().has(u"yes"_s) && !line().has(u"preview"_s))
        return carryOut();
    const Capability price = target().capability(QLatin1StringView(PreviewQuery::name));
    if (price.available || line().has(u"preview"_s))
        return ask(PreviewQuery{m_scope}, [this](const Preview& preview) { tell(preview); });
    out().note(tr("What this costs is not known beforehand. %1").arg(price.reason));
    confirm();
}

Result<Scope> InvalidateCommand::scope() const
{
    const auto company = line().number(u"company"_s, std::numeric_limits<qint64>::min());
    if (!company)
        return company.error();
    Scope scope;
    scope.companyId = *company;
    scope.type = line().text(u"type"_s);
    scope.username = line().text(u"user"_s);
    scope.tag = line().text(u"tag"_s);
    scope.cacheKey = line().text(u"key"_s);
    if (scope.everything() == line().has(u"everything"_s))
        return scope;
    return Error{ErrorCode::InvalidArgument,
                 scope.everything() ? tr("Of what? Give --company, --type, --user, --tag or --key, "
                                         "or --everything. Nothing was done.")
                                    : tr("--everything goes with no other. Nothing was done.")};
}

void InvalidateCommand::tell(const Preview& preview)
{
    if (out().isJson())
        out().printJson(preview);
    else
        out().print(Table{{{}, {{}, true}},
                          {{tr("entries"), QString::number(preview.entries)},
                           {tr("bytes"), out().bytes(preview.bytes)},
                           {tr("to load again in the first hour"), out().span(preview.reloadMs)},
                           {tr("to load all again"), out().span(preview.reloadMostMs)},
                           {tr("hit rate now"), out().percent(preview.hitRateNow)},
                           {tr("hit rate after"), out().percent(preview.hitRateAfter)}}});
    if (preview.caution && !line().has(u"control"_s)) // who has control was told already
        out().note(*preview.caution);
    if (line().has(u"preview"_s))
        return end();
    confirm();
}

void InvalidateCommand::confirm()
{
    if (isWanted())
        return carryOut();
    out().note(tr("Nothing was done."));
    end();
}

bool InvalidateCommand::isWanted() const
{
    out().note(line().has(u"purge"_s) ? tr("No undo brings a purge back. Type \"yes\" to go on:")
                                      : tr("Type \"yes\" to go on:"));
    std::string answer;
    return std::getline(std::cin, answer) && QString::fromStdString(answer).trimmed() == "yes"_L1;
}

void InvalidateCommand::carryOut()
{
    const auto done = [this](const Invalidated& invalidated) { tell(invalidated); };
    if (line().has(u"purge"_s) && m_scope.everything())
        perform(Clear{}, done);
    else if (line().has(u"purge"_s))
        perform(Purge{m_scope}, done);
    else
        perform(Invalidate{m_scope}, done);
}

void InvalidateCommand::tell(const Invalidated& done)
{
    if (out().isJson()) {
        out().printJson(done);
        return end();
    }
    Table table{
        {{}, {{}, true}},
        {{tr("taken out"), out().number(done.entries)}, {tr("bytes"), out().bytes(done.bytes)}}};
    if (done.id)
        table.rows.push_back({tr("number"), QString::number(*done.id)});
    out().print(table);
    if (done.id && done.undoUntilMs)
        out().note(tr("Until %1 it can be undone: tierwatchctl undo %2")
                       .arg(out().time(done.undoUntilMs))
                       .arg(*done.id));
    end();
}

} // namespace tierwatch
