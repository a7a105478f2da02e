// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/answer.h"
#include "values/caller.h"

#include <functional>

namespace tierwatch {

/// The value of a parameter as text, whatever its type.
struct GivenParameter
{
    QString name;
    QString value;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("name", &GivenParameter::name),
                          codec::field("value", &GivenParameter::value)};
    }
};

/// What a named query gave, and how. Spans are ms.
struct RunAnswer
{
    QByteArray value; ///< JSON, an array of rows; on the wire Base64
    QString type;
    QString digest; ///< of its key: ExplainQuery tells more, and EntryQuery once it is on disk
    Origin origin = Origin::Database;
    MissReason reason = MissReason::None; ///< why it did not come from the cache
    bool stale = false;                   ///< past its life, served because the source failed
    bool shared = false;                  ///< somebody else's query brought it
    qint64 ageMs = 0;
    double loadMs = 0; ///< what loading it from the database took
    double tookMs = 0; ///< what answering took
    /// How long the copy in memory lives on, which the one on disk may outlive; absent = there is
    /// none in memory.
    std::optional<qint64> lifeLeftMs;

    static constexpr auto fields()
    {
        return std::tuple{codec::field("value", &RunAnswer::value),
                          codec::field("cache_type", &RunAnswer::type),
                          codec::field("digest", &RunAnswer::digest),
                          codec::field("origin", &RunAnswer::origin),
                          codec::field("reason", &RunAnswer::reason),
                          codec::field("stale", &RunAnswer::stale),
                          codec::field("shared", &RunAnswer::shared),
                          codec::field("age_ms", &RunAnswer::ageMs),
                          codec::field("load_ms", &RunAnswer::loadMs),
                          codec::field("took_ms", &RunAnswer::tookMs),
                          codec::field("life_left_ms", &RunAnswer::lifeLeftMs)};
    }
};

/// Runs a named query through the cache, as the caller or, for administrators, as any user. Errors:
/// NotFound (no such query, company or source); InvalidArgument, naming a parameter that is wrong,
/// missing, unknown or given twice.
struct RunQuery
{
    using Reply = RunAnswer;
    static constexpr auto name = "run";
    static constexpr Role role = Role::Viewer; ///< as oneself; the target asks more for the others

    QString query;
    std::optional<qint64> companyId = {};
    std::vector<GivenParameter> parameters = {};
    std::optional<QString> source = {};   ///< absent = the main one
    std::optional<QString> username = {}; ///< absent = the caller
    bool withoutCache = false;            ///< asks the database, keeps nothing, counts in no figure
    /// Asked when its turn comes, on any thread, whether anybody still waits; empty = yes. Else it
    /// ends as Cancelled, at once where nobody waits from the beginning, unless memory has the
    /// answer. For targets that answer on any thread; not on the wire.
    std::function<bool()> isWanted = {};

    static constexpr auto fields()
    {
        return std::tuple{codec::field("query", &RunQuery::query),
                          codec::field("company_id", &RunQuery::companyId),
                          codec::field("parameters", &RunQuery::parameters),
                          codec::field("source", &RunQuery::source),
                          codec::field("username", &RunQuery::username),
                          codec::field("without_cache", &RunQuery::withoutCache)};
    }
};

} // namespace tierwatch
