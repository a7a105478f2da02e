// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "switchcommand.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

/// "global on", "user ana off"; nothing for what is neither.
std::optional<SetSwitch> switchOf(QStringList words)
{
    const Result<SwitchKind> kind = codec::fromJson<SwitchKind>(words.value(0));
    if (!kind)
        return std::nullopt;
    SetSwitch action;
    action.kind = *kind;
    const bool isNamed = *kind == SwitchKind::User || *kind == SwitchKind::Type;
    if (words.size() != (isNamed ? 3 : 2))
        return std::nullopt;
    if (isNamed)
        action.subject = words[1];
    action.enabled = words.last() == "on"_L1;
    return action.enabled || words.last() == "off"_L1 ? std::optional(action) : std::nullopt;
}

} // namespace

void SwitchCommand::start()
{
    std::optional<SetSwitch> action = switchOf(line().arguments);
    if (!action)
        return fail({ErrorCode::InvalidArgument,
                     tr("Which switch, and how? \"global on\", \"user NAME off\", \"type TYPE on\" "
                        "or \"auto_invalidate off\". Nothing was changed.")});
    const auto seconds = line().seconds(u"for"_s);
    if (!seconds)
        return fail(seconds.error());
    action->forSeconds = *seconds;
    perform(*action, [this](const SwitchState& state) {
        if (out().isJson())
            out().printJson(state);
        else
            print(state);
        end();
    });
}

void SwitchCommand::print(const SwitchState& state)
{
    QStringList row{codec::nameOf(state.kind), state.subject, Output::onOff(state.enabled)};
    if (out().isForPeople())
        row.removeAll(QString());
    if (state.untilMs)
        row << (out().isForPeople() ? tr("until %1").arg(out().time(state.untilMs))
                                    : out().time(state.untilMs));
    Table table{std::vector<Table::Column>(static_cast<size_t>(row.size()), Output::switchColumn()),
                {row}};
    out().print(table);
}

} // namespace tierwatch
