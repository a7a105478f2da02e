// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "target/fleet.h"

#include <map>

namespace tierwatch {

/// What several members of a fleet have companies and types for, so that one scope can be sent to
/// all of them. Each is asked once, as soon as it is open. Each numbers its companies on its own:
/// where a number stands for another name it is another company. Lives in the fleet's thread; the
/// owner keeps the fleet alive.
class FleetCatalog final : public QObject
{
    Q_OBJECT
public:
    FleetCatalog(Fleet& fleet, const QStringList& connectionIds, QObject* parent = nullptr);

    /// Of all that have told theirs, each once, in the order of their names.
    [[nodiscard]] const Catalog& all() const { return m_all; }
    /// Why that member can't be asked about these; empty = it can. Absent = all companies, or
    /// types.
    [[nodiscard]] QString whyNot(const QString& connectionId, const std::optional<Company>& company,
                                 const std::optional<ReportType>& type) const;

Q_SIGNALS:
    /// More of them have answered.
    void changed();

private:
    void askThoseOpen(const Fleet& fleet);
    void ask(CacheTarget& target, const QString& connectionId);
    void take(const QString& connectionId, const Result<Catalog>& told);
    void tell();

    QStringList m_unasked;
    std::map<QString, Result<Catalog>> m_told;
    Catalog m_all;
    QTimer m_telling;
};

} // namespace tierwatch
