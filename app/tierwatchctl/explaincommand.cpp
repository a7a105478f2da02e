// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explaincommand.h"

#include <QRegularExpression>

#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

bool isDigest(const QString& text)
{
    static const QRegularExpression digest(u"^[0-9a-f]{32}$"_s);
    return digest.match(text).hasMatch();
}

QString reasonFor(MissReason reason)
{
    switch (reason) {
    case MissReason::None:
        return {};
    case MissReason::First:
        return ExplainCommand::tr("nobody asked for it before, or it is too long ago");
    case MissReason::Expired:
        return ExplainCommand::tr("its time ran out");
    case MissReason::Evicted:
        return ExplainCommand::tr("it was pushed out for room, or was too large");
    case MissReason::Invalidated:
        return ExplainCommand::tr("somebody invalidated it");
    case MissReason::MonitorInvalidated:
        return ExplainCommand::tr("the company's data changed");
    case MissReason::SwitchedOff:
        return ExplainCommand::tr("the cache is switched off for it");
    case MissReason::Error:
        return ExplainCommand::tr("the file can't be read");
    }
    return {};
}

QString wordsOf(const ExplainedCopy& copy, const Output& out)
{
    QStringList words{ExplainCommand::tr("loaded %1").arg(out.time(copy.createdMs)),
                      out.bytes(copy.bytes)};
    words << (copy.invalidated       ? ExplainCommand::tr("invalidated")
              : copy.lifeLeftMs == 0 ? ExplainCommand::tr("its time ran out")
                                     : ExplainCommand::tr("lives for %1")
                                           .arg(out.span(static_cast<double>(copy.lifeLeftMs))));
    if (copy.graceLeftMs > 0 && !copy.invalidated)
        words << ExplainCommand::tr("may stand in for %1 after that")
                     .arg(out.span(static_cast<double>(copy.graceLeftMs)));
    return words.join(u", "_s);
}

std::vector<QStringList> copiesOf(const Explained& told, const Output& out)
{
    std::vector<QStringList> rows;
    for (const auto& [name, copy] : {std::pair(ExplainCommand::tr("in memory"), told.memory),
                                     std::pair(ExplainCommand::tr("on disk"), told.disk),
                                     std::pair(ExplainCommand::tr("taken out"), told.trash)}) {
        if (copy)
            rows.push_back({name, wordsOf(*copy, out)});
    }
    return rows;
}

Table tableOf(const Explained& told, const Output& out)
{
    Table table{{{}, Output::switchColumn()}, {}};
    table.rows = {{ExplainCommand::tr("key"), told.cacheKey},
                  {ExplainCommand::tr("type"), told.type},
                  {ExplainCommand::tr("company"), out.number(told.companyId)},
                  {ExplainCommand::tr("user"), told.username.value_or(QString())},
                  {ExplainCommand::tr("found in"), codec::nameOf(told.place)},
                  {ExplainCommand::tr("answered from"), codec::nameOf(told.answeredFrom)}};
    if (told.reason != MissReason::None)
        table.rows.push_back({ExplainCommand::tr("because"), out.isForPeople()
                                                                 ? reasonFor(told.reason)
                                                                 : codec::nameOf(told.reason)});
    for (const QStringList& row : copiesOf(told, out))
        table.rows.push_back(row);
    table.rows.push_back({ExplainCommand::tr("loading took"), out.span(told.loadMs)});
    table.rows.push_back({ExplainCommand::tr("hits"), out.number(told.hits)});
    table.rows.push_back({ExplainCommand::tr("last used"), out.time(told.lastUsedMs)});
    for (const ExplainedInvalidation& one : told.invalidations)
        table.rows.push_back({ExplainCommand::tr("invalidation %1").arg(one.id),
                              ExplainCommand::tr("%1 by %2").arg(out.time(one.atMs), one.who)});
    for (const SwitchState& state : told.switches)
        table.rows.push_back({ExplainCommand::tr("switch %1 %2")
                                  .arg(codec::nameOf(state.kind), state.subject)
                                  .trimmed(),
                              Output::onOff(state.enabled)});
    return table;
}

} // namespace

void ExplainCommand::start()
{
    const QString key = line().arguments.value(0);
    if (key.isEmpty())
        return fail({ErrorCode::InvalidArgument, tr("Which key? Give it, or its digest.")});
    ExplainQuery query;
    (isDigest(key) ? query.digest : query.cacheKey) = key;
    show(query, [this](const Explained& told) {
        out().print(tableOf(told, out()));
        if (told.memoryUnavailable)
            out().note(tr("Memory: %1").arg(*told.memoryUnavailable));
    });
}

} // namespace tierwatch
