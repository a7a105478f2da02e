// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "metrics/accessrecord.h"
#include "metrics/companynames.h"
#include "metrics/hitcounts.h"
#include "metrics/nametable.h"
#include "storage/savingstable.h"

#include <array>
#include <map>
#include <tuple>

namespace tierwatch {

/// What the cache saved, by type and company: on its way into the file, and which stretches of it
/// cover a period. A bounded number of companies have a name of their own, the others share one.
/// For one thread at a time; periods() for any.
class Ledger final
{
public:
    static constexpr std::size_t mostCompanies = CompanyNames::most;
    static constexpr QStringView others = CompanyNames::others;

    struct Level
    {
        qint64 lengthMs;
        qint64 keepMs; ///< how long its stretches are kept
    };
    /// So that a day, a week and a month, and what was before them, can be told within 1 %; the
    /// last 24 hours within 10 minutes.
    static constexpr std::array<Level, 3> levels{{{600'000, 25 * 3'600'000LL},
                                                  {3'600'000, 8 * 86'400'000LL},
                                                  {21'600'000, 61 * 86'400'000LL}}};
    /// The file's name for "since the counters began".
    static constexpr qint64 everMs = 0;

    /// Stretches of one length that begin in [fromMs, toMs).
    struct Period
    {
        qint64 lengthMs = 0;
        qint64 fromMs = 0;
        qint64 toMs = 0;
        friend bool operator==(const Period&, const Period&) = default;
    };
    /// Covers a stretch of time with as few as it takes, of those that are kept so long. Without an
    /// end it goes on to the end of the running one.
    [[nodiscard]] static std::vector<Period> periods(qint64 fromMs, std::optional<qint64> toMs,
                                                     qint64 nowMs);

    explicit Ledger(const NameTable& types) : m_types(types) {}

    /// The companies that the file knows keep their names.
    void restore(const std::vector<QString>& companies) { m_companies.restore(companies); }
    void absorb(const std::vector<AccessRecord>& records);
    void absorb(const std::vector<CountedHits>& hits);
    [[nodiscard]] bool empty() const { return m_unstored.empty(); }
    /// What is not stored yet, at every level.
    [[nodiscard]] std::vector<StoredSaving> unstored() const;
    void settle() { m_unstored.clear(); }

private:
    struct Sum
    {
        qint64 hits = 0;
        qint64 misses = 0;
        qint64 unpriced = 0;
        double savedMs = 0;
    };
    using Key = std::tuple<qint64, quint32, QString>; ///< start, type, company
    [[nodiscard]] StoredSaving rowOf(const Key& key, const Sum& sum, qint64 lengthMs) const;

    const NameTable& m_types;
    CompanyNames m_companies;
    std::map<Key, Sum> m_unstored;
};

} // namespace tierwatch
